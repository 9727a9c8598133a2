import { describe } from 'vitest';
import { booking, certificate, filing, fine, forChild, reimbursement } from './testing/items.ts';
import { itKeepsItsPromises } from './testing/path-promises.ts';
import { gathered } from './testing/street.ts';

describe('every path through an item that branches and is signed', () => {
  itKeepsItsPromises({
    world: {
      definition: filing,
      answers: {
        kind: ['home', 'other', '?'],
        city: ['ningbo'],
        from: ['2026-11-25'],
        phone: ['13800000000', '13900000000'],
      },
      gather: [
        gathered({ insured: { city: 'hangzhou' } }),
        gathered({ insured: null }),
        { kind: 'failed', fault: 'timeout', set: 'insured-set' },
        { kind: 'failed', fault: 'denied', set: 'insured-set' },
      ],
    },
    never: ['payment-unknown', 'not-charged'],
    orders: 0,
  });
});

describe('every path through an item that is paid for', () => {
  itKeepsItsPromises({
    world: {
      definition: fine,
      answers: { fine: ['A1'] },
      gather: [
        gathered({ fines: { open: [{ no: 'A1', fen: 20_000 }] } }),
        gathered({ fines: { open: [] } }),
        gathered({ fines: null }),
        { kind: 'failed', fault: 'timeout', set: 'fines-set' },
      ],
    },
    never: ['refused'],
    orders: 1,
  });
});

describe('every path through an item that books a slot', () => {
  itKeepsItsPromises({
    world: { definition: booking, answers: { people: [2, 9], slot: ['2026-11-25/am'] }, gather: [] },
    never: ['refused', 'payment-unknown', 'not-charged'],
    orders: 0,
  });
});

describe('every path through an item that issues a document', () => {
  itKeepsItsPromises({
    world: { definition: certificate, answers: {}, gather: [] },
    never: ['refused', 'payment-unknown', 'not-charged'],
    orders: 0,
  });
});

describe('every path through an item that has papers scanned', () => {
  itKeepsItsPromises({
    world: { definition: reimbursement, answers: {}, gather: [] },
    never: ['refused', 'payment-unknown', 'not-charged'],
    orders: 0,
  });
});

describe('every path through an item for a child', () => {
  itKeepsItsPromises({
    world: {
      definition: forChild,
      answers: { child: ['C1', 'C2'], phone: ['13800000000'] },
      gather: [
        gathered({ home: { members: [{ no: 'C1' }, { no: 'C2' }] }, school: { grade: 3 }, hospital: {} }),
        gathered({ home: { members: [] }, school: { grade: 9 }, hospital: null }),
        gathered({ home: null, school: null, hospital: null }),
        { kind: 'failed', fault: 'timeout', set: 'school-set' },
        { kind: 'failed', fault: 'denied', set: 'school-set' },
      ],
    },
    never: ['payment-unknown', 'not-charged'],
    orders: 0,
  });
});
