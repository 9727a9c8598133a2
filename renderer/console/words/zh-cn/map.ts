/** Where the machines stand. */
export const map = {
  map: {
    tab: '地图',
    title: '大厅位置',
    label: '大厅位置示意图',
    hint: '按坐标画，点大厅看里面',
    north: '北',
    km: '{{km}}公里',
    m: '{{m}}米',
    machines: '{{count}}台',
    unplaced: '没有坐标的大厅',
    crowded: '放不下名字的，圆点也能点',
    plan: '{{hall}}，平面示意',
    planHint: '按登记的位置分区，不按比例',
    back: '全部大厅',
    noPlace: '没写位置',
    legend: '图例',
  },
} as const;
