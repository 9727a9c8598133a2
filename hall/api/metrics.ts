import type { Alarm } from '../fleet/alarm.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { HallStore } from '../store/store.ts';

/**
 * Prometheus text format 0.0.4. Counts over machines, never a label a machine: ten thousand series of each would be
 * the collector's end.
 */
export function metricsText(
  seen: Awaited<ReturnType<HallStore['seen']>>,
  open: readonly Alarm[],
  counters: ReturnType<Ingest['counters']>,
  notices: { readonly waiting: number; readonly givenUp: number },
): string {
  const reaches = count(seen.map(({ hall, reach }) => `hall="${hall}",reach="${reach}"`));
  const active = open.filter(({ phase }) => phase === 'active' || phase === 'clearing');
  const severities = count(active.map(({ code, severity }) => `code="${code}",severity="${severity}"`));
  return [
    ...family('kiosk_machines', 'gauge', 'Machines by hall and how they can be reached.', reaches),
    ...family('kiosk_alarms_active', 'gauge', 'Active alarms by rule and severity.', severities),
    ...(counters.connected === null
      ? []
      : family('hall_connections', 'gauge', 'Machines connected to this broker.', [
          ['', counters.connected],
        ])),
    ...family('hall_messages_taken_total', 'counter', 'Messages and problems written to the store.', [
      ['', counters.taken],
    ]),
    ...family('hall_messages_spilled_total', 'counter', 'Messages kept aside while the store was away.', [
      ['', counters.spilled],
    ]),
    ...family('hall_messages_refused_total', 'counter', 'What was not taken, and attempts to get in.', [
      ['', counters.refused],
    ]),
    ...family('hall_messages_waiting', 'gauge', 'Messages not yet written.', [['', counters.waiting]]),
    ...family('hall_webhook_waiting', 'gauge', 'News of alarms the webhook has not taken yet, up to 1,000.', [
      ['', notices.waiting],
    ]),
    ...family('hall_webhook_given_up', 'gauge', 'News of alarms nobody took within a day, up to 1,000.', [
      ['', notices.givenUp],
    ]),
    '',
  ].join('\n');
}

const count = (labels: readonly string[]): readonly (readonly [string, number])[] =>
  [...Map.groupBy(labels, (label) => label)].map(([label, all]) => [label, all.length] as const).sort();

const family = (
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  samples: readonly (readonly [string, number])[],
): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...samples.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`),
];
