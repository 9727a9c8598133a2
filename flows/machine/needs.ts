import type { ItemDefinition, Verb } from '../language/definition.ts';
import type { ItemNeeds } from './contract.ts';

/** A submission may end as “pending” and a payment as “unknown”: both owe the citizen a slip, as a receipt does. */
const PRINTING: ReadonlySet<Verb> = new Set(['submit', 'pay', 'receipt']);

/** What a kiosk must have at this moment for the item to be finished here, read off its steps. */
export function needsOf(definition: ItemDefinition): ItemNeeds {
  const devices: ItemNeeds['devices'][number][] = [];
  if (definition.assurance !== 'none') devices.push('id-card');
  if (definition.steps.some((step) => PRINTING.has(step.verb))) devices.push('receipt-printer');
  if (definition.steps.some((step) => step.verb === 'issue')) devices.push('document-printer');
  if (definition.steps.some((step) => step.verb === 'scan')) devices.push('document-scanner');
  return {
    devices,
    dataSets: [...new Set(definition.data.map((use) => use.set))],
    assurance: definition.assurance,
  };
}
