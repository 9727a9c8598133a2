import type { Words } from '../zh-cn.ts';

export const states = {
  state: {
    normal: 'Normal',
    degraded: 'Degraded',
    'out-of-service': 'Out of service',
    unreachable: 'Unreachable',
    maintenance: 'Maintenance',
    unknown: 'Unknown',
    stale: 'No answer',
  },
  reach: {
    never: 'never heard of',
    unknown: 'not known',
    online: 'online',
    suspect: 'heartbeat late',
    unreachable: 'unreachable',
    lost: 'lost for a day',
  },
} satisfies Partial<Words>;
