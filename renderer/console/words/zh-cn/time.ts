/** How long, and how long ago. */
export const time = {
  age: { now: '刚刚', ago: '{{span}}前' },
  span: {
    seconds: '{{s}}秒',
    minutes: '{{m}}分{{s}}秒',
    minutesOnly: '{{m}}分',
    hours: '{{h}}时{{m}}分',
    days: '{{d}}天{{h}}时',
  },
} as const;
