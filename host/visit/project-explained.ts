import type { EligibilityRule } from '../../flows/language/definition.ts';
import type { CompiledItem, ItemOutcome, ItemRecord } from '../../flows/machine/contract.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { Screen, ScreenOf } from '../contract/screen.ts';
import { counterElsewhere, queueElsewhere } from './project-elsewhere.ts';
import { projectTile } from './project-item-page.ts';
import { projectNoneAccepted } from './project-parts.ts';
import type { FrameInput } from './projection-input.ts';
import { words } from './words.ts';

/** An item that ended without being done: why, what that means for application and money, what to do next. */
export function projectExplained(item: CompiledItem, outcome: ItemOutcome, input: FrameInput): Screen {
  switch (outcome.kind) {
    case 'refused': {
      const rule = item.definition.eligibility[outcome.rule];
      if (rule) return projectRefusal(item, rule, outcome.record, input);
      return projectFault('internal', true, null, input);
    }
    case 'rejected':
      return {
        kind: 'problem',
        caseNo: null,
        title: words.refused.title(item.definition.name),
        text: outcome.reason,
        next: words.refused.next,
        code: 'case.rejected',
        canRetry: false,
        without: null,
        tone: 'neutral',
        queue: counterElsewhere(input, item.definition),
      };
    case 'none-accepted':
      return projectNoneAccepted(item, outcome.record, input);
    case 'not-charged':
      return { kind: 'not-charged', subject: item.definition.name };
    case 'failed':
      return projectFault(
        outcome.fault === 'internal' ? 'internal' : `exchange.${outcome.fault}`,
        true,
        counterElsewhere(input, item.definition),
        input,
      );
    case 'done':
    case 'pending':
    case 'payment-unknown':
    case 'left':
      return projectFault('internal', false, null, input);
    default:
      return outcome satisfies never;
  }
}

function projectFault(
  code: string,
  canRetry: boolean,
  queue: ScreenOf<'problem'>['queue'],
  input: FrameInput,
): ScreenOf<'problem'> {
  const { title, text, next } = input.codeTexts(code);
  return {
    kind: 'problem',
    caseNo: null,
    title,
    text,
    next,
    code,
    canRetry,
    without: null,
    tone: 'warn',
    queue,
  };
}

/** A refusal is not an error: the rule, the citizen's own figure on a scale, the day it changes, what suits today. */
function projectRefusal(
  item: CompiledItem,
  rule: EligibilityRule,
  record: ItemRecord,
  input: FrameInput,
): ScreenOf<'refusal'> {
  const scope = scopeOf(record);
  const texts = input.textsOf(item);
  const figure = rule.scale ? input.evaluate(rule.scale.value, scope, 'number') : null;
  const since = rule.scale?.since ? input.evaluate(rule.scale.since, scope, 'date') : null;
  return {
    kind: 'refusal',
    department: input.departmentName(item.definition.department),
    itemName: item.definition.name,
    title: texts.fill(rule.title, scope),
    rule: texts.fill(rule.reason, scope),
    next: texts.fill(rule.next, scope),
    scale:
      rule.scale && figure?.kind === 'value' && typeof figure.value === 'number'
        ? {
            value: figure.value,
            from: rule.scale.from,
            to: rule.scale.to,
            needs: rule.scale.needs,
            unit: rule.scale.unit,
          }
        : null,
    since: since?.kind === 'value' ? texts.show('date', since.value, {}) : null,
    instead: rule.instead.flatMap((id) => {
      const other = input.items.get(id);
      return other ? [projectTile(other, input)] : [];
    }),
    window: item.definition.window,
    queue: queueElsewhere(input, item.definition.id),
  };
}
