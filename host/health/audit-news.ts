import type { Payload } from '../../wire/payloads.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import type { Alarms } from './alarms.ts';

/** What of the audit trail an operator is told at once: the word alone, never whose visit it was. */
export function createAuditNews(
  alarms: Pick<Alarms, 'set'>,
  say: (event: Payload<'evt'>) => void,
): { readonly audited: (event: AuditEvent) => void } {
  return {
    audited: (event) => {
      switch (event.kind) {
        case 'card-left':
          alarms.set('card-left', 'kiosk', true);
          say({ kind: event.kind });
          break;
        case 'paper-left':
          alarms.set('paper-left', 'receipt-printer', true);
          say({ kind: event.kind });
          break;
        case 'paper-retracted': {
          const outcome =
            event.outcome === 'retracted' || event.outcome === 'no-media' ? event.outcome : 'failed';
          if (outcome !== 'failed') alarms.set('paper-left', 'receipt-printer', false);
          say({ kind: event.kind, outcome });
          break;
        }
        case 'visit-started':
          // Whoever begins now stands where it lay: it was taken, or handed in.
          alarms.set('card-left', 'kiosk', false);
          alarms.set('paper-left', 'receipt-printer', false);
          break;
        case 'slip-failed':
          say({ kind: 'print-failed', paper: 'slip', code: event.code });
          break;
        case 'document-failed':
          say({ kind: 'print-failed', paper: 'document', code: event.code });
          break;
        case 'case-expired':
          say({ kind: 'application-expired' });
          break;
        case 'order-mismatch':
          say({ kind: 'payment-mismatch' });
          break;
        default:
          break;
      }
    },
  };
}
