import { readFileSync } from 'node:fs';
import { parseItem } from '../../flows/language/parse-item.ts';
import type { StepOf } from '../../flows/language/steps.ts';
import { compileItem } from '../../flows/machine/compile.ts';
import type { ItemRecord } from '../../flows/machine/contract.ts';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import { createItemTexts } from '../texts/item-texts.ts';
import { type ContentInput, documentContent } from './document-content.ts';

const file = 'flows/items/property/housing-status-certificate.yaml';
const parsed = parseItem(readFileSync(file, 'utf8'), file);
if (!parsed.ok) throw new Error('a factory item parses');
const item = compileItem(parsed.value);
const step = item.definition.steps.find((each): each is StepOf<'issue'> => each.verb === 'issue');
if (!step) throw new Error('a certificate issues something');
export const housingStep = step;
export const housingItem = item.definition;

export const home = (certNo: string, usage = '住宅') => ({
  certNo: `浙(2021)桐庐县不动产权第${certNo}号`,
  location: '桐庐县城南街道测试一路12号3幢402室',
  areaSqm: 88.5,
  usage,
  state: '正常',
});

/** A synthetic citizen who owns what a test says; null is somebody the register does not know. */
export const recordOf = (items: readonly unknown[] | null): ItemRecord => ({
  person: {
    document: 'resident',
    name: '陈国强',
    number: '330122196303120017',
    sex: 'male',
    birthDate: '1963-03-12',
    address: '测试路1号',
    validTo: null,
  },
  today: '2026-11-24',
  data: { estate: items === null ? null : { count: items.length, items } },
  derived: { homes: items?.length ?? 0 },
  answers: { purpose: 'school' },
  signatures: {},
  pages: {},
  cases: {},
  parts: [],
  order: null,
  paidAt: null,
  issued: null,
});

/** What the housing certificate says of this record. */
export const contentOf = (record: ItemRecord, change: Partial<ContentInput> = {}) =>
  documentContent({
    ...{ step, record, language: 'zh-CN', texts: createItemTexts(item), evaluate: createEvaluator() },
    issuer: { 'zh-CN': '规划和自然资源局', en: 'Planning and Natural Resources Bureau' },
    caseNo: 'TEST-330122202611240000015',
    ...change,
  });
