import { describe, expect, it } from 'vitest';
import { createActor, toPromise } from 'xstate';
import type { Camera, CameraFault, Picture } from '../../drivers/camera/camera.ts';
import type { Result } from '../../drivers/status.ts';
import { WANG } from '../../flows/session/testing.ts';
import type { Exchange, Failure, PasswordAnswer, PortraitAnswer } from '../exchange/exchange.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import { testExchange } from '../outbox/test-exchange.ts';
import { createFaceLook } from './face-look.ts';
import { createProofActors } from './proof-actors.ts';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0x42]);
const failed = (effect: Failure['effect']): Failure => ({
  kind: 'failed',
  fault: 'timeout',
  effect,
  code: 'test',
});

function setUp(answers: {
  readonly taken?: Result<Picture, CameraFault> | null;
  readonly portraits?: readonly PortraitAnswer[];
  readonly passwords?: readonly PasswordAnswer[];
}) {
  const { taken = { ok: true, value: { jpeg: JPEG, widthPx: 640, heightPx: 480 } } } = answers;
  const portraits = [...(answers.portraits ?? [])];
  const passwords = [...(answers.passwords ?? [])];
  const recorded: AuditEvent[] = [];
  const queries: string[] = [];
  const exchange: Exchange = {
    ...testExchange().exchange,
    comparePortrait: async (_check, { queryId }) => {
      queries.push(queryId);
      return portraits.shift() ?? failed('none');
    },
    verifyPassword: async (_check, { queryId }) => {
      queries.push(queryId);
      return passwords.shift() ?? failed('none');
    },
  };
  const camera =
    taken === null
      ? null
      : // The two members these actors use.
        ({ subscribe: () => () => undefined, takePicture: async () => taken } as unknown as Camera);
  let ids = 0;
  const actors = createProofActors({
    camera,
    exchange,
    look: createFaceLook(() => undefined),
    newQueryId: () => {
      ids += 1;
      return `query-${ids}`;
    },
    pseudonym: () => 'CN0123456789abcdef',
    serving: () => ({ person: WANG, item: 'test.item' }),
    record: (event) => recorded.push(event),
  });
  return {
    recorded,
    queries,
    face: () => toPromise(createActor(actors.proveFace).start()),
    password: (digits: string) => toPromise(createActor(actors.provePassword, { input: { digits } }).start()),
  };
}

describe('a face', () => {
  it('is compared once, and the trail holds how and with what result', async () => {
    const world = setUp({ portraits: [{ kind: 'match' }] });
    expect(await world.face()).toEqual({ kind: 'match' });
    expect(world.recorded).toEqual([
      { kind: 'identity-checked', way: 'face', outcome: 'match', queryId: 'query-1' },
    ]);
  });

  it('whose answer was lost is asked about once more, as the same comparison', async () => {
    const world = setUp({ portraits: [failed('under-way'), { kind: 'match' }] });
    expect(await world.face()).toEqual({ kind: 'match' });
    expect(world.queries).toEqual(['query-1', 'query-1']);
  });

  it('that never reached the exchange is not sent again by itself', async () => {
    const world = setUp({ portraits: [failed('none'), { kind: 'match' }] });
    expect(await world.face()).toEqual({ kind: 'failed', fault: 'timeout' });
    expect(world.queries).toHaveLength(1);
  });

  it.each([
    [null, 'no-camera'],
    [{ ok: false, error: { kind: 'disconnected' } }, 'no-camera'],
    [{ ok: false, error: { kind: 'hardware', code: 'permission-denied' } }, 'no-camera'],
    [{ ok: false, error: { kind: 'no-good-picture', flaw: 'too-dark' } }, 'no-good-picture'],
  ] as const)('that was not taken (%j) is sent nowhere: %s', async (taken, kind) => {
    const world = setUp({ taken });
    expect(await world.face()).toEqual({ kind });
    expect(world.queries).toEqual([]);
  });
});

describe('a password', () => {
  it('whose answer was lost is asked about once more, and counts as one', async () => {
    const world = setUp({ passwords: [failed('unknown'), { kind: 'no-match', triesLeft: 2 }] });
    expect(await world.password('135790')).toEqual({ kind: 'no-match', triesLeft: 2 });
    expect(world.queries).toEqual(['query-1', 'query-1']);
  });

  it('stands in no word of the audit trail', async () => {
    const world = setUp({ passwords: [{ kind: 'match' }] });
    await world.password('135790');
    expect(JSON.stringify(world.recorded)).not.toContain('135790');
  });
});
