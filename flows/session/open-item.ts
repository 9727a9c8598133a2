import type { SessionEvent, SessionItems } from './contract.ts';
import type { SessionSetup } from './session-setup.ts';

/** Opens an item of this catalogue; one it does not have changes nothing. */
export function openItem<Target extends string>(builder: SessionSetup, items: SessionItems, target: Target) {
  return {
    guard: ({ event }: { event: SessionEvent }) => event.type === 'OPEN_ITEM' && items.has(event.item),
    target,
    actions: builder.assign({ item: ({ event }) => (event.type === 'OPEN_ITEM' ? event.item : null) }),
  };
}
