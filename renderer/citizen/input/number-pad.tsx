import { Icon } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Press } from '../parts/press.tsx';

const IN_ORDER: readonly string[] = [...'1234567890'];

/**
 * Digits at a fixed place; the bar under 5 is where a finger finds the middle. Never shuffled except for a password,
 * where `digits` says which digit stands where, the last one below.
 */
export function NumberPad({
  value,
  maxLength,
  onChange,
  digits = IN_ORDER,
  hasPoint = false,
}: {
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
  readonly digits?: readonly string[];
  /** For amounts: a decimal point in the place of “clear”, and two digits behind it. */
  readonly hasPoint?: boolean;
}) {
  const { t } = useWords();
  const last = digits.at(-1) ?? '';
  const type = (digit: string) => {
    if (value.length < maxLength && !/\.\d\d$/.test(value)) onChange(value + digit);
  };
  return (
    <fieldset className="number-pad">
      <legend className="visually-hidden">{t('keyboard.name')}</legend>
      {digits.slice(0, -1).map((digit) => (
        <Press
          key={digit}
          className={`key${digit === '5' && digits === IN_ORDER ? ' key-middle' : ''}`}
          onClick={() => type(digit)}
        >
          {digit}
        </Press>
      ))}
      {hasPoint ? (
        <Press className="key" onClick={() => /^\d+$/.test(value) && type('.')} aria-label={t('ask.point')}>
          .
        </Press>
      ) : (
        <Press className="key key-function" onClick={() => onChange('')}>
          {t('ask.clear')}
        </Press>
      )}
      <Press className="key" onClick={() => type(last)}>
        {last}
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
