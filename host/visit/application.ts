import type { ItemDefinition } from '../../flows/language/definition.ts';
import { isJoint, submitsOf } from '../../flows/language/joint.ts';
import type { StepOf } from '../../flows/language/steps.ts';
import type { Text } from '../../flows/language/text.ts';
import type { ItemRecord } from '../../flows/machine/contract.ts';
import { type Evaluate, truthOf } from '../../flows/machine/evaluate.ts';
import { representedIn } from '../../flows/machine/needs.ts';
import { partsOnTheWay } from '../../flows/machine/parts.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { ScanDesk } from '../documents/scan-desk.ts';
import type { Application, Attachment, JointPart, Represented } from '../exchange/exchange.ts';
import { idTypeOf, idTypeOfNumber } from '../exchange/id-type.ts';
import type { ItemTexts } from '../texts/item-texts.ts';
import { partTitleOf } from '../texts/part-lines.ts';

export type ApplicationContext = {
  /** The submit step: which department, and what of the answers it needs. */
  readonly step: string;
  readonly key: string;
  readonly hash: string;
  readonly kiosk: string;
  /** Instant of the citizen's confirmation (ISO). */
  readonly submittedAt: string;
  readonly evaluate: Evaluate;
  readonly picture: ScanDesk['picture'];
  readonly texts: Pick<ItemTexts, 'fill' | 'show'>;
  readonly departmentName: (id: string) => Text;
};

/** What is sent to a department: what the citizen confirmed, in the exchange's words. Pure. */
export function applicationOf(
  item: ItemDefinition,
  record: ItemRecord,
  context: ApplicationContext,
): Application {
  const submit = submitsOf(item).find(({ id }) => id === context.step);
  const sent = neededBy(submit, record);
  const { person, answers, derived, signatures } = sent;
  const phone = phoneOf(item, record);
  const signature = Object.values(signatures).at(-1);
  const attachments = attachmentsOf(sent, context.picture);
  const slot = slotOf(item, sent);
  const feeFen = feeOf(item, record, submit?.department, context.evaluate);
  const represented = representedOf(item, sent);
  const joint = jointPartOf(item, record, context);
  return {
    key: context.key,
    item: { id: item.id, version: item.version, hash: context.hash },
    applicant: {
      idType: idTypeOf(person),
      idNo: person.number,
      name: person.name,
      ...(phone ? { phone } : {}),
    },
    ...(joint ? { joint } : {}),
    ...(represented ? { represented } : {}),
    answers,
    derived: singleValues(derived),
    ...(signature ? { signature } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(slot ? { slot } : {}),
    ...(feeFen === null ? {} : { feeFen }),
    kiosk: context.kiosk,
    submittedAt: context.submittedAt,
  };
}

/** A department of a joint item is sent what it decides on, and no more. */
function neededBy(submit: StepOf<'submit'> | undefined, record: ItemRecord): ItemRecord {
  const needed = submit?.answers && new Set(submit.answers);
  if (!needed) return record;
  const only = <Value>(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.entries(values).filter(([id]) => needed.has(id)));
  return {
    ...record,
    answers: only(record.answers),
    derived: only(record.derived),
    signatures: only(record.signatures),
    pages: only(record.pages),
  };
}

function jointPartOf(
  item: ItemDefinition,
  record: ItemRecord,
  context: ApplicationContext,
): JointPart | null {
  if (!isJoint(item)) return null;
  const parts = partsOnTheWay(item, record, context.evaluate);
  const { title, matters } = partTitleOf(context.step, { item, record, ...context });
  return { part: parts.findIndex(({ id }) => id === context.step) + 1, of: parts.length, title, matters };
}

/** A list was there to be gone through: what was asked of its entries is among the answers. */
const singleValues = (derived: ItemRecord['derived']): Application['derived'] =>
  Object.fromEntries(Object.entries(derived).filter(([, value]) => !Array.isArray(value)));

function representedOf(item: ItemDefinition, record: ItemRecord): Represented | null {
  const found = representedIn(item, record);
  if (found === null) return null;
  const { kind, number: idNo } = found;
  return kind === 'child'
    ? { kind, idType: idTypeOfNumber(idNo), idNo }
    : { kind, idType: 'unified-social-credit-code', idNo };
}

/** Every page the citizen kept, with its picture: it goes with the application or not at all. */
function attachmentsOf(record: ItemRecord, pictureOf: ScanDesk['picture']): readonly Attachment[] {
  return Object.entries(record.pages).flatMap(([step, pages]) =>
    pages.map(({ id, sha256, verdict }, index): Attachment => {
      const picture = pictureOf(id);
      if (!picture) throw new Error('a page of a running visit has its picture');
      return {
        step,
        page: index + 1,
        verdict,
        mediaType: picture.mediaType,
        sha256,
        content: Buffer.from(picture.bytes).toString('base64'),
      };
    }),
  );
}

function phoneOf(item: ItemDefinition, record: ItemRecord): string | null {
  const step = item.steps.find((candidate) => candidate.verb === 'ask' && candidate.type === 'phone');
  const answer = step ? record.answers[step.id] : undefined;
  return answer === undefined ? null : String(answer);
}

function slotOf(item: ItemDefinition, record: ItemRecord): Application['slot'] | null {
  const step = item.steps.find((candidate): candidate is StepOf<'book'> => candidate.verb === 'book');
  const answer = step ? record.answers[step.id] : undefined;
  if (!step || answer === undefined) return null;
  const [date = '', part] = String(answer).split('/');
  return { office: step.office, date, part: part === 'pm' ? 'pm' : 'am' };
}

/** An item with a pay step opens the case of its department as awaiting payment of this sum. */
function feeOf(
  item: ItemDefinition,
  record: ItemRecord,
  department: string | undefined,
  evaluate: Evaluate,
): number | null {
  const step = item.steps.find(
    (candidate): candidate is StepOf<'pay'> =>
      candidate.verb === 'pay' && candidate.department === department,
  );
  if (!step || truthOf(evaluate, step.when, scopeOf(record)) === 'no') return null;
  const amount = evaluate(step.amountFen, scopeOf(record), 'int');
  return amount.kind === 'value' && typeof amount.value === 'number' ? amount.value : null;
}
