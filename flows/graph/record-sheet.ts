import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ItemDefinition } from '../language/definition.ts';
import type { Language } from '../language/text.ts';
import type { CompiledItem } from '../machine/contract.ts';
import type { ItemProof } from '../paths/prove.ts';
import { RECORD_WORDS } from './record-words.ts';
import { escaped } from './svg.ts';

export type RecordSheet = {
  readonly item: CompiledItem;
  readonly catalogue: Catalogue;
  readonly proof: ItemProof;
  /** The item's chart, as SVG. */
  readonly chart: string;
  readonly language: Language;
  /** Civil date of the test. */
  readonly on: string;
};

/**
 * The sheet a department signs (定义 → 流程图 → 测试记录): what the item is, what it asks for and reads, its picture, and
 * what was proven of just this version. One HTML page that needs nothing else and prints on A4. Pure.
 */
export function recordSheet({ item, catalogue, proof, chart, language, on }: RecordSheet): string {
  const { definition, hash } = item;
  const words = RECORD_WORDS[language];
  const department =
    catalogue.departments.get(definition.department)?.name[language] ?? definition.department;
  const title = `${words.title}: ${definition.name[language]}`;
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head>`,
    '<body>',
    `<h1>${escaped(definition.name[language])}</h1>`,
    `<p class="lead">${escaped(words.title)} · ${escaped(department)} · ${on}</p>`,
    section(words.identity, facts([...identityOf(definition, words), [words.hash, hash]])),
    section(words.particulars, facts(particularsOf(definition, words, language))),
    section(
      words.materials,
      table(
        [words.material, words.source, words.from],
        definition.materials.map(({ name, source, from }) => [
          name[language],
          words.sources[source],
          from[language],
        ]),
        words.none,
      ),
    ),
    section(
      words.data,
      table(
        [words.set, words.fields, words.purpose],
        definition.data.map(({ set, fields, mode, purpose }) => [
          catalogue.datasets.get(set)?.name[language] ?? set,
          mode === 'verify' ? words.verified : fieldNames(catalogue, set, fields, language),
          purpose[language],
        ]),
        words.none,
      ),
    ),
    section(words.proof, facts(figuresOf(proof, words)) + verdictOf(proof, words)),
    section(words.signatures, signatures(words)),
    `<section class="chart"><h2>${escaped(words.chart)}</h2>${chart}</section>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

type Words = (typeof RECORD_WORDS)[Language];
type Facts = readonly (readonly [string, string])[];

const identityOf = ({ id, code, baseCode, version }: ItemDefinition, words: Words): Facts => [
  [words.code, code],
  [words.baseCode, baseCode],
  [words.id, id],
  [words.version, String(version)],
];

const particularsOf = (definition: ItemDefinition, words: Words, language: Language): Facts => [
  [words.kind, words.kinds[definition.kind]],
  [words.handling, words.handlings[definition.handling]],
  [words.legalDays, words.days(definition.legalDays)],
  [words.promisedDays, words.days(definition.promisedDays)],
  [words.visits, String(definition.visits)],
  [words.fee, definition.fee.basis?.[language] ?? words.fees[definition.fee.mode]],
  [words.assurance, words.assurances[definition.assurance]],
  [words.window, definition.window.place[language]],
];

const figuresOf = (proof: ItemProof, words: Words): Facts => [
  [words.paths, proof.isEveryPath ? String(proof.paths) : `${proof.paths} (${words.ways})`],
  [words.states, String(proof.states)],
  [words.transitions, String(proof.transitions)],
  [words.pairs, String(proof.pairs)],
  [words.visitStates, String(proof.visits)],
  [words.citizens, String(proof.citizens)],
];

const verdictOf = ({ failures }: ItemProof, words: Words): string =>
  failures.length === 0
    ? `<p class="verdict">${escaped(words.proven)}</p>`
    : `<p class="verdict failed">${escaped(words.failed)}</p><ul>${failures
        .map(({ promise, what }) => `<li>${escaped(`${promise}: ${what}`)}</li>`)
        .join('')}</ul>`;

function fieldNames(
  catalogue: Catalogue,
  set: string,
  fields: readonly string[],
  language: Language,
): string {
  const known = catalogue.datasets.get(set)?.fields ?? [];
  const names = fields.map((field) => known.find(({ id }) => id === field)?.name[language] ?? field);
  return names.join(language === 'en' ? ', ' : '、');
}

const section = (title: string, body: string): string =>
  `<section><h2>${escaped(title)}</h2>${body}</section>`;

/** Longer values have a line of their own. */
const LONGEST = 28;
const facts = (list: Facts): string =>
  `<dl>${list
    .map(([name, value]) => {
      const wide = value.length > LONGEST ? ' class="wide"' : '';
      return `<div${wide}><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`;
    })
    .join('')}</dl>`;

const table = (head: readonly string[], rows: readonly (readonly string[])[], none: string): string =>
  rows.length === 0
    ? `<p>${escaped(none)}</p>`
    : `<table><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
        .join('')}</tbody></table>`;

const signatures = (words: Words): string =>
  `<dl class="signatures">${[words.author, words.reviewer, words.head]
    .map((who) => `<div><dt>${escaped(who)}</dt><dd>${escaped(words.signedOn)}</dd></div>`)
    .join('')}</dl>`;

const STYLE = `
  @page { size: A4; margin: 18mm 16mm }
  body { font: 14px/1.55 "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #14211d; background: #fff; max-width: 178mm; margin: 0 auto; padding: 12mm 0 }
  h1 { font-size: 24px; margin: 0 }
  h2 { font-size: 16px; margin: 20px 0 6px; padding-bottom: 3px; border-bottom: 1.5px solid #0e5748; color: #0e5748 }
  .lead { margin: 4px 0 0; color: #465651 }
  section { break-inside: avoid }
  dl { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 20px; margin: 0 }
  dl div { display: flex; gap: 8px }
  dl .wide { grid-column: 1 / -1 }
  dt { flex: none; min-width: 7em; color: #465651 }
  dd { margin: 0; overflow-wrap: anywhere }
  table { width: 100%; border-collapse: collapse }
  th, td { text-align: start; vertical-align: top; padding: 4px 8px 4px 0; border-bottom: 1px solid #d7d9d0 }
  th { font-weight: 700; color: #465651 }
  .verdict { font-weight: 700; color: #0e5748; margin: 8px 0 0 }
  .verdict.failed { color: #b3261e }
  .signatures { grid-template-columns: 1fr 1fr 1fr }
  .signatures div { display: block; height: 64px; border-bottom: 1px solid #14211d }
  .signatures dd { margin-top: 28px; color: #465651; font-size: 12px }
  .chart { break-before: page; break-inside: auto }
  .chart svg { display: block; margin: 12px auto; max-width: 100%; height: auto }
`;
