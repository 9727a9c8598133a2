import { expect, test } from 'vitest';
import type { DeviceState } from '../../drivers/status.ts';
import type { ReadCardOutcome } from '../../flows/session/contract.ts';
import { type CardPlace, type CardPlaceEvent, createCardDesk } from './card-desk.ts';

/** A reader whose cards, health and answers a test decides. */
function scriptedPlace(owner: string, takes: CardPlace['takes']) {
  const listeners = new Set<(event: CardPlaceEvent) => void>();
  let device: DeviceState = 'online';
  let outcome: ReadCardOutcome = {
    kind: 'read',
    person: {
      ...{ document: 'resident', name: owner, number: owner, sex: 'female' },
      ...{ birthDate: '1997-01-26', address: '', validTo: null },
    },
  };
  const say = (kind: CardPlaceEvent['kind']): void => {
    for (const listener of listeners) listener({ kind });
  };
  const place: CardPlace = {
    takes,
    device: () => device,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: async () => outcome,
  };
  return {
    place,
    lay: () => say('card-found'),
    lift: () => say('card-removed'),
    turn: (next: DeviceState) => {
      device = next;
      say('status');
    },
    answer: (next: ReadCardOutcome) => {
      outcome = next;
    },
  };
}

function setUp() {
  const identity = scriptedPlace('identity', 'identity-card');
  const citizen = scriptedPlace('citizen', 'citizen-card');
  const desk = createCardDesk([identity.place, citizen.place]);
  const news: string[] = [];
  desk.subscribe(({ kind }) => {
    if (kind !== 'status') news.push(kind);
  });
  const readName = async () => {
    const outcome = await desk.read(new AbortController().signal);
    return outcome.kind === 'read' ? outcome.person.name : outcome.fault;
  };
  return { identity, citizen, desk, news, readName };
}

test('whichever card is laid is the one that is found, read and missed', async () => {
  const { identity, citizen, news, readName } = setUp();
  citizen.lay();
  expect(await readName()).toBe('citizen');
  citizen.lift();
  identity.lay();
  expect(await readName()).toBe('identity');
  identity.lift();
  expect(news).toEqual(['card-found', 'card-removed', 'card-found', 'card-removed']);
});

test('a second card neither disturbs the visit of the first nor ends it when it is lifted', async () => {
  const { identity, citizen, news, readName } = setUp();
  identity.lay();
  expect(await readName()).toBe('identity');
  citizen.lay();
  citizen.lift();
  expect(news).toEqual(['card-found']);
  expect(await readName()).toBe('identity');
});

test('a second card counts as soon as the first is gone, so that it is not left behind', async () => {
  const { identity, citizen, news, readName } = setUp();
  identity.lay();
  citizen.lay();
  identity.lift();
  expect(news).toEqual(['card-found', 'card-removed', 'card-found']);
  expect(await readName()).toBe('citizen');
});

test('a card that was refused gives way to the next, even while it still lies there', async () => {
  const { identity, citizen, news, readName } = setUp();
  citizen.answer({ kind: 'fault', fault: 'card.unknown-type' });
  citizen.lay();
  expect(await readName()).toBe('card.unknown-type');
  identity.lay();
  expect(await readName()).toBe('identity');
  citizen.lift();
  expect(news).toEqual(['card-found', 'card-removed', 'card-found']);
});

test('a card whose reader is gone is lost, and a reader without a card is missed by nobody', () => {
  const { identity, citizen, desk, news } = setUp();
  citizen.turn('powerOff');
  expect(news).toEqual([]);
  identity.lay();
  identity.turn('powerOff');
  expect(news).toEqual(['card-found', 'card-lost']);
  expect(desk.takes()).toBe('none');
});

test('a desk takes what its working readers read', () => {
  const { identity, citizen, desk } = setUp();
  expect(desk.takes()).toBe('either');
  identity.turn('hardwareError');
  expect(desk.takes()).toBe('citizen-card');
  citizen.turn('offline');
  expect(desk.takes()).toBe('none');
  identity.turn('online');
  expect(desk.takes()).toBe('identity-card');
});

test('where nothing lies a reading says so, and where no reader works it says that', async () => {
  const { identity, citizen, readName } = setUp();
  expect(await readName()).toBe('card.moved');
  identity.turn('powerOff');
  citizen.turn('powerOff');
  expect(await readName()).toBe('reader.offline');
  expect(createCardDesk([]).takes()).toBe('none');
});
