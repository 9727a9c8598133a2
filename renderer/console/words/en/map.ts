import type { Words } from '../zh-cn.ts';

export const map = {
  map: {
    tab: 'Map',
    title: 'Where the halls are',
    label: 'Schematic map of the halls',
    hint: 'drawn by coordinates; press a hall to look inside',
    north: 'N',
    km: '{{km}} km',
    m: '{{m}} m',
    machines: '{{count}}',
    unplaced: 'Halls without coordinates',
    crowded: 'where a name has no room, the dot can be pressed',
    plan: '{{hall}}, schematic plan',
    planHint: 'by the place written down; not to scale',
    back: 'All halls',
    noPlace: 'no place written down',
    legend: 'Legend',
  },
} satisfies Partial<Words>;
