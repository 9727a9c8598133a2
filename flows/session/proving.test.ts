import { describe, expect, it } from 'vitest';
import type { PasswordOutcome } from './contract.ts';
import { outcomes, startSession, TIMERS } from './testing.ts';

const TODAY = '2026-11-24';
const proving = (state: string) => ({ serving: { proving: state } });
const running = { serving: 'running' };

async function at(item: string) {
  const s = startSession();
  await s.identify();
  s.actor.send({ type: 'OPEN_ITEM', item });
  s.actor.send({ type: 'START_ITEM', today: TODAY });
  await s.settle();
  return s;
}
type Session = Awaited<ReturnType<typeof at>>;

async function look(s: Session) {
  s.actor.send({ type: 'PROVE', way: 'face' });
  s.actor.send({ type: 'CONSENT' });
  await s.settle();
}
async function type(s: Session, digits = '135790') {
  s.actor.send({ type: 'PROVE', way: 'password' });
  s.actor.send({ type: 'PASSWORD', digits });
  await s.settle();
}

describe('an item that must be surer than the card makes it', () => {
  it.each(['test.face', 'test.password'])(
    '%s asks how the citizen wants to prove it, and begins afterwards',
    async (item) => {
      const s = await at(item);
      expect(s.flow()).toEqual(proving('choosing'));
      expect(s.news.map(({ type }) => type)).not.toContain('item-started');
      s.world.passwords = [{ kind: 'match' }];
      await type(s);
      expect(s.flow()).toEqual(running);
      expect(s.news.map(({ type }) => type).slice(-2)).toEqual(['assurance-raised', 'item-started']);
    },
  );

  it('takes a face where it names a password, and a password where it names a face', async () => {
    const face = await at('test.password');
    face.world.faces = [{ kind: 'match' }];
    await look(face);
    expect(face.flow()).toEqual(running);
    const password = await at('test.face');
    password.world.passwords = [{ kind: 'match' }];
    await type(password);
    expect(password.flow()).toEqual(running);
  });

  it('is believed for the rest of the visit, and no longer', async () => {
    const s = await at('test.face');
    s.world.faces = [{ kind: 'match' }];
    await look(s);
    s.item({ type: 'END', outcome: outcomes.refused() });
    await s.settle();
    s.actor.send({ type: 'CONTINUE' });
    s.actor.send({ type: 'OPEN_ITEM', item: 'test.password' });
    s.actor.send({ type: 'START_ITEM', today: TODAY });
    expect(s.flow()).toEqual(running);
    s.item({ type: 'END', outcome: outcomes.refused() });
    await s.settle();
    s.actor.send({ type: 'EXIT' });
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    await s.identify();
    s.actor.send({ type: 'OPEN_ITEM', item: 'test.face' });
    s.actor.send({ type: 'START_ITEM', today: TODAY });
    expect(s.flow()).toEqual(proving('choosing'));
  });

  it('is left like any page: back to the item, home, or out', async () => {
    const back = await at('test.face');
    back.actor.send({ type: 'PROVE', way: 'password' });
    back.actor.send({ type: 'BACK' });
    expect(back.flow()).toEqual(proving('choosing'));
    back.actor.send({ type: 'BACK' });
    expect(back.flow()).toEqual({ serving: 'itemPage' });
    const home = await at('test.face');
    home.actor.send({ type: 'HOME' });
    expect(home.flow()).toEqual({ serving: 'home' });
    const out = await at('test.face');
    out.actor.send({ type: 'EXIT' });
    expect(out.flow()).toBe('leaving');
  });

  it('does not wait for somebody who has gone', async () => {
    const s = await at('test.face');
    s.clock.increment(TIMERS.identifiedIdleMs);
    s.clock.increment(TIMERS.idleCountdownMs);
    expect(s.flow()).toBe('leaving');
  });
});

describe('the camera', () => {
  it('is not used before the citizen agreed to it', async () => {
    const s = await at('test.face');
    s.actor.send({ type: 'PROVE', way: 'face' });
    await s.settle();
    expect(s.flow()).toEqual(proving('consent'));
    expect(s.world.looks).toBe(0);
    s.actor.send({ type: 'CONSENT' });
    await s.settle();
    expect(s.world.looks).toBe(1);
    expect(s.news.map(({ type }) => type)).toContain('face-agreed');
  });

  it('can be refused at every moment for the password', async () => {
    const s = await at('test.face');
    s.actor.send({ type: 'PROVE', way: 'face' });
    s.actor.send({ type: 'PROVE', way: 'password' });
    expect(s.flow()).toEqual(proving('typing'));
    await look(s);
    s.actor.send({ type: 'PROVE', way: 'password' });
    expect(s.flow()).toEqual(proving('typing'));
  });

  it('goes off when the card is lifted', async () => {
    const s = await at('test.face');
    await look(s);
    s.actor.send({ type: 'CARD_REMOVED' });
    expect(s.card()).toBe('lifted');
    expect(s.flow()).toEqual(proving('choosing'));
  });

  it.each(['no-match', 'no-face', 'several-faces'] as const)(
    'that sees “%s” is tried three times in one visit, whatever is opened in between',
    async (kind) => {
      const s = await at('test.face');
      s.world.faces = [{ kind }, { kind }, { kind }, { kind: 'match' }];
      await look(s);
      expect(s.flow()).toEqual(proving('failed'));
      s.actor.send({ type: 'RETRY' });
      await s.settle();
      s.actor.send({ type: 'HOME' });
      s.actor.send({ type: 'OPEN_ITEM', item: 'test.password' });
      s.actor.send({ type: 'START_ITEM', today: TODAY });
      await look(s);
      s.actor.send({ type: 'RETRY' });
      s.actor.send({ type: 'PROVE', way: 'face' });
      await s.settle();
      expect(s.flow()).toEqual(proving('failed'));
      expect(s.world.looks).toBe(3);
      s.world.passwords = [{ kind: 'match' }];
      await type(s);
      expect(s.flow()).toEqual(running);
    },
  );

  it.each([{ kind: 'no-camera' }, { kind: 'failed', fault: 'unreachable' }] as const)(
    'that fails itself costs the citizen no try: %j',
    async (failure) => {
      const s = await at('test.face');
      s.world.faces = [failure, failure, failure, failure, { kind: 'match' }];
      await look(s);
      for (let again = 0; again < 4; again += 1) {
        s.actor.send({ type: 'RETRY' });
        await s.settle();
      }
      expect(s.flow()).toEqual(running);
    },
  );
});

describe('the password', () => {
  it('that is wrong is asked for again, with how many tries the exchange leaves', async () => {
    const s = await at('test.password');
    s.world.passwords = [{ kind: 'no-match', triesLeft: 2 }, { kind: 'match' }];
    await type(s, '000000');
    expect(s.flow()).toEqual(proving('typing'));
    expect(s.actor.getSnapshot().context.proofProblem).toMatchObject({ outcome: { triesLeft: 2 } });
    s.actor.send({ type: 'PASSWORD', digits: '135790' });
    await s.settle();
    expect(s.flow()).toEqual(running);
    expect(s.world.typed).toEqual(['000000', '135790']);
  });

  it.each([
    { kind: 'locked', until: '2026-11-24T16:00:00.000Z' },
    { kind: 'not-set' },
  ] as const satisfies readonly PasswordOutcome[])(
    'that the exchange does not take is not asked for again in this visit: %j',
    async (closed) => {
      const s = await at('test.password');
      s.world.passwords = [closed];
      await type(s);
      expect(s.flow()).toEqual(proving('failed'));
      s.actor.send({ type: 'RETRY' });
      s.actor.send({ type: 'PROVE', way: 'password' });
      expect(s.flow()).toEqual(proving('failed'));
      s.world.faces = [{ kind: 'match' }];
      await look(s);
      expect(s.flow()).toEqual(running);
    },
  );

  it('that could not be checked can be typed again', async () => {
    const s = await at('test.password');
    s.world.passwords = [{ kind: 'failed', fault: 'timeout' }];
    await type(s);
    expect(s.flow()).toEqual(proving('failed'));
    s.actor.send({ type: 'RETRY' });
    expect(s.flow()).toEqual(proving('typing'));
  });

  it('is nowhere in what the session remembers or tells', async () => {
    const s = await at('test.password');
    s.world.passwords = [{ kind: 'no-match', triesLeft: 2 }, { kind: 'match' }];
    await type(s, '864209');
    expect(JSON.stringify(s.actor.getPersistedSnapshot())).not.toContain('864209');
    s.actor.send({ type: 'PASSWORD', digits: '135790' });
    await s.settle();
    expect(JSON.stringify(s.actor.getPersistedSnapshot())).not.toContain('135790');
    expect(JSON.stringify(s.news)).not.toContain('135790');
  });
});
