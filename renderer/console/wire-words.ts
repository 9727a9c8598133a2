import type { CommandsAnswer, MachineAnswer, TimelineAnswer } from '../../hall/api/contract.ts';

/** What machines say and are told, as the hall's contract has it. */
export type DevicePayload = MachineAnswer['devices'][number]['d'];
export type SupplyPayload = MachineAnswer['supplies'][number]['d'];
export type Action = CommandsAnswer['commands'][number]['action'];

type AnyPayload = TimelineAnswer['messages'][number]['d'];
export type AlarmPayload = Extract<AnyPayload, { readonly is: 'raised' | 'cleared' }>;
export type EventPayload = Extract<AnyPayload, { readonly kind: string }>;
export type UsagePayload = Extract<AnyPayload, { readonly withoutItem: number }>;
export type ResultPayload = Extract<AnyPayload, { readonly checks: readonly unknown[] }>;
export type ReportedPayload = Extract<AnyPayload, { readonly node: string }>;
