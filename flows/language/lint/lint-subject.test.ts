import { describe, expect, test } from 'vitest';
import { factoryFile, problemsOf } from '../testing/factory.ts';
import { changed } from '../testing/marked.ts';

const FILE = 'items/tax/no-arrears-certificate.yaml';
const BUS = 'items/transport/elder-bus.yaml';

/** An item with one more question: for whom. */
const asking = (optionsFrom: string, more = ''): string =>
  changed(
    factoryFile(BUS),
    'steps:\n',
    `steps:
  - id: whom
    verb: choose
    label: { zh-CN: 替谁办, en: For whom }
    question: { zh-CN: 替谁办这件事？, en: Whom is it for? }
    why: { zh-CN: 只列出您能代办的。, en: Only those you may act for are listed. }
    optionsFrom: ${optionsFrom}
${more}`,
  );
const messages = (text: string): readonly string[] => problemsOf(text, BUS).map(({ message }) => message);

describe('whom an item is done for', () => {
  test('is a business from the register of roles', () => {
    expect(factoryFile('fragments/which-business.yaml')).toContain('subject: company');
    expect(problemsOf(factoryFile(FILE), FILE)).toEqual([]);
  });

  test.each([
    ['child', /does not prove that they may act for a child/],
    ['company', /does not prove that they may act for a company/],
  ])('is no %s out of a list that proves nothing', (subject, message) => {
    const list = `{ list: '[profile.phone]', value: entry, label: { zh-CN: 号码, en: Number }, subject: ${subject} }`;
    expect(messages(asking(list))).toEqual([expect.stringMatching(message)]);
  });

  test('is never “I am not sure”', () => {
    const list = `{ list: '[profile.phone]', value: entry, label: { zh-CN: 号码, en: Number }, subject: child }`;
    const unsure = '    unsure: { value: unsure, hint: { zh-CN: 问工作人员, en: Ask the staff } }\n';
    expect(messages(asking(list, unsure))).toContain('nobody acts for they do not know whom');
  });

  test('is offered by name: the number of a child is not shown to whoever stands near', () => {
    const offered = (label: string): string =>
      asking(
        `{ list: '[profile.phone]', value: entry, label: { zh-CN: '${label}', en: '${label}' }, subject: child }`,
      );
    const message = 'this shows the number of a child to whoever stands near';
    expect(messages(offered('{{entry}}'))).toContain(message);
    expect(messages(offered('{{entry, idNumber}}'))).not.toContain(message);
  });
});

describe('the number of a person who was asked for', () => {
  const step = `  - id: relative
    verb: ask
    label: { zh-CN: 亲属, en: Relative }
    question: { zh-CN: 亲属的身份证号码？, en: Your relative’s number? }
    why: { zh-CN: 用来核对亲属关系。, en: It is compared with the register. }
    type: text
    check: gb11643
`;
  const shown = (format: string, text: string): string =>
    changed(
      factoryFile(BUS),
      'steps:\n',
      `steps:
${step}  - id: look
    verb: show
    title: { zh-CN: '${text}', en: '${text}' }
    rows:
      - { label: { zh-CN: 亲属, en: Relative }, value: answers.relative, format: ${format} }
`,
    );

  test('is masked on screens and slips, and lint says where it would not be', () => {
    expect(messages(shown('idNumber', '{{answers.relative, idNumber}}'))).toEqual([]);
    expect(messages(shown('text', '亲属'))).toEqual(['this shows the number of a person in full']);
    expect(messages(shown('idNumber', '{{answers.relative}}'))).toContain(
      'this shows the number of a person in full',
    );
  });
});
