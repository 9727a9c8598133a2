import { describe, expect, test } from 'vitest';
import { factoryFile, factoryItems, problemsOf } from '../testing/factory.ts';
import { changed, unmark } from '../testing/marked.ts';

const FILING = 'items/medins/remote-filing.yaml';
const FINE = 'items/police/traffic-fine-pay.yaml';
const POINTS = 'items/police/driver-points-query.yaml';
const BUS = 'items/transport/elder-bus.yaml';
const HOUSING = 'items/property/housing-status-certificate.yaml';
const BOOKING = 'items/property/window-booking.yaml';

test.each(factoryItems)('%s ships without a problem', (file) => {
  expect(problemsOf(factoryFile(file), file)).toEqual([]);
});

/** Each row breaks one item in one place; the mark says where the problem must be found. */
type Row = readonly [
  what: string,
  file: string,
  passage: string,
  replacement: string,
  message: RegExp,
  fix: RegExp,
];
const findsIt = (...[, file, passage, replacement, message, fix]: Row): void => {
  const { text, line, column } = unmark(changed(factoryFile(file), passage, replacement));
  expect(problemsOf(text, file)).toContainEqual({
    file,
    line,
    column,
    message: expect.stringMatching(message),
    fix: expect.stringMatching(fix),
  });
};

describe('an expression', () => {
  test.each<Row>([
    [
      'compares a number with a text',
      BUS,
      'require: person.age >= 60',
      'require: «person.age >= "60"',
      /no such overload/,
      /one type/,
    ],
    [
      'misspells a field of the person',
      BUS,
      'require: person.age >= 60',
      'require: person.«agee >= 60',
      /agee/,
      /did you mean “age”/,
    ],
    [
      'misspells a data set',
      FILING,
      'prefill: profile.phone',
      'prefill: «profil.phone',
      /profil/,
      /did you mean “profile”/,
    ],
    [
      'misspells a column, in the middle of a quoted line',
      FINE,
      'value: fines.items.filter(f, f.state == "未处理").size()',
      'value: \'fines.items.filter(f, f.«stat == "未处理").size()\'',
      /stat/,
      /items|did you mean/,
    ],
    [
      'reads an answer that comes later',
      FILING,
      'notBefore: today',
      'notBefore: answers.«to',
      /to/,
      /earlier steps/,
    ],
    [
      'is not true or false',
      FILING,
      'when: answers.kind == "refer"',
      'when: «answers.kind',
      /true or false/,
      /correct/,
    ],
    [
      'misspells a column of a document’s table',
      HOUSING,
      'value: entry.areaSqm',
      'value: entry.«areaSq',
      /areaSq/,
      /did you mean “areaSqm”/,
    ],
    [
      'hides a mistake in has()',
      FINE,
      '    when: has(answers.fine)\n    button',
      '    when: has(answers.«fines)\n    button',
      /fines/,
      /did you mean “fine”/,
    ],
    [
      'waits for a value that never comes',
      FINE,
      'value: fines.items.filter(f, f.state == "未处理").size()',
      'value: fines.items.filter(f, f.state == «"没处理").size()',
      /never “没处理”/,
      /did you mean “未处理”/,
    ],
    [
      'waits for an answer nobody can give',
      FILING,
      'when: answers.kind == "refer"',
      'when: answers.kind == «"reffer"',
      /never “reffer”/,
      /did you mean “refer”/,
    ],
    [
      'uses a regular expression',
      FILING,
      'when: answers.kind == "refer"',
      'when: «answers.kind.matches("^(r+)+$")',
      /matches/,
      /simpler/,
    ],
    [
      'gives no whole number of fen',
      FINE,
      'amountFen: derived.amountFen',
      'amountFen: «answers.fine',
      /whole number/,
      /correct/,
    ],
  ])('that %s is found to the column', (...row) => findsIt(...row));
});

describe('shared data', () => {
  test.each<Row>([
    [
      'of a set that does not exist',
      POINTS,
      'set: driver-licence\n',
      'set: «driver-licences\n',
      /no data set/,
      /did you mean “driver-licence”/,
    ],
    ['of a set without a grant', POINTS, 'set: driver-licence\n', 'set: «social-card\n', /no grant/, /ask/],
    [
      'of a field without a grant',
      POINTS,
      'fields: [class,',
      'fields: [«fileNo, class,',
      /no grant for driver-licence.fileNo/,
      /use one of/,
    ],
    [
      'of a field that does not exist',
      POINTS,
      'fields: [class,',
      'fields: [«klass, class,',
      /no field/,
      /did you mean “class”/,
    ],
    [
      'asked for and never used',
      FINE,
      'fields: [items]',
      'fields: [items, «unpaidFen]',
      /never used/,
      /take it out/,
    ],
    [
      'asked for with fields although only its existence is',
      BOOKING,
      '    mode: verify\n    fields: []',
      '    mode: verify\n    «fields: [holder]',
      /only whether/,
      /mode read/,
    ],
    ['under a name that is taken', POINTS, 'as: licence\n', 'as: «answers\n', /taken/, /name/],
    [
      'named as the source of a paper and not asked for',
      POINTS,
      'replaces: driver-licence',
      'replaces: «driver-licenc',
      /not among/,
      /did you mean “driver-licence”/,
    ],
  ])('%s is refused', (...row) => findsIt(...row));

  test('that is only judged by is never shown', () => {
    const shown = changed(
      factoryFile(FILING),
      '    rows:\n      - label: { zh-CN: 居住登记',
      '    rows:\n      - label: { zh-CN: 参保状态, en: Status }\n        value: insurance.«status\n      - label: { zh-CN: 居住登记',
    );
    const { text, line, column } = unmark(shown);
    expect(problemsOf(text, FILING)).toContainEqual(
      expect.objectContaining({ line, column, fix: expect.stringMatching(/granted to be shown/) }),
    );
  });
});

describe('the order of steps', () => {
  test.each<Row>([
    [
      'sends what was not confirmed',
      BUS,
      '  - id: confirm\n    verb: confirm\n    button: { zh-CN: 确认并开通, en: Confirm and enable }\n\n  - id: submit',
      '  - «id: submit',
      /not confirmed/,
      /confirm step/,
    ],
    [
      'names a department that does not exist',
      BUS,
      'department: transport\n\n',
      'department: «transprot\n\n',
      /no department/,
      /did you mean “transport”/,
    ],
    ['uses an id twice', FILING, '- id: city\n', '- id: «kind\n', /used twice/, /own id/],
    ['offers a value twice', FILING, '- value: live\n', '- value: «settle\n', /offered twice/, /own value/],
    [
      'asks for a text without an end',
      FILING,
      '    type: text\n    min: 2\n    max: 20\n',
      '    type: «text\n    min: 2\n',
      /without an end/,
      /max/,
    ],
    [
      'asks for an amount without an end',
      FILING,
      '    type: text\n    min: 2\n    max: 20\n',
      '    type: «amount\n    min: 2\n',
      /without an end/,
      /in fen/,
    ],
    [
      'checks the check character of what is no text',
      FILING,
      '    type: text\n    min: 2\n    max: 20\n',
      '    type: number\n    check: «gb11643\n',
      /check is for texts/,
      /take it out/,
    ],
    [
      'asks for a pattern that can run for ever',
      FILING,
      '    max: 20\n',
      "    max: 20\n    pattern: '«^(a+)+$'\n",
      /run for ever/,
      /no repeated group/,
    ],
    [
      'takes money for what is free',
      BUS,
      'fee: { mode: free }',
      'fee: { mode: «fixed }',
      /no way to pay/,
      /pay step/,
    ],
    [
      'issues a document of a department that has no case',
      HOUSING,
      '- id: certificate\n    verb: issue\n    department: property',
      '- «id: certificate\n    verb: issue\n    department: police',
      /no case with police to issue/,
      /submit step/,
    ],
    [
      'hands a sealed document to whoever holds the card',
      HOUSING,
      'assurance: card+face',
      'assurance: «card',
      /whoever holds the card/,
      /card\+face/,
    ],
    [
      'is accepted here and hands out its result at once',
      HOUSING,
      'handling: instant\nlegalDays: 0\npromisedDays: 0',
      'handling: «committed\nlegalDays: 5\npromisedDays: 1',
      /hands out its result at once/,
      /handling: instant/,
    ],
    [
      'is a certificate and issues nothing',
      BUS,
      'kind: application',
      'kind: «certificate',
      /issues nothing/,
      /issue step/,
    ],
  ])('that %s is refused', (...row) => findsIt(...row));

  test('that pays a department which has no case is refused', () => {
    const text = factoryFile(FINE).replace(/(verb: pay\n.*\n {4}department: )police/, '$1medins');
    expect(problemsOf(text, FINE)).toContainEqual(
      expect.objectContaining({ message: 'there is no case with medins to pay for' }),
    );
  });

  test('that goes on after the receipt is refused', () => {
    const text = `${factoryFile(BUS)}  - { id: more, verb: submit, department: transport }\n`;
    expect(problemsOf(text, BUS)).toContainEqual(
      expect.objectContaining({ message: 'a step follows the receipt' }),
    );
  });
});

describe('a text', () => {
  test.each<Row>([
    [
      'holds a value that is not known',
      FILING,
      "zh-CN: '{{answers.from, date}}起'",
      "zh-CN: '«{{answers.form, date}}起'",
      /answers.form.*not known/,
      /did you mean “answers.from”/,
    ],
    [
      'holds a format that is none',
      FILING,
      "zh-CN: '{{answers.from, date}}起'",
      "zh-CN: '«{{answers.from, day}}起'",
      /not a format/,
      /date/,
    ],
    [
      'holds different values in two languages',
      FILING,
      "en: 'From {{answers.from, date}}'",
      "en: '«From then'",
      /different values/,
      /into both/,
    ],
    [
      'would print a code',
      FILING,
      'title: { zh-CN: 异地就医备案回执, en: Filing for treatment outside the area }',
      "title: { zh-CN: '«{{answers.kind}}', en: '{{answers.kind}}' }",
      /print a code/,
      /labels/,
    ],
    [
      'holds a value before there is any',
      FILING,
      'elderName: { zh-CN: 去外地看病,',
      "elderName: { zh-CN: '«{{person.name}}',",
      /before any value/,
      /without/,
    ],
    [
      'spaces digits in Chinese',
      BUS,
      'zh-CN: 办理条件：年满60周岁',
      'zh-CN: 办理条件：年满« 60周岁',
      /no spaces/,
      /take the space out/,
    ],
    [
      'mixes half-width punctuation in',
      BUS,
      'zh-CN: 开通后发短信告诉您。子女的号码也可以。',
      'zh-CN: 开通后发短信告诉您«,子女的号码也可以。',
      /half-width/,
      /，/,
    ],
    [
      'apologises',
      BUS,
      'zh-CN: 开通后发短信告诉您。',
      'zh-CN: «抱歉，开通后发短信告诉您。',
      /apology/,
      /what to do/,
    ],
    [
      'is too long for its place',
      BUS,
      'elderName: { zh-CN: 坐公交优惠,',
      'elderName: { zh-CN: «坐公交和地铁都有优惠,',
      /do not fit/,
      /at most 8/,
    ],
  ])('that %s is refused', (...row) => findsIt(...row));

  test('that is a code without words is refused', () => {
    const text = changed(
      factoryFile(FILING),
      '          work: { zh-CN: 常驻异地工作, en: Working elsewhere }\n          refer',
      '          refer',
    );
    expect(problemsOf(text, FILING)).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('“work”') }),
    );
  });
});

describe('an item', () => {
  test.each<Row>([
    [
      'claims another department',
      BUS,
      'id: transport.elder-bus',
      'id: «police.elder-bus',
      /begin with the department/,
      /transport/,
    ],
    [
      'has a code of another one',
      BUS,
      'code: 11330122ZV1500000S4332015004000',
      'code: «11330122ZV1500000S4332015005000',
      /base code/,
      /12/,
    ],
    [
      'lives in a stage that does not exist',
      BUS,
      'lifeStage: retirement',
      'lifeStage: «retirment',
      /no life stage/,
      /did you mean “retirement”/,
    ],
    [
      'promises days for what is instant',
      BUS,
      'promisedDays: 0',
      'promisedDays: «3',
      /promises no days/,
      /committed/,
    ],
  ])('that %s is refused', (...row) => findsIt(...row));

  test('that points to one which does not exist is refused', () => {
    const text = changed(
      factoryFile(BUS),
      '  - require: bus != null\n',
      '  - require: bus != null\n    instead: [«hrss.card-aply]\n',
    );
    const marked = unmark(text);
    expect(problemsOf(marked.text, BUS)).toContainEqual(
      expect.objectContaining({
        line: marked.line,
        column: marked.column,
        message: 'there is no item “hrss.card-aply”',
      }),
    );
  });
});

describe('a paper that is scanned', () => {
  const material =
    '  - { name: { zh-CN: 转诊单, en: Referral letter }, source: scan, from: { zh-CN: 您带来, en: you bring it } }\n';
  const step = (later: string) => `  - id: letter
    verb: scan
    label: { zh-CN: 转诊单, en: Referral letter }
    question: { zh-CN: 扫描转诊单, en: Scan the referral letter }
    why: { zh-CN: 医保局凭它核对转诊医院。, en: The bureau checks the hospital by it. }
    lay: { zh-CN: 有字的一面朝下放在玻璃上。, en: 'Lay it on the glass, text side down.' }
${later}`;
  const later =
    '    «later: { until: { zh-CN: 5个工作日内交到窗口。, en: Bring it to the counter within five working days. } }\n';
  const line =
    '      - { when: { zh-CN: 5个工作日内, en: Within 5 working days }, what: { zh-CN: 补交转诊单, en: Bring the letter }, if: answers.letter == "later" }\n';
  const withLetter = ({ listed, later, told }: { listed: boolean; later: string; told: boolean }): string => {
    const base = factoryFile(FILING);
    const scanned = changed(base, '  - id: confirm\n', `${step(later)}  - id: confirm\n`);
    const listing = listed ? changed(scanned, 'materials:\n', `materials:\n${material}`) : scanned;
    return told ? changed(listing, '    next:\n      - when', `    next:\n${line}      - when`) : listing;
  };

  test('ships without a problem when it is listed, and told of on the receipt', () => {
    const text = withLetter({ listed: true, later: later.replace('«', ''), told: true });
    expect(problemsOf(text, FILING)).toEqual([]);
  });

  test('is refused when nobody is told to bring it', () => {
    expect(problemsOf(withLetter({ listed: false, later: '', told: false }), FILING)).toEqual([
      expect.objectContaining({ message: 'a paper is scanned that nobody is told to bring' }),
    ]);
  });

  test('is refused when it may come later and the receipt does not say so', () => {
    const { text, line: at } = unmark(withLetter({ listed: true, later, told: false }));
    expect(problemsOf(text, FILING)).toEqual([
      expect.objectContaining({
        line: at,
        message: 'the receipt does not say that this paper is still to be brought',
        fix: expect.stringContaining('if: answers.letter == "later"'),
      }),
    ]);
  });

  test('is never answered with what its step does not know', () => {
    const text = changed(
      withLetter({ listed: true, later: '', told: true }),
      'answers.letter == "later"',
      '«answers.letter == "later"',
    );
    const marked = unmark(text);
    expect(problemsOf(marked.text, FILING)).toContainEqual(
      expect.objectContaining({ line: marked.line, message: 'answers.letter is never “later”' }),
    );
  });
});

describe('a record by key', () => {
  const keyed = (key: string): string =>
    changed(factoryFile(BUS), '    as: profile\n', `    as: profile\n    key: ${key}\n`);

  test('ships without a problem where its key is answered before it is used', () => {
    expect(problemsOf(keyed('answers.insurance'), BUS)).toEqual([]);
  });

  test('is not known where its key is not known yet', () => {
    expect(problemsOf(keyed('answers.phone'), BUS)).toEqual([
      expect.objectContaining({ message: expect.stringContaining('profile') }),
    ]);
  });

  test.each([
    ['is found by a text', 'person.age', /must be a text/],
    ['is found by what is known', 'answers.child', /child/],
    ['is not found by itself', 'profile.phone', /found by itself/],
  ])('%s', (_, key, message) => {
    expect(problemsOf(keyed(key), BUS)).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(message) }),
    );
  });
});
