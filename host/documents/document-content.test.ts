import { describe, expect, test } from 'vitest';
import { contentOf, home, housingStep, recordOf } from './test-document.ts';

describe('a certificate', () => {
  test('states what the register says, in whole sentences, with the full number', () => {
    const content = contentOf(recordOf([home('0000001'), home('0000002', '商业')]));
    expect(content?.paragraphs.map((text) => text['zh-CN'])).toEqual([
      '经查询不动产登记簿，陈国强（证件号码：330122196303120017）截至2026年11月24日在桐庐县登记的住房共2套。',
    ]);
    expect(content?.rows.map(({ value }) => value['zh-CN'])).toEqual(['子女入学']);
    expect(content?.table?.lines[1]?.map((cell) => cell['zh-CN'])).toEqual([
      '浙(2021)桐庐县不动产权第0000002号',
      '桐庐县城南街道测试一路12号3幢402室',
      '88.5',
      '商业',
      '正常',
    ]);
    expect(content).toMatchObject({ issuedOn: '2026-11-24', validTo: '2026-12-24' });
  });

  test('states that there is nothing only of a register that was read and has nothing', () => {
    const content = contentOf(recordOf(null));
    expect(content?.paragraphs[0]?.['zh-CN']).toContain('没有登记的住房');
    expect(content?.table).toMatchObject({ lines: [] });
  });

  test('is not drawn up when its list is not known', () => {
    expect(contentOf({ ...recordOf([]), data: { estate: { count: 0, items: null } } })).toBeNull();
  });

  test('is not drawn up with a gap in a sentence', () => {
    const record = recordOf([home('0000001')]);
    expect(contentOf({ ...record, person: { ...record.person, number: '' } })).toBeNull();
  });

  test('is not drawn up when a condition cannot be decided, or nothing is left to certify', () => {
    const paragraphs = [{ text: { 'zh-CN': '甲', en: 'a' }, when: 'derived.nobodyKnows > 1' }];
    expect(contentOf(recordOf([]), { step: { ...housingStep, paragraphs } })).toBeNull();
    const never = [{ text: { 'zh-CN': '甲', en: 'a' }, when: 'derived.homes > 9' }];
    expect(contentOf(recordOf([]), { step: { ...housingStep, paragraphs: never } })).toBeNull();
  });
});
