import { createHash } from 'node:crypto';
import type {
  DocumentScanner,
  ScanFault as DriverFault,
} from '../../drivers/document-scanner/document-scanner.ts';
import type { ScanFault, ScanInput, ScanOutcome } from '../../flows/machine/contract.ts';

/** The picture of a page, as the scanner gave it. */
export type Picture = { readonly mediaType: 'image/jpeg' | 'image/png'; readonly bytes: Uint8Array };

/**
 * Scans pages and holds their pictures in memory, under ids that tell nothing, until they are sent or the visit ends.
 * An item knows of a page only its id, its digest and how good it is.
 */
export type ScanDesk = {
  readonly scan: (input: ScanInput, signal: AbortSignal) => Promise<ScanOutcome>;
  /** Null for a page that was never scanned, or is forgotten. */
  readonly picture: (id: string) => Picture | null;
  readonly forget: () => void;
};

export type ScanDeskOptions = {
  readonly scanner: DocumentScanner | null;
  /** Unguessable. */
  readonly newId: () => string;
};

/** The least the archives take (DA/T 31: 200 dpi), in colour because a seal is red. */
const REQUEST = { source: 'platen', dpi: 200, colour: 'colour' } as const;
const DEADLINE_MS = 60_000;
/** All pages of an application travel in one request in base64, and a message log takes 10 MiB. */
export const MOST_BYTES = 7_000_000;

export function createScanDesk({ scanner, newId }: ScanDeskOptions): ScanDesk {
  const pictures = new Map<string, Picture>();
  const forgetAllBut = (kept: readonly string[]): void => {
    for (const id of pictures.keys()) if (!kept.includes(id)) pictures.delete(id);
  };

  return {
    scan: async ({ kept }, signal) => {
      forgetAllBut(kept);
      if (!scanner) return notScanned('offline');
      const scanned = await scanner.scan(REQUEST, { deadlineMs: DEADLINE_MS, signal });
      if (!scanned.ok) return notScanned(faultOf(scanned.error));
      const [page] = scanned.value.pages;
      if (!page) return notScanned('no-document');
      const held = [...pictures.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (held + page.image.bytes.length > MOST_BYTES) return notScanned('too-large');
      const id = newId();
      pictures.set(id, page.image);
      const sha256 = createHash('sha256').update(page.image.bytes).digest('hex');
      return { kind: 'scanned', page: { id, sha256, verdict: page.quality.verdict } };
    },
    picture: (id) => pictures.get(id) ?? null,
    forget: () => pictures.clear(),
  };
}

const notScanned = (why: ScanFault): ScanOutcome => ({ kind: 'not-scanned', why });

/** What a citizen can do something about keeps its name; the rest is the machine's. */
function faultOf({ kind }: DriverFault): ScanFault {
  switch (kind) {
    case 'no-document':
    case 'jammed':
    case 'cover-open':
    case 'busy':
    case 'half-page':
    case 'timeout':
      return kind;
    case 'disconnected':
      return 'offline';
    case 'cancelled':
    case 'aborted':
    case 'unsupported':
    case 'protocol':
    case 'hardware':
      return 'scanner-fault';
    default:
      return kind satisfies never;
  }
}
