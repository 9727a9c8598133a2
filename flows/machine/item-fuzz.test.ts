import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, citizenEvents, eventsAt, follow, machineIn, type World } from './testing/explore.ts';
import {
  booking,
  confirm,
  fine,
  itemWith,
  pay,
  receipt,
  reimbursement,
  show,
  submit,
} from './testing/items.ts';
import { gathered, pen } from './testing/street.ts';

const worlds: readonly World[] = [
  { definition: booking, answers: { people: [2], slot: ['2026-11-25/am'] }, gather: [] },
  {
    definition: fine,
    answers: { fine: ['A1'] },
    gather: [gathered({ fines: { open: [{ no: 'A1', fen: 100 }] } }), gathered({ fines: null })],
  },
  { definition: reimbursement, answers: {}, gather: [] },
  {
    definition: itemWith({
      steps: [
        confirm(),
        submit('one', 'tax'),
        show('price'),
        submit('two', 'land'),
        pay(),
        show('end'),
        receipt(),
      ],
    }),
    answers: {},
    gather: [],
  },
];

/**
 * Taps that make no sense, late answers of actors that are gone, timers that were cancelled. XState itself
 * never delivers the error of an actor it has stopped, so that one is left out.
 */
const stray = (world: World) =>
  fc.oneof(
    fc.constantFrom(...citizenEvents(world)),
    fc.record({
      type: fc.constantFrom(
        'SCAN',
        'KEEP_PAGE',
        'BRING_LATER',
        'CONTINUE',
        'ANSWER',
        'SIGN',
        'CONFIRM',
        'EDIT',
      ),
      step: fc.oneof(fc.constantFrom(...world.definition.steps.map((step) => step.id)), fc.string()),
      value: fc.oneof(fc.string(), fc.double(), fc.boolean()),
      signature: fc.constant({ ...pen, strokes: [] }),
    }),
    fc.record({
      type: fc.constantFrom(
        'xstate.done.actor.openOrder:pay',
        'xstate.done.actor.awaitPayment:pay',
        'xstate.done.actor.submit:send',
        'xstate.after.paymentDeadline.item.at:pay.waiting.first',
        'nonsense',
      ),
      output: fc.constantFrom({ kind: 'paid', at: 'x' }, { kind: 'closed' }, { kind: 'nonsense' }),
    }),
  );

describe.each(worlds)('any events in any order', (world) => {
  const machine = machineIn(world);
  const places = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.nat().map((pick) => ({ pick })) },
      { weight: 1, arbitrary: stray(world).map((event) => ({ event })) },
    ),
    { maxLength: 60 },
  );

  it('never break the item, never open a second order, never wake it once it has ended', () => {
    fc.assert(
      fc.property(places, (moves) => {
        let place = begin(machine);
        for (const move of moves) {
          const before = place;
          const possible = eventsAt(world, place);
          const event = 'event' in move ? move.event : possible[move.pick % Math.max(1, possible.length)];
          if (event === undefined) continue;
          place = follow(machine, place, event);
          expect(place.snapshot.status).not.toBe('error');
          expect(place.opened).toBeLessThanOrEqual(1);
          if (before.snapshot.status === 'done') {
            expect(place.snapshot.value).toEqual(before.snapshot.value);
            expect(place.snapshot.output).toEqual(before.snapshot.output);
          }
          if (place.snapshot.status === 'done')
            expect(place.snapshot.output).toEqual(place.snapshot.context.outcome);
        }
      }),
      { numRuns: 300 },
    );
  });
});
