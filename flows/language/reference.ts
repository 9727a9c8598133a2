import { CALLABLE, OWN_FUNCTIONS } from '../cel/functions.ts';
import { MAX_LIST, MAX_SOURCE } from '../cel/guards.ts';
import { MAX_STEPS } from './expand.ts';
import { MAX_BYTES } from './file-size.ts';
import { FORMATS } from './interpolation.ts';
import { fragmentJsonSchema, itemJsonSchema } from './json-schema.ts';
import { LANGUAGES } from './text.ts';

/** The parts of JSON Schema the item schema uses. */
type JsonSchema = {
  readonly type?: string;
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

/** The reference page, `docs/flow-language.md`: made from the schema, so that it cannot say anything else. */
export function referencePage(): string {
  // The schema is our own zod schema's: its shape is known, its type is not carried by z.toJSONSchema.
  const root = itemJsonSchema() as JsonSchema;
  const steps = root.properties?.steps?.items?.oneOf ?? [];
  return [
    HEAD,
    '## The file\n',
    table(root, ''),
    ...nestedTables(root, '', 3),
    '## Steps\n',
    'A step has a verb and an id. `when` decides whether it is on the way; it is asked when the step is reached.\n',
    ...steps.flatMap((step) => {
      const verb = String(step.properties?.verb?.const);
      return [
        `### ${verb}\n`,
        `${step.description ?? ''}\n`,
        table(step, ''),
        ...nestedTables(step, verb, 4),
      ];
    }),
    ...fragments(),
    REPETITION,
    expressions(),
    TEXTS,
    LINT,
  ].join('\n');
}

const HEAD = `# The flow language

Generated from \`flows/language/definition.ts\` and \`steps.ts\` by \`once flows reference\`. [An item in five minutes](add-an-item.md) shows it at work.

An item is one YAML 1.2 file, \`items/<department>/<item>.yaml\`, at most ${MAX_BYTES / 1000} kB. It has no code: conditions and values are
[CEL](https://cel.dev) expressions, steps a small closed set of verbs. Aliases (\`*name\`), tags and unquoted numbers of more than 15 digits
are refused. \`once flows lint\` says what is wrong, where, and what to do; editors check the shape through \`flows/schema/item.schema.json\`.

**Text** below is \`{ ${LANGUAGES.map((language) => `${language}: …`).join(', ')} }\`: every text is written in every language, inline. **CEL** is an expression.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(schema: JsonSchema, prefix: string): string {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const needed = required.has(name)
      ? 'yes'
      : property.default === undefined
        ? ''
        : `\`${JSON.stringify(property.default)}\``;
    return `| \`${prefix}${name}\` | ${cell(typeOf(property))} | ${needed} | ${cell(property.description ?? '')} |`;
  });
  return ['| field | is | needed, or default | |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined)
    return schema.enum
      .map(String)
      .sort()
      .map((value) => `\`${value}\``)
      .join(' ');
  switch (schema.type) {
    case 'array':
      return schema.items?.oneOf === undefined
        ? `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`
        : 'list of steps';
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? `value: ${typeOf(schema.additionalProperties)}`
        : 'map, below';
    case 'integer':
      return `whole number${bounds(schema.minimum, schema.maximum)}`;
    case 'string':
      return `text${bounds(schema.minLength, schema.maxLength)}`;
    case 'boolean':
      return 'true or false';
    default:
      return schema.type ?? 'anything';
  }
}

function bounds(from: number | undefined, to: number | undefined): string {
  const isOpen = to === undefined || to === Number.MAX_SAFE_INTEGER;
  if (from === undefined && isOpen) return '';
  if (isOpen) return from === 0 || from === 1 ? '' : ` from ${from}`;
  return from === to ? ` of ${from}` : ` ${from ?? 0}–${to}`;
}

/** One table for every map inside a map, in the order they appear. */
function nestedTables(schema: JsonSchema, above: string, depth: number): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const inner = property.type === 'array' ? property.items : property;
    if (inner?.properties === undefined || inner.oneOf !== undefined) return [];
    const path = [above, name].filter((part) => part !== '').join('.');
    const heading = `${'#'.repeat(Math.min(depth, 5))} ${path}${property.type === 'array' ? '[]' : ''}\n`;
    return [heading, table(inner, ''), ...nestedTables(inner, path, depth + 1)];
  });
}

/** What is said of steps in general is said above; here is what only a fragment has. */
function fragments(): readonly string[] {
  const root = fragmentJsonSchema() as JsonSchema;
  return [FRAGMENTS, table(root, '')];
}

const FRAGMENTS = `## Fragments

Steps that several items share stand once, in \`fragments/<name>.yaml\`, and are used by name:

\`\`\`yaml
steps:
  - verb: use
    fragment: contact-phone
    with: { phone: profile.phone }
\`\`\`

The fragment's steps take the place of the step that uses it, before anything is judged. In them \`$phone\` stands for the name the item gives; \`answers.<step>\` are
answers of the item, whichever file its step is written in. A fragment may use others, not itself; an item has at most ${MAX_STEPS} steps in all. What is wrong in a
fragment is said of its own file, with the item in brackets. A question that two items ask in the same words, for the same reason, is a fragment.
`;

const REPETITION = `## Repetition

Several children, several bills: the same steps once for each entry of a list. The list is a field of a record, or a derived value, where only some entries count or the record may be
missing:

\`\`\`yaml
derived:
  - id: unpaid
    label: { zh-CN: 未缴账单, en: Unpaid bills }
    value: 'account == null ? [] : account.bills.filter(bill, bill.state == "未缴")'

steps:
  - verb: each
    list: derived.unpaid
    as: bill
    max: 4
    more: { zh-CN: 其余账单办完这次再办一次，或到窗口缴。, en: 'Pay the others in a second run, or at the counter.' }
    steps:
      - id: pays
        verb: choose
        label: { zh-CN: 第$billNumber张账单, en: Bill $billNumber }
        question: { zh-CN: 缴第$billNumber张账单吗？, en: Pay bill $billNumber? }
        why: { zh-CN: '共{{derived.unpaid.size()}}张，这张{{$bill.amountFen, yuan}}。', en: '{{derived.unpaid.size()}} in all; this one is {{$bill.amountFen, yuan}}.' }
        options:
          - { value: now, label: { zh-CN: 现在缴, en: Now } }
          - { value: later, label: { zh-CN: 这次不缴, en: Not now } }
    sums:
      - id: totalFen
        label: { zh-CN: 合计, en: Total }
        value: 'answers.pays == "now" ? $bill.amountFen : 0'
\`\`\`

It is written out before anything is judged, as a fragment is. Copy k is on the way when the list has k entries or more; its steps are called \`pays1\`, \`pays2\` …, \`$bill\` stands for
\`derived.unpaid[0]\`, \`derived.unpaid[1]\` …, \`$billNumber\` for 1, 2 …. Inside, \`answers.pays\` is the answer about the same entry; everywhere else, and of other entries, it is \`answers.pays1\` ….
Where the list is longer than \`max\`, a screen before the first copy says how many there are, how many are gone through, and \`more\`. What follows from all of them is a sum:
\`derived.totalFen\` is known once every entry is answered, and may be used by derived values that stand behind the list; to count, add 1. An answer that only some entries are asked
for is guarded as everywhere: \`has(answers.days) ? answers.days : 0\`. What is said, asked and scanned can be repeated, fragments too; a repetition within a repetition cannot. A question that
depends on an earlier answer of the same entry multiplies what has to be proven: with one, keep \`max\` at 4.
`;

function expressions(): string {
  const own = OWN_FUNCTIONS.map(({ signature, says }) => `| \`${signature}\` | ${says} |`);
  const names = new Set(OWN_FUNCTIONS.map(({ signature }) => signature.slice(0, signature.indexOf('('))));
  const standard = [...CALLABLE].filter((name) => !names.has(name));
  return `## Expressions

| name | is |
|---|---|
| \`person\` | \`name number sex birthDate age document validTo\`; \`age\` in whole years today; \`sex\` is male, female or unknown |
| \`today\`, \`tomorrow\` | civil dates (Asia/Shanghai), YYYY-MM-DD; dates compare as texts |
| \`answers.<step>\` | answers of earlier steps |
| \`derived.<id>\` | derived values, once known; a list of them too |
| \`<as>.<field>\` | a record of shared data, by the name it was given; with mode \`verify\` it has the one field \`exists\` |
| \`entry\` | one entry of the list, inside \`optionsFrom\` and \`table\` |

| function | gives |
|---|---|
${own.join('\n')}

Of CEL itself: ${standard.map((name) => `\`${name}\``).join(' ')}, comparison, arithmetic, \`&& || ! ? : in\`, lists and indexing. Nothing else can be called.
At most ${MAX_SOURCE} characters, lists of ${MAX_LIST} entries, loops two deep.

**Null.** A record the person does not have is \`null\`, and so is a field without a value: \`licence == null\`, \`licence.validTo == null\`. Anything else
asked of null is *undetermined*: neither true nor false. A condition that is undetermined takes the safe branch, never the other. \`&&\` and \`||\` absorb it when the
other side decides: \`licence == null || licence.points >= 9\`. An answer not given is absent, not null: \`has(answers.to)\`.

**Records by key.** A data set with \`key\` is read right after the step that makes its key known, and is known from the next step on. Until then, and where there is no key, it
is null; with another key it is read anew. A rule of eligibility that reads it is judged as soon as it is there.

**Fields that are only judged by** (\`checkOnly\` in the data set's grant) may stand in conditions and nowhere else.
`;
}

const TEXTS = `## Texts with values

\`{{answers.from, date}}\` inserts a value: a name as in expressions, and a format, one of ${FORMATS.map((format) => `\`${format}\``).join(' ')} (\`text\` when left out). Texts of
steps and of rules may hold values that are known there; names, labels and the item's own texts may not. An entry of a list is named by its place, \`{{derived.open[0].no}}\`, how many there are by \`{{derived.open.size()}}\`. Texts become i18next resources of the namespace
\`item:<id>\` with keys such as \`steps.kind.question\` and \`steps.kind.options.refer.label\`: an id once given keeps its translations.
`;

const LINT = `## What lint holds an item to

- Every expression types against the data sets, the answers known at its place, and the values that can occur.
- Shared data: a grant for this item, this mode, these fields; nothing asked that is not used; only granted fields shown.
- Order: confirm before submit; a case before its payment; one payment at most; the receipt last; nothing asked after the citizen confirmed.
- A paper that is scanned is among the materials; one that may be brought later is on the receipt.
- A document rests on a case of its department, comes after its payment, is one an item at most, and needs more proof of who takes it than a card.
- Whom an item is done for (\`subject\`) comes from a register that proves it; the number of a person is shown as \`idNumber\`, which masks it, but for a sealed document.
- A joint item (kind \`joint\`): two departments or more, one part each with a title; nothing between the parts, nothing but payment, document and receipt after them.
- Every code has words (\`labels\`), every paper a source, every dead end a window.
- Texts in every language with the same values; full-width punctuation and no spaces round digits in Chinese; no apologies; lengths that fit the panel.
`;
