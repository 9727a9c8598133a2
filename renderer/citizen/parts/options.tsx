import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';

type OptionsProps = {
  readonly name: string;
  readonly options: ScreenOf<'choose'>['options'];
  readonly chosen: string | null;
  readonly isMissing: boolean;
  readonly onChoose: (value: string) => void;
};

/** Radio buttons as large cards; chosen changes edge, ground and tick. More than five stand in two columns. */
export function Options({ name, options, chosen, isMissing, onChoose }: OptionsProps) {
  const { t, text, secondText, other } = useWords();
  const size = options.length <= 3 ? 'tall' : options.length <= 5 ? 'low' : 'pairs';
  return (
    <div className={`options options-${size}`} role="radiogroup" aria-label={t('choose.options')}>
      {options.map(({ value, label, hint }) => (
        <label
          key={value}
          className={`option${value === chosen ? ' option-chosen' : ''}${isMissing ? ' option-missing' : ''}`}
        >
          <input
            type="radio"
            className="option-input"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span className="option-ring">
            <Icon name="check" size="sm" />
          </span>
          <span className="option-words">
            <b>
              <Phrase>{text(label)}</Phrase>
            </b>
            {hint && (
              <span>
                <Phrase>{text(hint)}</Phrase>
              </span>
            )}
          </span>
          {size === 'tall' && secondText(label) !== text(label) && (
            <span className="option-second" lang={other}>
              {secondText(label)}
            </span>
          )}
        </label>
      ))}
    </div>
  );
}
