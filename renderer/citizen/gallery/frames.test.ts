import { expect, it } from 'vitest';
import type { ScreenKind } from '../../../host/contract/screen.ts';
import { GALLERY, SHOWN_KINDS } from './frames.ts';

/** Every kind of the contract: one that is missing here is a type error, one too many as well. */
const KINDS = {
  attract: true,
  reading: true,
  'card-problem': true,
  'card-lifted': true,
  home: true,
  find: true,
  item: true,
  prove: true,
  'face-consent': true,
  face: true,
  password: true,
  'proof-problem': true,
  working: true,
  show: true,
  choose: true,
  ask: true,
  book: true,
  sign: true,
  scan: true,
  check: true,
  pay: true,
  'payment-unknown': true,
  'none-accepted': true,
  'not-charged': true,
  refusal: true,
  problem: true,
  'take-card': true,
  printing: true,
  'take-paper': true,
  'print-problem': true,
  done: true,
  'idle-warning': true,
  covered: true,
  clearing: true,
  'out-of-service': true,
} as const satisfies Record<ScreenKind, true>;

it('shows every screen kind of the contract', () => {
  expect([...SHOWN_KINDS].toSorted()).toEqual(Object.keys(KINDS).toSorted());
});

it('names every frame once, so that a picture is of one frame', () => {
  const names = GALLERY.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
