import type { Language, Text } from '../../flows/language/text.ts';
import type { Frame, PartRow, Row, Table } from '../../host/contract/screen.ts';

/**
 * One screen in words: all a citizen can read on it, options numbered from 1. Nothing where the machine is merely at
 * work. What it says comes from the frame a window would draw.
 */
export function screenText({ screen }: Frame, language: Language): readonly string[] {
  const say = (text: Text): string => text[language];
  const optional = (mark: string, text: Text | null): readonly string[] =>
    text === null ? [] : [`${mark}${say(text)}`];
  const rows = (list: readonly Row[]): readonly string[] =>
    list.map(({ label, value }) => `  ${say(label)}: ${say(value)}`);
  const partLines = (part: PartRow): readonly string[] => [
    `  ${say(part.department)} · ${say(part.title)}: ${say(part.state)} ${part.caseNo ?? ''}`.trimEnd(),
    ...optional('    ', part.note),
  ];
  const table = (list: Table | null): readonly string[] => {
    if (list === null) return [];
    if (list.lines.length === 0) return [`  ${say(list.empty)}`];
    return [list.columns.map(({ label }) => label), ...list.lines].map(
      (cells) => `  ${cells.map(say).join(' | ')}`,
    );
  };
  const asked = (what: { readonly question: Text; readonly why: Text }): readonly string[] => [
    `# ${say(what.question)}`,
    `  (${say(what.why)})`,
  ];

  switch (screen.kind) {
    case 'item':
      return [
        `# ${say(screen.name)}`,
        `  ${say(screen.department)}`,
        `  ${say(screen.summary)}`,
        ...screen.materials.map(({ name, from, tag }) => `  - ${say(name)} [${tag}] ${say(from)}`),
        ...optional('  → ', screen.lookups),
        `  ${say(screen.fee)} · ${screen.minutes} min · ${say(screen.answer.value)}`,
        `  ${say(screen.window.place)} · ${say(screen.window.hours)}`,
        ...optional('! ', screen.unavailable),
      ];
    case 'show':
      return [
        `# ${say(screen.title)}`,
        ...rows(screen.rows),
        ...table(screen.table),
        ...(screen.empty === null ? [] : [`  ${say(screen.empty.title)}`, `  ${say(screen.empty.text)}`]),
        ...optional('  ', screen.note),
      ];
    case 'choose':
      return [
        ...asked(screen),
        ...optional('  ', screen.hint),
        ...screen.options.map(
          ({ label, hint }, index) =>
            `  ${index + 1}. ${say(label)}${hint === null ? '' : ` – ${say(hint)}`}`,
        ),
      ];
    case 'ask':
      return [
        ...asked(screen),
        ...optional('  ', screen.hint),
        ...(screen.offered === null ? [] : [`  [${screen.offered}]`]),
        ...(screen.min === null && screen.max === null
          ? []
          : [`  ${screen.min ?? ''} … ${screen.max ?? ''}`]),
        ...optional('! ', screen.error),
      ];
    case 'book':
      return [
        ...asked(screen),
        ...screen.slots.map(
          ({ date, part, left }, index) => `  ${index + 1}. ${date} ${part}${left > 0 ? '' : ' –'}`,
        ),
      ];
    case 'sign':
      return [...asked(screen), `  “${say(screen.document)}”`];
    case 'scan':
      return [
        ...asked(screen),
        `  ${say(screen.lay)}`,
        `  ${screen.stage} ${screen.pageNumber}/${screen.maxPages}`,
        ...(screen.finding === null ? [] : [`! ${say(screen.finding.title)} ${say(screen.finding.text)}`]),
        ...optional('  ', screen.later),
      ];
    case 'check':
      return [
        `# ${screen.person.maskedName} ${screen.person.maskedNumber}`,
        ...screen.rows.map(
          ({ label, value, edit }) => `  ${say(label)}: ${say(value)}${edit === null ? '' : `  (${edit})`}`,
        ),
        `  [${say(screen.button)}]`,
      ];
    case 'pay':
      return screen.qr === null
        ? []
        : [`# ${say(screen.subject)}`, `  ${(screen.amountFen / 100).toFixed(2)} CNY`, `  ${screen.qr}`];
    case 'refusal':
      return [
        `# ${say(screen.title)}`,
        `  ${say(screen.rule)}`,
        `  ${say(screen.next)}`,
        ...(screen.scale === null
          ? []
          : [`  ${screen.scale.value} / ${screen.scale.needs} ${say(screen.scale.unit)}`]),
        ...optional('  ', screen.since),
        ...screen.instead.map(({ name }) => `  → ${say(name)}`),
        `  ${say(screen.window.place)} · ${say(screen.window.hours)}`,
      ];
    case 'problem':
      return [
        `# ${say(screen.title)}`,
        `  ${say(screen.text)}`,
        `  ${say(screen.next)}`,
        ...(screen.caseNo === null ? [] : [`  ${screen.caseNo}`]),
        `  (${screen.code})`,
      ];
    case 'card-problem':
      return [`# ${say(screen.title)}`, `  ${say(screen.text)}`, `  (${screen.code})`];
    case 'proof-problem':
      return [
        `# ${say(screen.title)}`,
        `  ${say(screen.text)}`,
        `  ${say(screen.next)}`,
        `  (${screen.code})`,
      ];
    case 'not-charged':
      return [`# ${screen.kind}: ${say(screen.subject)}`];
    case 'payment-unknown':
      return [`# ${screen.kind}: ${screen.orderNo}`];
    case 'print-problem':
      return [`# ${say(screen.title)}`, `  ${say(screen.text)}`];
    case 'done':
      return [
        `# ${say(screen.title)}`,
        `  ${say(screen.subtitle)}`,
        ...(screen.caseNo === null ? [] : [`  ${say(screen.caseNo.label)}: ${screen.caseNo.value}`]),
        ...screen.next.map(({ when, what }) => `  ${say(when)} – ${say(what)}`),
        ...screen.parts.flatMap(partLines),
      ];
    case 'none-accepted':
      return [`# ${say(screen.title)}`, ...screen.parts.flatMap(partLines)];
    case 'attract':
    case 'home':
    case 'find':
    case 'reading':
    case 'card-lifted':
    case 'prove':
    case 'face-consent':
    case 'face':
    case 'password':
    case 'working':
    case 'take-card':
    case 'printing':
    case 'take-paper':
    case 'idle-warning':
    case 'covered':
    case 'clearing':
    case 'out-of-service':
      return [];
    default:
      return screen satisfies never;
  }
}
