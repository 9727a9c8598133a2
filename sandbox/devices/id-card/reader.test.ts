import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../clock.ts';
import { createPacedWriter } from '../paced-writer.ts';
import type { ReaderFault } from './contract.ts';
import { createIdCardReaderSimulator, NO_THINK_TIMES, REAL_THINK_TIMES, type ThinkTimes } from './reader.ts';
import {
  addressesIn,
  badHostFrames,
  baseMessages,
  bytesOf,
  cardOf,
  commandNamed,
  replyNamed,
} from './vectors/vectors.ts';

const find = commandNamed('find_card');
const select = commandNamed('select_card');
const readBase = commandNamed('read_base_text_photo');
const readNewAddress = commandNamed('read_new_address');
const stillThere = commandNamed('read_management_number_iin_sn');

const card = (() => {
  const message = baseMessages[0];
  if (message === undefined) throw new Error('no vectors');
  return cardOf(message);
})();

/** A reader under power that has already missed its first find. */
function plugged(think: ThinkTimes = NO_THINK_TIMES) {
  const clock = createSimulatedClock();
  let line = '';
  const faultsOver: number[] = [];
  const reader = createIdCardReaderSimulator({
    clock,
    think,
    serial: 2345678901,
    line: createPacedWriter(
      (bytes) => {
        line += Buffer.from(bytes).toString('hex').toUpperCase();
      },
      { baudRate: 115200, clock },
    ),
    onFaultOver: () => faultsOver.push(clock.now()),
  });
  reader.powerOn();
  clock.advance(think.powerUpMs);
  /** Sends a request, waits well beyond any answer, returns what came. */
  const ask = (request: Uint8Array, waitMs = 1000) => {
    line = '';
    reader.receive(request);
    clock.advance(waitMs);
    return line;
  };
  ask(find);
  const selectCard = () => [ask(find), ask(select)];
  const sw3 = (request: Uint8Array) => ask(request).slice(18, 20);
  const breakIt = (fault: ReaderFault, times: number | null = null) => reader.breakReader(fault, times);
  return { reader, clock, ask, selectCard, sw3, breakIt, faultsOver, sent: () => line };
}

describe('one card, one read', () => {
  test('find, select, read; then “no card” until the card is lifted and laid again', () => {
    const { reader, ask, selectCard } = plugged();
    expect(ask(find)).toBe(replyNamed('find_no_card'));
    reader.putCard(card);
    expect(selectCard()).toEqual([replyNamed('find_ok'), replyNamed('select_ok')]);
    const reply = ask(readBase);
    expect(reply).toHaveLength(2 * 1295);
    expect(reply.slice(0, 28)).toBe('AAAAAA966905080000900100' + '0400');

    expect(ask(find)).toBe(replyNamed('find_no_card'));
    expect(ask(find)).toBe(replyNamed('find_no_card'));
    reader.putCard(null);
    reader.putCard(card);
    expect(ask(find)).toBe(replyNamed('find_ok'));
  });

  test('the read itself may be repeated at once, not after the next find', () => {
    const { reader, ask, selectCard } = plugged();
    reader.putCard(card);
    selectCard();
    const first = ask(readBase);
    expect(ask(readBase)).toBe(first);
    ask(find);
    expect(ask(readBase)).toBe(replyNamed('read_fail'));
  });

  test('after the read, the presence probe succeeds until the card is lifted', () => {
    const { reader, ask, selectCard, sw3 } = plugged();
    reader.putCard(card);
    selectCard();
    ask(readBase);
    expect(sw3(stillThere)).toBe('90');
    expect(sw3(stillThere)).toBe('90');
    reader.putCard(null);
    expect(sw3(stillThere)).toBe('41');
  });

  test('probed between select and read, the card has to be found again', () => {
    const { reader, ask, selectCard } = plugged();
    reader.putCard(card);
    selectCard();
    ask(stillThere);
    expect(ask(readBase)).toBe(replyNamed('read_fail'));
    expect(ask(find)).toBe(replyNamed('find_ok'));
  });

  test('a card without an appended address says that the item is not on it', () => {
    const { reader, ask, selectCard } = plugged();
    reader.putCard(card);
    selectCard();
    expect(ask(readNewAddress)).toBe(replyNamed('sw3_91'));
  });

  test.each(['new_address_one', 'new_address_two'])(
    'the addresses added to a card are read after it, as in %s',
    (name) => {
      const { reader, ask, selectCard } = plugged();
      if (card.type !== 'resident') throw new Error('first vector is a resident card');
      reader.putCard({ ...card, appendedAddresses: addressesIn(name) });
      selectCard();
      ask(readBase);
      expect(ask(readNewAddress)).toBe(replyNamed(name));
      reader.putCard(null);
      expect(ask(readNewAddress)).toBe(replyNamed('read_fail'));
    },
  );

  test('resetting the module does not bring a read card back', () => {
    const { reader, ask, selectCard } = plugged();
    reader.putCard(card);
    selectCard();
    ask(readBase);
    expect(ask(commandNamed('reset_sam'))).toBe(replyNamed('status_ok'));
    expect(ask(find)).toBe(replyNamed('find_no_card'));
  });
});

describe('requests out of order or out of shape', () => {
  test.each(badHostFrames)('$name is answered $expect_sw3', ({ hex, expect_sw3 }) => {
    const { reader, sw3 } = plugged();
    reader.putCard(card);
    expect(sw3(bytesOf(hex))).toBe(expect_sw3.slice(0, 2));
  });

  test('after a request that stopped in the middle the next one is understood', () => {
    const { ask } = plugged();
    ask(bytesOf('AAAAAA96690003'));
    expect(ask(find)).toBe(replyNamed('find_no_card'));
  });

  test('the module knows its number', () => {
    const { ask } = plugged();
    expect(ask(commandNamed('sam_id'))).toBe(replyNamed('sam_id'));
  });
});

describe('presets', () => {
  const read = (fault: ReaderFault, times: number | null = null) => {
    const rig = plugged();
    rig.reader.putCard(card);
    rig.breakIt(fault, times);
    rig.selectCard();
    return { rig, reply: rig.ask(readBase) };
  };

  test.each([
    ['readFails', 'read_fail'],
    ['notVerified', 'sam_cannot_auth_card'],
    ['unknownCardType', 'sw3_40'],
  ] as const)('%s refuses the read', (fault, reply) => {
    expect(read(fault).reply).toBe(replyNamed(reply));
  });

  test('cardMoved sends half a frame, then nothing; the card can be found again', () => {
    const { rig, reply } = read('cardMoved', 1);
    expect(reply).toHaveLength(2 * 647);
    expect(rig.ask(find)).toBe(replyNamed('find_ok'));
  });

  test('truncated stops after 700 of 1295 bytes', () => {
    const { rig, reply } = read('truncated', 1);
    expect(reply).toHaveLength(2 * 700);
    expect(rig.ask(readBase)).toHaveLength(2 * 1295);
  });

  test('badChecksum spoils exactly the last byte; the repeated read is good', () => {
    const { rig, reply } = read('badChecksum', 1);
    const good = rig.ask(readBase);
    expect(reply.slice(0, -2)).toBe(good.slice(0, -2));
    expect(reply.slice(-2)).not.toBe(good.slice(-2));
  });

  test('garbled has no byte right', () => {
    const { rig, reply } = read('garbled', 1);
    const good = rig.ask(readBase);
    expect(reply).toHaveLength(good.length);
    for (let at = 0; at < good.length; at += 2)
      expect(reply.slice(at, at + 2)).not.toBe(good.slice(at, at + 2));
  });

  test('silent answers nothing at all, until it is mended', () => {
    const { ask, breakIt } = plugged();
    breakIt('silent');
    expect(ask(find)).toBe('');
    expect(ask(commandNamed('sam_status'))).toBe('');
    breakIt('none');
    expect(ask(find)).toBe(replyNamed('find_no_card'));
  });

  test('samBroken answers 60 to everything', () => {
    const { ask, breakIt } = plugged();
    breakIt('samBroken');
    expect(ask(commandNamed('sam_status'))).toBe(replyNamed('status_selftest_failed'));
    expect(ask(find)).toBe(replyNamed('status_selftest_failed'));
  });

  test('a fault for two times is over after two replies, and says so once', () => {
    const { ask, breakIt, faultsOver } = plugged();
    breakIt('silent', 2);
    ask(find);
    expect(faultsOver).toHaveLength(0);
    ask(find);
    expect(faultsOver).toHaveLength(1);
    expect(ask(find)).toBe(replyNamed('find_no_card'));
  });

  test('a fault of the read is not used up by polling for a card', () => {
    const { reader, ask, breakIt, selectCard } = plugged();
    breakIt('readFails', 1);
    ask(find);
    ask(find);
    reader.putCard(card);
    selectCard();
    expect(ask(readBase)).toBe(replyNamed('read_fail'));
    selectCard();
    expect(ask(readBase)).toHaveLength(2 * 1295);
  });
});

describe('time', () => {
  test('with its real think times a read takes 300 ms and the wire time', () => {
    const { reader, ask, selectCard, clock, sent } = plugged(REAL_THINK_TIMES);
    reader.putCard(card);
    selectCard();
    ask(readBase, 300);
    expect(sent()).toBe('');
    clock.advance(112);
    expect(sent().length).toBeLessThan(2 * 1295);
    clock.advance(2);
    expect(sent()).toHaveLength(2 * 1295);
  });

  test('a card lifted while the module reads it was not read', () => {
    const { reader, ask, selectCard, clock, sent } = plugged(REAL_THINK_TIMES);
    reader.putCard(card);
    selectCard();
    ask(readBase, 100);
    reader.putCard(null);
    clock.advance(500);
    expect(sent()).toBe(replyNamed('read_fail'));
  });

  test('just after power-up the module is mute, then misses its first find', () => {
    const { reader, ask, clock } = plugged(REAL_THINK_TIMES);
    reader.putCard(card);
    reader.powerOff();
    reader.powerOn();
    expect(ask(find, 100)).toBe('');
    clock.advance(REAL_THINK_TIMES.powerUpMs);
    expect(ask(find)).toBe(replyNamed('find_no_card'));
    expect(ask(find)).toBe(replyNamed('find_ok'));
  });

  test('unplugged in mid-reply, the rest is never sent', () => {
    const { reader, ask, selectCard, clock, sent } = plugged();
    reader.putCard(card);
    selectCard();
    ask(readBase, 50);
    const before = sent().length;
    expect(before).toBeGreaterThan(0);
    reader.powerOff();
    clock.advance(1000);
    expect(sent()).toHaveLength(before);
  });
});
