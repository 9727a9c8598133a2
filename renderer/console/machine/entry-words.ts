import { useMemo } from 'react';
import type { TimelineAnswer } from '../../../hall/api/contract.ts';
import { deviceLook } from '../look.ts';
import type {
  AlarmPayload,
  DevicePayload,
  EventPayload,
  ReportedPayload,
  ResultPayload,
  SupplyPayload,
  UsagePayload,
} from '../wire-words.ts';
import { type ConsoleWords, useWords } from '../words/console-words.ts';

/** A line of what happened. */
export type Entry = { readonly at: number; readonly words: string; readonly key: string };

type Message = TimelineAnswer['messages'][number];

/** The timeline in words, newest first; what only says that nothing changed is left out. */
export function useEntries(answer: TimelineAnswer | null): readonly Entry[] {
  const { t } = useWords();
  return useMemo(() => {
    if (answer === null) return [];
    const standings = answer.standings.map((change) => ({
      at: change.at,
      words:
        change.kind === 'reach'
          ? t('event.reach', { reach: t(`reach.${change.reach}`) })
          : t('event.offer', { offered: change.offered, assigned: change.assigned }),
    }));
    const messages = answer.messages.flatMap((message) => {
      const words = wordsOf(message, t);
      return words === null ? [] : [{ at: message.at, words }];
    });
    return [...standings, ...messages]
      .toSorted((one, other) => other.at - one.at)
      .map((entry, index) => ({ ...entry, key: `${entry.at} ${index}` }));
  }, [answer, t]);
}

function wordsOf({ ty, d }: Message, t: ConsoleWords): string | null {
  switch (ty) {
    case 'dev': {
      const device = d as DevicePayload; // a payload is of its message's type
      return t('event.dev', { device: t(`deviceClass.${device.class}`), state: t(deviceLook(device).word) });
    }
    case 'sup': {
      const { supply, state } = d as SupplyPayload;
      return t('event.sup', { supply: t(`supply.${supply}`), state: t(`supplyState.${state}`) });
    }
    case 'alm': {
      const { code, is } = d as AlarmPayload;
      return t('event.alm', { code, is: t(`event.${is}`) });
    }
    case 'evt': {
      const event = d as EventPayload;
      return event.kind === 'host-started'
        ? t('event.host-started', { version: event.version })
        : t(`event.${event.kind}`);
    }
    case 'use': {
      const { visits } = d as UsagePayload;
      return visits === 0 ? null : t('event.use', { count: visits });
    }
    case 'res': {
      const { is } = d as ResultPayload;
      return is === 'progress' ? null : t('event.res', { is: t(`orders.state.${is}`) });
    }
    case 'reported':
      return t('event.reported', { version: (d as ReportedPayload).version });
    default:
      return null;
  }
}
