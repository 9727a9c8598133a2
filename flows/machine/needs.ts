import type { ItemDefinition } from '../language/definition.ts';
import type { Verb } from '../language/steps.ts';
import type { ItemNeeds, ItemRecord } from './contract.ts';

/** Whom an item can be done for. */
export type Subject = 'self' | 'child' | 'company';

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

/**
 * Whom the item can be done for, read off its steps: for oneself, unless there is no way past the question which child
 * or which business it is for.
 */
export function subjectsOf({ steps }: ItemDefinition): readonly Subject[] {
  const asked = steps.flatMap((step) => {
    const subject = step.verb === 'choose' ? step.optionsFrom?.subject : undefined;
    return subject === undefined ? [] : [{ subject, isCertain: step.when === undefined }];
  });
  const others = [...new Set(asked.map(({ subject }) => subject))];
  return asked.some(({ isCertain }) => isCertain) ? others : ['self', ...others];
}

/** The child or the business one application is for, as it was answered; null where it is for oneself. */
export function representedIn(
  { steps }: ItemDefinition,
  { answers }: Pick<ItemRecord, 'answers'>,
): { readonly kind: Exclude<Subject, 'self'>; readonly number: string } | null {
  for (const step of steps) {
    const kind = step.verb === 'choose' ? step.optionsFrom?.subject : undefined;
    const number = answers[step.id];
    if (kind !== undefined && number !== undefined) return { kind, number: String(number) };
  }
  return null;
}
