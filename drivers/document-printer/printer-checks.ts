import type { SelfTestCheck } from '../device/device.ts';
import type { PrinterIdentity } from './document-printer.ts';
import type { PrinterAnswer } from './ipp-client.ts';
import { operations } from './ipp-registry.ts';
import { conditionOf } from './printer-condition.ts';

/** What a technician wants to know of a printer before a citizen does. */
export function checksOf(answer: PrinterAnswer, uri: string): readonly SelfTestCheck[] {
  const condition = conditionOf(answer);
  const missing = Object.entries(operations).filter(([, code]) => !answer.operations.includes(code));
  const takesPdf = answer.formats.includes('application/pdf');
  return [
    { name: 'connection', verdict: condition.isUnreachable ? 'failed' : 'passed', detail: uri },
    {
      name: 'operations',
      verdict: missing.length === 0 ? 'passed' : 'failed',
      detail: missing.map(([name]) => name).join(', '),
    },
    {
      name: 'pdf',
      verdict: takesPdf ? 'passed' : 'failed',
      detail: takesPdf ? 'application/pdf' : answer.formats.join(', '),
    },
    {
      name: 'job-results',
      verdict: canDeviceAnswer(answer) ? 'passed' : 'warning',
      detail: canDeviceAnswer(answer) ? '' : 'the queue hands its jobs to a device that says nothing back',
    },
    { name: 'paper', verdict: verdictOfSupply(condition.paper), detail: condition.paper },
    { name: 'toner', verdict: verdictOfSupply(condition.toner), detail: condition.toner },
    {
      name: 'condition',
      verdict: condition.health.kind === 'well' ? 'passed' : 'failed',
      detail: answer.reasons.join(', '),
    },
  ];
}

export function identityOf({ model, firmware, uuid }: PrinterAnswer): PrinterIdentity {
  return { model, firmware, uuid };
}

/** Devices that CUPS asks what became of a job; to all others it hands bytes, and calls that completed. */
const answeringDevice = /^(ipps?|https?):|^dnssd:.*_ipps?\._tcp/;

/** A printer answers for itself; a CUPS queue only if its device does. */
export function canDeviceAnswer(answer: PrinterAnswer | null): boolean {
  const uri = answer?.deviceUri ?? null;
  return uri === null || answeringDevice.test(uri);
}

function verdictOfSupply(level: 'unknown' | 'full' | 'low' | 'out' | 'jammed'): SelfTestCheck['verdict'] {
  if (level === 'out' || level === 'jammed') return 'failed';
  return level === 'low' ? 'warning' : 'passed';
}
