import type { StepOf } from '../../flows/language/steps.ts';
import { sameInAllLanguages, type Text } from '../../flows/language/text.ts';
import { maskNumber, maskPhone } from '../masking.ts';
import type { ItemTexts } from '../texts/item-texts.ts';

/*
 * What a citizen has typed, as it is shown: numbers by which a person can be found stand masked wherever they are not
 * being typed, and are seen in full for a moment, on request.
 */
type AskStep = Pick<StepOf<'ask'>, 'type' | 'check'>;
type Answer = string | number | boolean;

/** Also the child an item is done for: it is chosen by name, and what is kept is its number. */
export const isShownMasked = (step: AskStep | Pick<StepOf<'choose'>, 'optionsFrom'>): boolean =>
  'type' in step ? step.type === 'phone' || step.check === 'gb11643' : step.optionsFrom?.subject === 'child';

/** On the check page. */
export function answeredText(step: AskStep, answer: Answer, texts: Pick<ItemTexts, 'show'>): Text {
  if (step.check === 'gb11643') return sameInAllLanguages(maskNumber(String(answer)));
  return texts.show(step.type === 'amount' ? 'yuan' : step.type, answer, {});
}

/** On the button that offers what a register knows already. */
export function offeredText(step: AskStep, offered: Answer): string {
  if (step.type === 'phone') return maskPhone(String(offered));
  if (step.check === 'gb11643') return maskNumber(String(offered));
  return step.type === 'amount' ? yuanText(Number(offered)) : String(offered);
}

/** In the field itself, as it was typed: an amount is kept in fen and typed in yuan. */
export function typedText(step: AskStep, answer: Answer | undefined): string | null {
  if (answer === undefined) return null;
  return step.type === 'amount' && typeof answer === 'number' ? yuanText(answer) : String(answer);
}

const yuanText = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
