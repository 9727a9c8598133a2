import type { IdCard } from '../../drivers/id-card/id-card-reader.ts';
import type { Person } from '../../flows/session/person.ts';
import { identify } from '../../host/devices/identify.ts';
import type { IdentityDocument } from '../../sandbox/population/citizen.ts';

/** What a reader would read off this document. The portrait is nobody's. */
export const idCardOf = (document: IdentityDocument): IdCard => ({
  ...document,
  portraitWlt: new Uint8Array(1024),
});

/** Who a kiosk takes the holder for; null when it does not take the document, because it has run out. */
export function personOf(document: IdentityDocument, today: string): Person | null {
  const outcome = identify(idCardOf(document), today);
  return outcome.kind === 'read' ? outcome.person : null;
}
