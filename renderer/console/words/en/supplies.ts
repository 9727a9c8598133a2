import type { Words } from '../zh-cn.ts';

export const supplies = {
  supplies: {
    title: 'Supplies',
    which: 'How soon',
    within: 'Three days',
    all: 'All',
    supply: 'Supply',
    any: 'All supplies',
    print: 'Print the list',
    load: 'To load for this round',
    nothing: 'Nothing within three days.',
    round:
      'A round every three days, one filling each. What does not last until the next one in nine of ten cases goes along.',
    at: 'Reckoned {{at}}.',
    pack: {
      'receipt-paper': 'Receipt paper: {{count}} rolls',
      'document-paper': 'A4 paper: {{count}} packs',
      toner: 'Toner: {{count}} cartridges',
    },
    need: 'Enough',
    soon: 'not until the next round',
    enough: 'enough',
    left: 'Left (sheets)',
    lasts: 'Lasts',
    anyMoment: 'may be out any moment',
    until: 'Until (nine of ten)',
    away: 'The server does not answer; there is no list yet.',
    stale: 'The server does not answer; this list is from {{age}}.',
    none: 'No machine has reported a supply yet.',
    noMatch: 'Nothing fits. Try another word, or look at all.',
    toPage: 'All {{count}}',
    within3: 'Supplies needed in three days',
    within3None: 'Nothing is needed within three days.',
  },
} satisfies Partial<Words>;
