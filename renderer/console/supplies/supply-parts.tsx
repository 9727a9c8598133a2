import { span } from '../format.ts';
import type { IconName } from '../parts/icon.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';
import type { Needed, SupplyName } from './pick-list.ts';

export const SUPPLY_ICONS: Readonly<Record<SupplyName, IconName>> = {
  'receipt-paper': 'receipt',
  'document-paper': 'document',
  toner: 'printer',
};

/** Whether it lasts until somebody comes by, in a word. */
export function NeedMark({ of: { need, state } }: { readonly of: Needed }) {
  const { t } = useWords();
  switch (need) {
    case 'used-up':
      return <StateMark tone="down">{t('machine.usedUp')}</StateMark>;
    case 'tight':
      return <StateMark tone="warn">{t('machine.tight')}</StateMark>;
    case 'soon':
      return <StateMark tone="warn">{t(state === 'low' ? 'supplyState.low' : 'supplies.soon')}</StateMark>;
    case 'later':
      return <StateMark tone="ok">{t('supplies.enough')}</StateMark>;
    case 'unknown':
      return <StateMark tone="unknown">{t('machine.noForecast')}</StateMark>;
  }
}

/** How long it lasts in nine of ten cases: `2天3时`. */
export function Lasts({ of: { need, p90At }, now }: { readonly of: Needed; readonly now: number }) {
  const { t } = useWords();
  if (p90At === null || need === 'used-up') return t('none');
  return p90At <= now ? t('supplies.anyMoment') : span(p90At - now, t);
}
