import { RE2JS } from 're2js';
import { isCivilDate } from '../cel/civil-date.ts';
import type { StepOf } from '../language/steps.ts';
import type { Text } from '../language/text.ts';
import { hasCheckDigit } from './check-digits.ts';
import type { Answer, Signature, Slot } from './contract.ts';
import type { CelScope, Evaluate } from './evaluate.ts';
import { optionsOf } from './options.ts';

/** `ok` carries the answer as it is kept: trimmed, digits narrow, a number as a whole number. */
export type CheckedAnswer =
  | { readonly kind: 'ok'; readonly value: Answer }
  | { readonly kind: 'problem'; readonly say: Text };

export type AnsweredStep = StepOf<'choose' | 'ask' | 'book'>;

/** What an answer is checked against. `slots` are those the exchange last offered. */
export type AnswerContext = {
  readonly scope: CelScope;
  readonly evaluate: Evaluate;
  readonly slots: readonly Slot[] | null;
};

/** Free text goes into one form field and one database column; nobody types more than this on a kiosk. */
const MAX_TEXT = 200;
/** Mainland mobile numbers: eleven digits, 13x to 19x. */
const MOBILE = /^1[3-9]\d{9}$/;
/** Numbers that are asked for count something; expressions see them as CEL ints. */
const NUMBER = /^-?\d{1,15}$/;
const CONTROL = /\p{Cc}/u;

/** Checks one answer against its step. Pure; never throws for anything a citizen can send. */
export function checkAnswer(step: AnsweredStep, value: Answer, context: AnswerContext): CheckedAnswer {
  switch (step.verb) {
    case 'choose':
      return optionsOf(step, context.scope, context.evaluate).some((option) => option.value === value)
        ? ok(value)
        : problem(SAY.choose);
    case 'book':
      return context.slots?.some((slot) => slot.left > 0 && slotKey(slot) === value)
        ? ok(value)
        : problem(SAY.slot);
    case 'ask':
      return checkTyped(step, value, context);
  }
}

/** A slot as it is answered and kept: `2026-11-25/am`. */
export const slotKey = (slot: Pick<Slot, 'date' | 'part'>): string => `${slot.date}/${slot.part}`;

/** A signature needs a pen that moved: a stray touch is one point. Null when it is one. */
export function signatureProblem(signature: Signature): Text | null {
  return signature.strokes.some((stroke) => stroke.length > 1) ? null : SAY.sign;
}

function checkTyped(step: StepOf<'ask'>, value: Answer, context: AnswerContext): CheckedAnswer {
  const refuse = (say: Text): CheckedAnswer => problem(step.error ?? say);
  if (step.type === 'number') {
    const number = numberOf(value);
    return number !== null && isWithin(number, step) ? ok(number) : refuse(SAY.number);
  }
  if (step.type === 'amount') {
    const fen = fenOf(value);
    return fen !== null && isWithin(fen, step) ? ok(fen) : refuse(SAY.amount);
  }
  if (typeof value !== 'string') return refuse(SAY[step.type]);
  const text = narrowDigits(value).trim();
  if (step.type === 'date') return isDateWithin(step, text, context) ? ok(text) : refuse(SAY.date);
  if (step.type === 'phone') {
    const digits = text.replace(/[\s-]/g, '');
    return MOBILE.test(digits) ? ok(digits) : refuse(SAY.phone);
  }
  if (step.check === undefined) return isText(step, text) ? ok(text) : refuse(SAY.text);
  const number = text.toUpperCase();
  return isText(step, number) && hasCheckDigit[step.check](number) ? ok(number) : refuse(SAY[step.check]);
}

function isText(step: StepOf<'ask'>, text: string): boolean {
  const length = [...text].length;
  return (
    length > 0 &&
    length <= MAX_TEXT &&
    isWithin(length, step) &&
    !CONTROL.test(text) &&
    (step.pattern === undefined || matches(step.pattern, text))
  );
}

/** Dates compare as text. A bound that cannot be computed does not bind: the department checks again. */
function isDateWithin(step: StepOf<'ask'>, date: string, { scope, evaluate }: AnswerContext): boolean {
  if (!isCivilDate(date)) return false;
  const bound = (expression: string | undefined): string | null => {
    if (expression === undefined) return null;
    const result = evaluate(expression, scope, 'date');
    return result.kind === 'value' && typeof result.value === 'string' ? result.value : null;
  };
  const from = bound(step.notBefore);
  const to = bound(step.notAfter);
  return (from === null || date >= from) && (to === null || date <= to);
}

const isWithin = (number: number, { min, max }: { min?: number | undefined; max?: number | undefined }) =>
  (min === undefined || number >= min) && (max === undefined || number <= max);

function numberOf(value: Answer): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  if (typeof value !== 'string') return null;
  const text = narrowDigits(value).trim();
  return NUMBER.test(text) ? Number(text) : null;
}

/** Yuan as they are typed, fen as they are kept; a number is fen already. Read digit by digit: no float is rounded. */
function fenOf(value: Answer): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  if (typeof value !== 'string') return null;
  const typed = /^(\d{1,10})(?:\.(\d{0,2}))?$/.exec(narrowDigits(value).trim());
  return typed === null ? null : Number(`${typed[1]}${(typed[2] ?? '').padEnd(2, '0')}`);
}

/** Chinese input methods leave full-width digits behind, which look right and match nothing. */
const narrowDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

const compiled = new Map<string, RE2JS>();

/**
 * Matches the whole text in linear time. JavaScript's own engine backtracks: `^(a+)+$` on thirty letters
 * holds a kiosk for half a minute. Throws for a pattern that is none, which lint finds before it ships.
 */
function matches(pattern: string, text: string): boolean {
  const expression = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, expression);
  return expression.testExact(text);
}

const ok = (value: Answer): CheckedAnswer => ({ kind: 'ok', value });
const problem = (say: Text): CheckedAnswer => ({ kind: 'problem', say });

/** What to do, not what is wrong; an item's own `error` is always better. */
const SAY = {
  choose: { 'zh-CN': '请在列出的选项中选一项。', en: 'Please choose one of the options shown.' },
  slot: {
    'zh-CN': '这个时段刚刚约满，请选其他时段。',
    en: 'That time has just been taken. Please choose another.',
  },
  sign: { 'zh-CN': '请在框内写下您的姓名。', en: 'Please write your name inside the box.' },
  text: { 'zh-CN': '请核对后重新填写。', en: 'Please check what you entered and try again.' },
  number: { 'zh-CN': '请填写范围内的整数。', en: 'Please enter a whole number within the range.' },
  amount: {
    'zh-CN': '请填写范围内的金额，最多两位小数。',
    en: 'Please enter an amount within the range, with two decimals at most.',
  },
  gb11643: {
    'zh-CN': '请对照证件，逐位核对18位身份证号码。',
    en: 'Please compare all 18 characters with the identity card.',
  },
  gb32100: {
    'zh-CN': '请对照营业执照，逐位核对18位统一社会信用代码。',
    en: 'Please compare all 18 characters of the credit code with the business licence.',
  },
  date: { 'zh-CN': '请选择可选范围内的日期。', en: 'Please choose a date within the range.' },
  phone: {
    'zh-CN': '请填写11位手机号，以1开头。',
    en: 'Please enter an 11-digit mobile number that starts with 1.',
  },
} as const satisfies Record<string, Text>;
