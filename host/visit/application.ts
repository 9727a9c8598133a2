import type { ItemDefinition, StepOf } from '../../flows/language/definition.ts';
import type { ItemRecord } from '../../flows/machine/contract.ts';
import type { Evaluate } from '../../flows/machine/evaluate.ts';
import { representedIn } from '../../flows/machine/needs.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { ScanDesk } from '../documents/scan-desk.ts';
import type { Application, Attachment, Represented } from '../exchange/exchange.ts';
import { idTypeOf, idTypeOfNumber } from '../exchange/id-type.ts';

export type ApplicationContext = {
  readonly key: string;
  readonly hash: string;
  readonly kiosk: string;
  /** Instant of the citizen's confirmation (ISO). */
  readonly submittedAt: string;
  readonly evaluate: Evaluate;
  readonly picture: ScanDesk['picture'];
};

/** What is sent to a department: what the citizen confirmed, in the exchange's words. Pure. */
export function applicationOf(
  item: ItemDefinition,
  record: ItemRecord,
  context: ApplicationContext,
): Application {
  const { person, answers, derived, signatures } = record;
  const phone = phoneOf(item, record);
  const signature = Object.values(signatures).at(-1);
  const attachments = attachmentsOf(record, context.picture);
  const slot = slotOf(item, record);
  const feeFen = feeOf(item, record, context.evaluate);
  const represented = representedOf(item, record);
  return {
    key: context.key,
    item: { id: item.id, version: item.version, hash: context.hash },
    applicant: {
      idType: idTypeOf(person),
      idNo: person.number,
      name: person.name,
      ...(phone ? { phone } : {}),
    },
    ...(represented ? { represented } : {}),
    answers,
    derived,
    ...(signature ? { signature } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(slot ? { slot } : {}),
    ...(feeFen === null ? {} : { feeFen }),
    kiosk: context.kiosk,
    submittedAt: context.submittedAt,
  };
}

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

/** An item with a pay step opens its case as awaiting payment of this sum. */
function feeOf(item: ItemDefinition, record: ItemRecord, evaluate: Evaluate): number | null {
  const step = item.steps.find((candidate): candidate is StepOf<'pay'> => candidate.verb === 'pay');
  if (!step) return null;
  const amount = evaluate(step.amountFen, scopeOf(record), 'int');
  return amount.kind === 'value' && typeof amount.value === 'number' ? amount.value : null;
}
