import type { Words } from '../zh-cn.ts';

export const time = {
  age: { now: 'just now', ago: '{{span}} ago' },
  span: {
    seconds: '{{s}} s',
    minutes: '{{m}} min {{s}} s',
    minutesOnly: '{{m}} min',
    hours: '{{h}} h {{m}} min',
    days: '{{d}} d {{h}} h',
  },
} satisfies Partial<Words>;
