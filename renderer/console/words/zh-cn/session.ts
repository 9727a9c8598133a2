/** A session that nears its end. */
export const session = {
  session: {
    title: '还在吗？',
    idle: '好一会儿没有操作了，{{left}}后自动退出。正在看的页面会留着，重新登录就回到这里。',
    final: '这次登录快满12小时，{{left}}后要重新登录。正在看的页面会留着。',
    stay: '我还在',
    understood: '知道了',
    leave: '现在退出',
    over: '太久没有操作，已经退出。重新登录，回到刚才的页面。',
  },
} as const;
