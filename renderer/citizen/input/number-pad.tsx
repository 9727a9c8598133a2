import { Icon } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Press } from '../parts/press.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Digits at a fixed place; the bar under 5 is where a finger finds the middle. Never shuffled. */
export function NumberPad({
  value,
  maxLength,
  onChange,
}: {
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useWords();
  const type = (digit: string) => {
    if (value.length < maxLength) onChange(value + digit);
  };
  return (
    <fieldset className="number-pad">
      <legend className="visually-hidden">{t('keyboard.name')}</legend>
      {KEYS.map((digit) => (
        <Press key={digit} className={`key${digit === '5' ? ' key-middle' : ''}`} onClick={() => type(digit)}>
          {digit}
        </Press>
      ))}
      <Press className="key key-function" onClick={() => onChange('')}>
        {t('ask.clear')}
      </Press>
      <Press className="key" onClick={() => type('0')}>
        0
      </Press>
      <Press
        className="key key-function"
        onClick={() => onChange(value.slice(0, -1))}
        aria-label={t('ask.delete')}
      >
        <Icon name="backspace" size="lg" />
      </Press>
    </fieldset>
  );
}
