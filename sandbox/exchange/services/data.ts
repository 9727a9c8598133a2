import { z } from 'zod';
import type { Population } from '../../population/population.ts';
import type { DataRecord } from '../../population/records/record.ts';
import type { LedgerQuery } from '../contract.ts';
import { type GuardedDataset, judgeAsk } from '../dataset-grants.ts';
import type { LedgerStore } from '../ledger.ts';
import { answer, type Service, withBody } from './service.ts';
import { settleFines } from './traffic-fines.ts';

const requestSchema = z.strictObject({
  queryId: z.string().min(1),
  purpose: z.strictObject({ item: z.string(), material: z.string(), consent: z.boolean() }),
  subject: z.strictObject({
    idType: z.enum(['resident', 'hmt-residence-permit', 'foreigner-2017', 'foreigner-2023']),
    idNo: z.string(),
    name: z.string(),
  }),
  key: z.string().optional(),
  asks: z.array(z.string()),
  mode: z.enum(['read', 'verify']),
});

export type DataServiceParts = {
  readonly population: Population;
  readonly ledger: LedgerStore;
  readonly clock: () => Date;
  readonly onChange: (what: string) => void;
};

/** `{department}/data/{data-set}`: one shared record, the asked fields only. Each answer leaves an audit row. */
export const dataService = (dataset: GuardedDataset, parts: DataServiceParts): Service =>
  withBody(requestSchema, ({ purpose, subject, key, asks, mode }, { department, evidence }) => {
    const note = (outcome: LedgerQuery['outcome']): void => {
      parts.ledger.addQuery({
        at: parts.clock().toISOString(),
        ...evidence,
        ...{ department, dataset: dataset.id, item: purpose.item, mode, asks, outcome },
      });
      parts.onChange('query');
    };
    const verdict = judgeAsk(dataset, { ...purpose, mode, fields: asks });
    if (!verdict.granted) {
      note('denied');
      return answer(200, { outcome: 'denied', reason: verdict.reason });
    }
    const record = lookUp(dataset.id, subject, key, parts);
    note(record === undefined ? 'empty' : 'ok');
    if (record === undefined) return answer(200, { outcome: 'empty' });
    if (mode === 'verify') return answer(200, { outcome: 'ok', record: { exists: true } });
    const asked = Object.fromEntries(asks.map((field) => [field, record[field] ?? null]));
    return answer(200, { outcome: 'ok', record: asked });
  });

type Subject = z.infer<typeof requestSchema>['subject'];

/** A wrong name is answered like an unknown number: the register is no oracle for guessing either. */
const lookUp = (
  set: string,
  { idType, idNo, name }: Subject,
  key: string | undefined,
  { population, ledger }: DataServiceParts,
): DataRecord | undefined => {
  const citizen = population.findByNumber(idNo);
  if (citizen === undefined || citizen.name !== name || citizen.document.type !== idType) return undefined;
  const record = population.lookUp(set, citizen.id, key);
  if (record === undefined) return undefined;
  return set === 'traffic-violation'
    ? settleFines(record, ledger.casesOf('police.traffic-fine-pay', idNo))
    : record;
};
