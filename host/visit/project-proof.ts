import type { CameraStatus, FrameFlaw } from '../../drivers/camera/camera.ts';
import type { Text } from '../../flows/language/text.ts';
import { FACE_TRIES, firstWayOf } from '../../flows/session/assurance.ts';
import type { ProofProblem } from '../../flows/session/contract.ts';
import { civilDate, civilTime } from '../civil-time.ts';
import type { CodeName } from '../codes/codes.ts';
import type { FaceHint, ProofWays, Screen, ScreenOf } from '../contract/screen.ts';
import type { FrameInput } from './projection-input.ts';
import { say, words } from './words.ts';

/** Between an item's page and its first step: proving more than the card does, by face or by password. */
export function projectProof(input: FrameInput): Screen {
  const { snapshot, memory } = input;
  const { item, proofProblem } = snapshot.context;
  const ways = waysOf(input);
  if (snapshot.matches({ flow: { serving: { proving: 'consent' } } })) return { kind: 'face-consent', ways };
  if (snapshot.matches({ flow: { serving: { proving: 'looking' } } })) {
    const { stage, flaw } = memory.look;
    return { kind: 'face', stage, hint: flaw === null ? 'look' : hints[flaw], ways };
  }
  const isChecking = snapshot.matches({ flow: { serving: { proving: 'checking' } } });
  if (isChecking || snapshot.matches({ flow: { serving: { proving: 'typing' } } }))
    return {
      kind: 'password',
      stage: isChecking ? 'checking' : 'typing',
      error: proofProblem === null ? null : wrongPassword(proofProblem),
      ways,
    };
  if (proofProblem !== null && snapshot.matches({ flow: { serving: { proving: 'failed' } } }))
    return projectProblem(proofProblem, ways, input);
  const compiled = item === null ? undefined : input.items.get(item);
  return {
    kind: 'prove',
    itemName: compiled?.definition.name ?? say('', ''),
    first: firstWayOf(compiled?.needs.assurance ?? 'card+face'),
    ways,
  };
}

/** Under this age a guardian would have to consent, who cannot be recognised here (人脸识别技术应用安全管理办法, 2025). */
const FACE_AGE = 14;

/** What can be chosen now. A way that cannot is shown with the reason, never left out. */
function waysOf({ camera, snapshot, now }: FrameInput): ProofWays {
  const { faceTries, passwordClosed, person } = snapshot.context;
  const isMinor = person !== null && yearsAgo(FACE_AGE, civilDate(now)) < person.birthDate;
  const noFace = isMinor
    ? words.proof.minor
    : faceTries >= FACE_TRIES
      ? words.proof.triesOver
      : whyNoCamera(camera);
  const noPassword =
    passwordClosed === null
      ? null
      : passwordClosed.kind === 'locked'
        ? words.proof.passwordLocked
        : words.proof.passwordNotSet;
  return {
    face: noFace === null ? { kind: 'live' } : { kind: 'off', why: noFace },
    password: noPassword === null ? { kind: 'live' } : { kind: 'off', why: noPassword },
  };
}

/** The same day so many years ago; civil dates compare as text. */
function yearsAgo(years: number, date: string): string {
  return `${String(Number(date.slice(0, 4)) - years).padStart(4, '0')}${date.slice(4)}`;
}

function whyNoCamera(camera: CameraStatus | null): Text | null {
  if (camera === null) return words.proof.noCamera;
  if (camera.isOutOfService) return words.proof.cameraBroken;
  switch (camera.device) {
    case 'online':
    case 'deviceBusy':
    case 'starting':
      return null;
    case 'noDevice':
    case 'powerOff':
      return words.proof.noCamera;
    case 'userError':
      return words.proof.cameraDenied;
    case 'offline':
    case 'hardwareError':
    case 'potentialFraud':
    case 'fraudAttempt':
      return words.proof.cameraBroken;
  }
}

/** What a citizen can do about it, in place of what a lens calls it. */
const hints: Readonly<Record<FrameFlaw, FaceHint>> = {
  'too-small': 'look',
  'low-contrast': 'look',
  'too-dark': 'light',
  'too-bright': 'glare',
  blurred: 'distance',
  moving: 'still',
};

function wrongPassword({ outcome }: ProofProblem): Text | null {
  return outcome.kind === 'no-match' && 'triesLeft' in outcome
    ? words.proof.wrongPassword(outcome.triesLeft)
    : null;
}

function projectProblem(
  problem: ProofProblem,
  ways: ProofWays,
  input: FrameInput,
): ScreenOf<'proof-problem'> {
  const code = codeOf(problem);
  const { title, text, next } = input.codeTexts(code);
  const { outcome } = problem;
  const locked = outcome.kind === 'locked' ? new Date(outcome.until) : null;
  return {
    kind: 'proof-problem',
    way: problem.way,
    title,
    text: locked ? words.proof.lockedUntil(civilDate(locked), civilTime(locked)) : text,
    next,
    code,
    triesLeft: problem.way === 'face' ? FACE_TRIES - input.snapshot.context.faceTries : null,
    ways,
  };
}

function codeOf({ outcome }: ProofProblem): CodeName {
  switch (outcome.kind) {
    case 'failed':
      return outcome.fault === 'internal' ? 'internal' : 'proof.unanswered';
    case 'locked':
      return 'proof.password-locked';
    case 'not-set':
      return 'proof.password-not-set';
    case 'no-match':
    case 'no-face':
    case 'several-faces':
    case 'no-good-picture':
    case 'no-camera':
      return `proof.${outcome.kind}`;
  }
}
