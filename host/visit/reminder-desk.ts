import type { Person } from '../../flows/session/person.ts';
import type { Call, Exchange } from '../exchange/exchange.ts';
import type { AuditEvent } from '../journal/audit-event.ts';

/** What is known of one visitor's reminders: nothing before they agree, and nothing after they go. */
export type ReminderState =
  | { readonly kind: 'offered' }
  | { readonly kind: 'asking' }
  | {
      readonly kind: 'told';
      readonly reminders: readonly { readonly id: string; readonly due: string | null }[];
    }
  | { readonly kind: 'failed' };

export type ReminderDesk = {
  readonly now: () => ReminderState;
  /** The citizen has agreed. Once is enough; after a failure it may be tried again. */
  readonly ask: (visit: string, person: Person) => void;
  /** Gone from the page at once, and told to the service portal; what was not told of is left alone. */
  readonly dismiss: (visit: string, person: Person, reminder: string) => void;
  /** The visit is over: an answer still on its way is nobody's. */
  readonly forget: () => void;
};

export type ReminderDeskOptions = {
  readonly exchange: Pick<Exchange, 'remind' | 'dismissReminder'>;
  readonly newQueryId: () => string;
  readonly pseudonym: (number: string) => string;
  readonly record: (event: AuditEvent, visit: string) => void;
  /** Told after each change. */
  readonly changed: () => void;
};

/** Has the service portal say which reminders hold, under a purpose of its own. A host restart knows of none. */
export function createReminderDesk(options: ReminderDeskOptions): ReminderDesk {
  let state: ReminderState = { kind: 'offered' };
  let asking: AbortController | null = null;
  const become = (next: ReminderState): void => {
    state = next;
    options.changed();
  };

  const askFor = async (visit: string, person: Person, { signal }: AbortController): Promise<void> => {
    const call: Call = {
      queryId: options.newQueryId(),
      userId: options.pseudonym(person.number),
      signal,
    };
    const answer = await options.exchange.remind(person, call);
    if (signal.aborted) return;
    options.record({ kind: 'reminders-read', queryId: call.queryId, outcome: answer.kind }, visit);
    become(answer.kind === 'ok' ? { kind: 'told', reminders: answer.reminders } : { kind: 'failed' });
  };

  const tellDismissal = async (visit: string, person: Person, reminder: string): Promise<void> => {
    const call: Call = { queryId: options.newQueryId(), userId: options.pseudonym(person.number) };
    const { kind } = await options.exchange.dismissReminder(person, reminder, call);
    options.record({ kind: 'reminder-dismissed', queryId: call.queryId, outcome: kind }, visit);
  };

  return {
    now: () => state,
    ask: (visit, person) => {
      if (state.kind === 'asking' || state.kind === 'told') return;
      asking = new AbortController();
      become({ kind: 'asking' });
      void askFor(visit, person, asking);
    },
    dismiss: (visit, person, reminder) => {
      if (state.kind !== 'told') return;
      const left = state.reminders.filter(({ id }) => id !== reminder);
      if (left.length === state.reminders.length) return;
      become({ kind: 'told', reminders: left });
      void tellDismissal(visit, person, reminder);
    },
    forget: () => {
      asking?.abort();
      asking = null;
      state = { kind: 'offered' };
    },
  };
}
