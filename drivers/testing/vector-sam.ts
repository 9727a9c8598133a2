import type { Clock } from '../status.ts';
import type { ScriptedTransport } from './scripted-transport.ts';
import { commandFrame, replyFrame } from './vectors.ts';

/** What the module answers next: the name of a vector, a frame cut after so many bytes, or nothing. */
export type SamAnswer = string | { readonly frame: string; readonly cutAt: number } | 'silence';

type Question = 'status' | 'find' | 'select' | 'read' | 'appendedAddress' | 'probe' | 'samId' | 'reset';
const questions: ReadonlyMap<string, Question> = new Map([
  [commandFrame('sam_status'), 'status'],
  [commandFrame('find_card'), 'find'],
  [commandFrame('select_card'), 'select'],
  [commandFrame('read_base_text_photo'), 'read'],
  [commandFrame('read_management_number_iin_sn'), 'probe'],
  [commandFrame('read_new_address'), 'appendedAddress'],
  [commandFrame('sam_id'), 'samId'],
  [commandFrame('reset_sam'), 'reset'],
]);

/** A SAM module made of published frames only: it knows no checksum and no layout the driver could share. */
export type VectorSam = {
  /** The questions the driver has asked so far, in order. */
  readonly asked: Question[];
  /** Sets the next answers to a question; the last one stays. */
  readonly answer: (question: Question, ...answers: readonly SamAnswer[]) => void;
  /** Hears, and says nothing. */
  isSilent: boolean;
};

/** The device's end of a line, whatever carries it. */
export type SamLine = {
  readonly onWrite: (device: (frameHex: string) => void) => void;
  readonly isThere: () => boolean;
  readonly deliver: (frameHex: string) => void;
};

export const samLineOf = (transport: ScriptedTransport): SamLine => ({
  onWrite: transport.onWrite,
  isThere: () => transport.state().kind === 'open',
  deliver: transport.deliver,
});

export function createVectorSam(line: SamLine, clock: Clock, thinkMs = 5): VectorSam {
  const answers = new Map<Question, SamAnswer[]>([
    ['status', ['status_ok']],
    ['find', ['find_no_card']],
    ['select', ['select_ok']],
    ['read', ['base_resident']],
    ['probe', ['management_number']],
    ['appendedAddress', ['sw3_91']],
    ['samId', ['sam_id']],
    ['reset', ['status_ok']],
  ]);
  const asked: Question[] = [];

  line.onWrite((hex) => {
    const question = questions.get(hex);
    if (question === undefined) throw new Error(`the driver sent an unknown frame ${hex}`);
    asked.push(question);
    const queue = answers.get(question) ?? [];
    const next = queue.length > 1 ? queue.shift() : queue[0];
    if (next === undefined || next === 'silence' || sam.isSilent) return;
    const frame =
      typeof next === 'string' ? replyFrame(next) : replyFrame(next.frame).slice(0, next.cutAt * 2);
    clock.setTimeout(() => {
      if (line.isThere()) line.deliver(frame);
    }, thinkMs);
  });

  const sam: VectorSam = {
    asked,
    answer: (question, ...next) => {
      answers.set(question, [...next]);
    },
    isSilent: false,
  };
  return sam;
}
