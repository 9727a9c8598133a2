import { type Actor, createActor, fromPromise, type OutputFrom, SimulatedClock, type Snapshot } from 'xstate';
import type { ItemDefinition } from '../../language/definition.ts';
import type { Person } from '../../session/person.ts';
import { compileItem } from '../compile.ts';
import type {
  CompiledItem,
  GatherOutcome,
  IssueOutcome,
  ItemActors,
  ItemEvent,
  ItemMachine,
  ItemOutcome,
  ItemView,
  PageVerdict,
  PaymentOrder,
  ScanOutcome,
  SubmitOutcome,
} from '../contract.ts';

export const TODAY = '2026-11-24';
/** Made up; the number's area code belongs to nowhere. */
export const person: Person = {
  document: 'resident',
  name: '测试人',
  number: '000000196001010000',
  sex: 'female',
  birthDate: '1960-01-01',
  address: '测试路1号',
  validTo: null,
};
export const order: PaymentOrder = {
  orderNo: 'P1',
  amountFen: 20_000,
  qr: 'https://pay.example.invalid/q/1',
};
/** Answers of the exchange, as most tests want them. */
export const gathered = (data: Extract<GatherOutcome, { kind: 'ok' }>['data']): GatherOutcome => ({
  kind: 'ok',
  data,
});
export const accepted: SubmitOutcome = {
  kind: 'accepted',
  receipt: {
    caseNo: 'TEST-1',
    password: '123456',
    state: 'received',
    at: '2026-11-24T01:00:00Z',
    promisedBy: null,
  },
};
export const issued: IssueOutcome = {
  kind: 'issued',
  document: {
    number: 'TEST-D1',
    title: { 'zh-CN': '测试证明', en: 'Test certificate' },
    key: 'v/certificate/police',
    validTo: null,
  },
};
export const scanned = (id: string, verdict: PageVerdict = 'good'): ScanOutcome => ({
  kind: 'scanned',
  page: { id, sha256: id.padEnd(64, '0'), verdict },
});
export const pen = {
  strokes: [
    [
      { x: 1, y: 1 },
      { x: 9, y: 5 },
    ],
  ],
  at: '2026-11-24T01:00:00Z',
};

type Call = {
  readonly input: unknown;
  readonly signal: AbortSignal;
  /** Which outcome belongs to which actor, `exchange` checks. */
  readonly answer: (outcome: never) => void;
  readonly crash: () => void;
};

/**
 * An item running for one citizen, with the exchange in the test's hand: every call the item makes waits in
 * `calls` until the test answers it.
 */
export class Street {
  readonly item: CompiledItem;
  readonly clock = new SimulatedClock();
  readonly calls: Record<keyof ItemActors, Call[]> = {
    gather: [],
    slots: [],
    submit: [],
    openOrder: [],
    awaitPayment: [],
    closeOrder: [],
    issue: [],
    scan: [],
  };
  readonly #actor: Actor<ItemMachine>;

  constructor(definition: ItemDefinition, who: Partial<Person> = {}) {
    this.item = compileItem(definition);
    const machine = this.item.provide(this.#actors());
    this.#actor = createActor(machine, {
      clock: this.clock,
      input: { person: { ...person, ...who }, today: TODAY },
    });
    this.#actor.start();
  }

  get view(): ItemView {
    return this.item.view(this.snapshot);
  }

  get snapshot(): Snapshot<ItemOutcome> {
    return this.#actor.getSnapshot();
  }

  get record() {
    return this.item.recordOf(this.snapshot);
  }

  /** `step kind`, `problem submit`, `paying waiting`, `ended done`: one word for where the citizen stands. */
  get at(): string {
    return whereabouts(this.view);
  }

  get outcome(): ItemOutcome | null {
    const { view } = this;
    return view.kind === 'ended' ? view.outcome : null;
  }

  send(...events: readonly ItemEvent[]): this {
    for (const event of events) this.#actor.send(event);
    return this;
  }

  answer(step: string, value: string | number): this {
    return this.send({ type: 'ANSWER', step, value });
  }

  /** Answers the newest call of that name and lets the promise settle. */
  async exchange<Name extends keyof ItemActors>(
    name: Name,
    outcome: OutputFrom<ItemActors[Name]>,
  ): Promise<this> {
    this.call(name).answer(outcome as never);
    return this.#settled();
  }

  async crash(name: keyof ItemActors): Promise<this> {
    this.call(name).crash();
    return this.#settled();
  }

  call(name: keyof ItemActors): Call {
    const call = this.calls[name].at(-1);
    if (!call) throw new Error(`nobody called ${name}`);
    return call;
  }

  wait(ms: number): this {
    this.clock.increment(ms);
    return this;
  }

  async #settled(): Promise<this> {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    return this;
  }

  #actors(): ItemActors {
    const actor = <Name extends keyof ItemActors>(name: Name) =>
      fromPromise<OutputFrom<ItemActors[Name]>>(
        ({ input, signal }) =>
          new Promise((resolve, reject) => {
            const crash = () => reject(new Error('a bug in the host'));
            this.calls[name].push({ input, signal, answer: resolve, crash });
          }),
      ) as ItemActors[Name];
    return {
      gather: actor('gather'),
      slots: actor('slots'),
      submit: actor('submit'),
      openOrder: actor('openOrder'),
      awaitPayment: actor('awaitPayment'),
      closeOrder: actor('closeOrder'),
      issue: actor('issue'),
      scan: actor('scan'),
    };
  }
}

function whereabouts(view: ItemView): string {
  switch (view.kind) {
    case 'step':
    case 'booking':
      return `${view.kind} ${view.step.id}`;
    case 'scanning':
      return view.stage;
    case 'paying':
      return `paying ${view.stage}`;
    case 'problem':
      return `problem ${view.during}`;
    case 'ended':
      return `ended ${view.outcome.kind}`;
    case 'issuing':
    case 'submitting':
    case 'gathering':
      return view.kind;
  }
}
