import type { CardsTaken } from '../../../host/contract/screen.ts';

/** Nobody is invited to lay a card that cannot be read at this moment. Where none can, another screen is shown. */
const identityCard = { title: 'attract.title', lay: 'attract.justLay', home: 'home.layCard' } as const;

export const cardWords = {
  'identity-card': identityCard,
  'citizen-card': {
    title: 'attract.titleCitizenCard',
    lay: 'attract.justLayCitizenCard',
    home: 'home.layCitizenCard',
  },
  either: { title: 'attract.title', lay: 'attract.justLayEither', home: 'home.layEitherCard' },
  none: identityCard,
} as const satisfies Record<CardsTaken, object>;
