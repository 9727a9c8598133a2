import { useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Press } from '../parts/press.tsx';
import { candidates } from './candidates.ts';

const LETTERS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;
const DIGITS = ['1234567890', '-/()#.,', '+:;&@'] as const;
const CANDIDATES = 6;

type Mode = 'chinese' | 'latin' | 'digits';

export type KeyboardProps = {
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
  /** Letters typed but not yet chosen as a word; shown underlined in the field. */
  readonly composing: string;
  readonly onCompose: (letters: string) => void;
};

/**
 * The plain keyboard: pinyin letters find words of a small list, Latin letters and digits are typed as they are.
 * It learns nothing, because what one citizen typed is not for the next one.
 */
export function TextKeyboard({ value, maxLength, onChange, composing, onCompose }: KeyboardProps) {
  const { t, language } = useWords();
  const [mode, setMode] = useState<Mode>(language === 'en' ? 'latin' : 'chinese');
  const found = mode === 'chinese' ? candidates(composing, CANDIDATES) : [];

  const add = (text: string) => {
    if ([...value, ...text].length <= maxLength) onChange(value + text);
  };
  const choose = (word: string) => {
    add(word);
    onCompose('');
  };
  const press = (key: string) => {
    if (mode === 'chinese') onCompose((composing + key).slice(0, 24));
    else add(key);
  };
  const erase = () => {
    if (composing !== '') onCompose(composing.slice(0, -1));
    else onChange([...value].slice(0, -1).join(''));
  };
  const turn = (next: Mode) => {
    onCompose('');
    setMode(next);
  };
  const space = () => {
    const [first] = found;
    if (first !== undefined) choose(first);
    else if (mode !== 'chinese') add(' ');
  };

  const rows = mode === 'digits' ? DIGITS : LETTERS;
  const spaceSays = found[0] ?? t('keyboard.space');
  return (
    <fieldset className="keyboard">
      <legend className="visually-hidden">{t('keyboard.name')}</legend>
      <ol className="candidates" aria-label={t('keyboard.candidates')}>
        {found.map((word, index) => (
          <li key={word}>
            <Press
              className={`candidate${index === 0 ? ' candidate-first' : ''}`}
              onClick={() => choose(word)}
            >
              <span className="candidate-number">{index + 1}</span>
              {word}
            </Press>
          </li>
        ))}
        {found.length === 0 && mode === 'chinese' && (
          <li className="candidate-hint">{composing === '' ? t('keyboard.hint') : t('keyboard.nothing')}</li>
        )}
      </ol>
      {rows.map((row, index) => (
        <div key={row} className={`key-row key-row-${index}`}>
          {index === 2 && (
            <Press
              className="key key-function"
              onClick={() => turn(mode === 'digits' ? 'chinese' : 'digits')}
            >
              {mode === 'digits' ? t('keyboard.letters') : t('keyboard.digits')}
            </Press>
          )}
          {Array.from(row, (key) => (
            <Press key={key} className="key" onClick={() => press(key)}>
              {key}
            </Press>
          ))}
          {index === 2 && (
            <Press className="key key-function" onClick={erase} aria-label={t('keyboard.delete')}>
              <Icon name="backspace" size="lg" />
            </Press>
          )}
        </div>
      ))}
      <div className="key-row key-row-3">
        <Press className="key key-function" onClick={() => turn(mode === 'latin' ? 'chinese' : 'latin')}>
          {mode === 'latin' ? t('keyboard.chinese') : t('keyboard.latin')}
        </Press>
        <Press className="key key-space" onClick={space}>
          {spaceSays}
        </Press>
      </div>
    </fieldset>
  );
}
