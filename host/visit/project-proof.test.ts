import { describe, expect, it } from 'vitest';
import type { CameraStatus } from '../../drivers/camera/camera.ts';
import { startSession, WANG } from '../../flows/session/testing.ts';
import { codeTexts } from '../codes/codes.ts';
import { isOffered } from './intents.ts';
import { projectProof } from './project-proof.ts';
import type { FrameInput } from './projection-input.ts';
import { words } from './words.ts';

const ready: CameraStatus = { device: 'online', isOutOfService: false, camera: 'ok' };

async function at(birthDate = WANG.birthDate) {
  const s = startSession();
  s.world.card = { kind: 'read', person: { ...WANG, birthDate } };
  await s.identify();
  s.actor.send({ type: 'OPEN_ITEM', item: 'test.face' });
  s.actor.send({ type: 'START_ITEM', today: '2026-11-24' });
  /** Only what this projection reads. */
  const screen = (camera: CameraStatus | null = ready) =>
    projectProof({
      snapshot: s.actor.getSnapshot(),
      camera,
      items: new Map(),
      codeTexts,
      now: new Date('2026-11-24T02:00:00Z'),
      memory: { look: { stage: 'looking', flaw: 'too-dark' } },
    } as unknown as FrameInput);
  return { ...s, screen };
}
const waysOf = (screen: ReturnType<typeof projectProof>) => {
  if (!('ways' in screen)) throw new Error(`${screen.kind} shows no ways`);
  return screen.ways;
};

describe('the camera', () => {
  it('is offered beside the password while it works', async () => {
    const { screen } = await at();
    expect(waysOf(screen())).toEqual({ face: { kind: 'live' }, password: { kind: 'live' } });
  });

  it.each([
    [null, words.proof.noCamera],
    [{ ...ready, device: 'noDevice' }, words.proof.noCamera],
    [{ ...ready, device: 'userError' }, words.proof.cameraDenied],
    [{ ...ready, device: 'hardwareError' }, words.proof.cameraBroken],
    [{ ...ready, isOutOfService: true }, words.proof.cameraBroken],
  ] as const)(
    'that cannot be used (%j) says so, and is not taken when it is pressed',
    async (camera, why) => {
      const { screen } = await at();
      const shown = screen(camera);
      expect(waysOf(shown).face).toEqual({ kind: 'off', why });
      expect(isOffered({ kind: 'prove', way: 'face' }, shown, () => false)).toBe(false);
      expect(isOffered({ kind: 'prove', way: 'password' }, shown, () => false)).toBe(true);
    },
  );

  it('is not used for a child under fourteen', async () => {
    expect(waysOf((await at('2012-11-25')).screen()).face).toEqual({ kind: 'off', why: words.proof.minor });
    expect(waysOf((await at('2012-11-24')).screen()).face).toEqual({ kind: 'live' });
  });

  it('says what to do, not what is wrong with the picture', async () => {
    const { actor, screen } = await at();
    actor.send({ type: 'PROVE', way: 'face' });
    actor.send({ type: 'CONSENT' });
    expect(screen()).toMatchObject({ kind: 'face', hint: 'light' });
  });
});

describe('the password', () => {
  it('that is locked says until when, in the time of the hall', async () => {
    const { actor, world, settle, screen } = await at();
    world.passwords = [{ kind: 'locked', until: '2026-11-24T16:00:00.000Z' }];
    actor.send({ type: 'PROVE', way: 'password' });
    actor.send({ type: 'PASSWORD', digits: '135790' });
    await settle();
    const shown = screen();
    expect(shown).toMatchObject({ kind: 'proof-problem', code: 'proof.password-locked' });
    expect(shown.kind === 'proof-problem' && shown.text['zh-CN']).toContain('11月25日00:00');
    expect(isOffered({ kind: 'retry' }, shown, () => false)).toBe(false);
  });
});
