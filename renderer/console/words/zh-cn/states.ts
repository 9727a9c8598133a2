/** How a machine stands, and how it can be reached. */
export const states = {
  state: {
    normal: '正常',
    degraded: '降级',
    'out-of-service': '停用',
    unreachable: '失联',
    maintenance: '维护',
    unknown: '未知',
    stale: '未回音',
  },
  reach: {
    never: '从未上报',
    unknown: '不知道',
    online: '在线',
    suspect: '心跳晚了',
    unreachable: '失联',
    lost: '失联一天以上',
  },
} as const;
