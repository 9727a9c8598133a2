import type { SelfTest } from '../../drivers/device/device.ts';
import type { DeviceFault, Result } from '../../drivers/status.ts';
import type { DeviceEntry, StatusLine } from './device-desk.ts';

/** The technician's report as lines of a terminal. Codes stay codes: they stand in docs/codes.md. */
export function listText(entries: readonly DeviceEntry[]): string {
  if (entries.length === 0) return 'no device is configured\n';
  return entries.map(entryText).join('\n');
}

function entryText(entry: DeviceEntry): string {
  const { device, isOutOfService, ...words } = entry.status;
  const lines = [
    `${entry.class} (${entry.driver})  ${device}${isOutOfService ? ', out of service' : ''}${wordsText(words)}`,
    `  at ${entry.connectedAs ?? 'nowhere: not found'}`,
    ...Object.entries(entry.identity).flatMap(([name, value]) => (value === '' ? [] : `  ${name} ${value}`)),
    ...entry.recoveries.slice(-5).map(({ step, cause }) => `  tried ${step}: ${cause}`),
  ];
  if (device !== 'online' && device !== 'deviceBusy')
    lines.push(
      ...entry.frames.slice(-6).map(({ direction, hex }) => `  ${direction === 'sent' ? '→' : '←'} ${hex}`),
    );
  return `${lines.join('\n')}\n`;
}

export function selfTestText(result: Result<SelfTest, DeviceFault>): string {
  if (!result.ok) return `failed: ${faultText(result.error)}\n`;
  return result.value.checks
    .map(({ name, verdict, detail }) => `${verdict.padEnd(8)}${name}${detail === '' ? '' : `: ${detail}`}\n`)
    .join('');
}

export function statusText({ at, class: deviceClass, status }: StatusLine): string {
  const { device, isOutOfService, ...words } = status;
  return `${at}  ${deviceClass.padEnd(16)}  ${device}${isOutOfService ? ', out of service' : ''}${wordsText(words)}\n`;
}

/** Words within words (the cabinet's power) are named by their path. */
function wordsText(words: Readonly<Record<string, unknown>>, path = ''): string {
  return Object.entries(words)
    .map(([name, word]) =>
      typeof word === 'object' && word !== null && !Array.isArray(word)
        ? wordsText({ ...word }, `${path}${name}.`)
        : `  ${path}${name} ${String(word)}`,
    )
    .join('');
}

function faultText(fault: DeviceFault): string {
  switch (fault.kind) {
    case 'protocol':
      return `protocol, ${fault.detail}`;
    case 'hardware':
      return `hardware, ${fault.code}`;
    case 'timeout':
      return `no answer within ${fault.deadlineMs} ms`;
    case 'disconnected':
    case 'aborted':
      return fault.kind;
  }
}
