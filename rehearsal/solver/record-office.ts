import type { DataUse, ItemDefinition } from '../../flows/language/definition.ts';
import type { DataRecord } from '../../flows/machine/contract.ts';
import { judgeAsk, openDatasets } from '../../sandbox/exchange/dataset-grants.ts';
import type { Population } from '../../sandbox/population/population.ts';

/** What the exchange would answer an item, without a line to it: the same population, under the same grants. */
export type RecordOffice = {
  readonly population: Population;
  readonly read: (item: ItemDefinition, citizen: string, use: DataUse, key: string | null) => RecordRead;
  /** How many fields of the record under this key hold something while this citizen asks; 0 where there is none. */
  readonly fullness: (set: string, citizen: string, key: string) => number;
};
export type RecordRead =
  | { readonly kind: 'ok'; readonly record: DataRecord }
  | { readonly kind: 'denied'; readonly reason: string };

/** @param datasets directory of the data sets with their grants */
export function openRecordOffice(population: Population, datasets: string): RecordOffice {
  const datasetOf = openDatasets(datasets);
  return {
    population,
    fullness: (set, citizen, key) =>
      Object.values(population.lookUp(set, citizen, key) ?? {}).filter(isFilled).length,
    read: (item, citizen, use, key) => {
      const dataset = datasetOf(use.set);
      if (dataset === undefined) return { kind: 'denied', reason: `no data set ${use.set}` };
      const fields = use.mode === 'verify' ? [] : use.fields;
      const verdict = judgeAsk(dataset, { item: item.id, mode: use.mode, consent: true, fields });
      if (!verdict.granted) return { kind: 'denied', reason: `${use.set}: ${verdict.reason}` };
      const record = population.lookUp(use.set, citizen, key ?? undefined);
      if (record === undefined) return { kind: 'ok', record: null };
      return {
        kind: 'ok',
        record:
          use.mode === 'verify'
            ? { exists: true }
            : Object.fromEntries(use.fields.map((field) => [field, record[field] ?? null])),
      };
    },
  };
}

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
