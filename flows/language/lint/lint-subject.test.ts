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
});
