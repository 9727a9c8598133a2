import { onTestFinished } from 'vitest';
import {
  type NumberedSaid,
  openTelemetryStore,
  type TelemetryStore,
  type TelemetryStoreOptions,
} from './telemetry-store.ts';

/** For tests: ids of starts that sort as they are made. */
export const countedBoot = (last: string | null): string => {
  const n = last === null ? 1 : Number.parseInt(last.slice(-4), 16) + 1;
  return `01932f6b-8c00-7000-8000-${n.toString(16).padStart(12, '0')}`;
};

export const openTestStore = (
  dataRoot: string,
  options: Partial<TelemetryStoreOptions> = {},
): TelemetryStore => {
  const store = openTelemetryStore({ newBoot: countedBoot, ...options, dataRoot });
  onTestFinished(() => store.close());
  return store;
};

export const STAMP = { t: '2026-11-24T02:00:00.000Z', tq: 'ntp', up: 1 } as const;
export const cardLeft: NumberedSaid = { ty: 'evt', d: { kind: 'card-left' } };
export const doorOpen: NumberedSaid = {
  ty: 'alm',
  d: { code: 'cabinet-door-open', component: 'cabinet', is: 'raised', since: STAMP.t },
};
export const idle: NumberedSaid = {
  ty: 'use',
  d: { from: STAMP.t, to: STAMP.t, visits: 1, withoutItem: 1, items: [] },
};
