import { fromPromise } from 'xstate';
import type { Camera } from '../../drivers/camera/camera.ts';
import type { FaceOutcome, PasswordOutcome } from '../../flows/session/contract.ts';
import type { Person } from '../../flows/session/person.ts';
import type { Call, Exchange, Failure } from '../exchange/exchange.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import type { FaceLook } from './face-look.ts';

export type ProofActorOptions = {
  readonly camera: Camera | null;
  readonly exchange: Exchange;
  readonly look: FaceLook;
  readonly newQueryId: () => string;
  readonly pseudonym: (number: string) => string;
  /** Who wants to begin what. */
  readonly serving: () => { readonly person: Person; readonly item: string };
  readonly record: (event: AuditEvent) => void;
};

/**
 * The two ways to prove more than the card does. The picture lives in this call and nowhere else; of a password not
 * even its length is told. Both checks are made once: an answer that was lost is asked for again under the same id.
 */
export function createProofActors({ camera, exchange, look, ...options }: ProofActorOptions) {
  const callFor = (person: Person, signal: AbortSignal): Call => ({
    queryId: options.newQueryId(),
    userId: options.pseudonym(person.number),
    signal,
  });
  const note = (way: 'face' | 'password', outcome: string, queryId: string | null): void =>
    options.record({ kind: 'identity-checked', way, outcome, queryId });

  return {
    proveFace: fromPromise<FaceOutcome>(async ({ signal }) => {
      if (!camera) return { kind: 'no-camera' };
      const { person, item } = options.serving();
      look.begin();
      const stop = camera.subscribe((event) => {
        if (event.kind === 'judged') look.judged(event.flaw);
      });
      const taken = await camera.takePicture({ signal }).finally(stop);
      if (!taken.ok) {
        const isCitizens = taken.error.kind === 'no-good-picture';
        note('face', isCitizens ? 'no-good-picture' : 'no-camera', null);
        return isCitizens ? { kind: 'no-good-picture' } : { kind: 'no-camera' };
      }
      look.compare();
      const call = callFor(person, signal);
      const answer = await onceMore(
        () => exchange.comparePortrait({ person, item, jpeg: taken.value.jpeg }, call),
        signal,
      );
      note('face', answer.kind, call.queryId);
      return answer.kind === 'failed' ? { kind: 'failed', fault: answer.fault } : answer;
    }),

    provePassword: fromPromise<PasswordOutcome, { digits: string }>(async ({ input, signal }) => {
      const { person, item } = options.serving();
      const call = callFor(person, signal);
      const answer = await onceMore(
        () => exchange.verifyPassword({ person, item, password: input.digits }, call),
        signal,
      );
      note('password', answer.kind, call.queryId);
      return answer.kind === 'failed' ? { kind: 'failed', fault: answer.fault } : answer;
    }),
  };
}

/** An answer that may have been given and was lost is asked for once more; the call's id makes it the same check. */
async function onceMore<A extends { readonly kind: string }>(
  ask: () => Promise<A | Failure>,
  signal: AbortSignal,
): Promise<A | Failure> {
  const first = await ask();
  const isLost = first.kind === 'failed' && 'effect' in first && first.effect !== 'none';
  return isLost && !signal.aborted ? ask() : first;
}
