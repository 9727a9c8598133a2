import { useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Press } from '../parts/press.tsx';
import { type Candidate, candidates, rowsOf } from './candidates.ts';

const LETTERS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;
const DIGITS = ['1234567890', '-/()#.,', '+:;&@'] as const;

type Mode = 'chinese' | 'latin' | 'capitals' | 'digits';

export type KeyboardProps = {
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
  /** Letters typed but not yet chosen as a word; shown underlined in the field. */
  readonly composing: string;
  readonly onCompose: (letters: string) => void;
};

/**
 * The plain keyboard: pinyin letters find words of a small list and every common character, Latin letters and digits are
 * typed as they are.
 * It learns nothing, because what one citizen typed is not for the next one.
 */
export function TextKeyboard({ value, maxLength, onChange, composing, onCompose }: KeyboardProps) {
  const { t, language } = useWords();
  const [mode, setMode] = useState<Mode>(language === 'en' ? 'latin' : 'chinese');
  const [page, setPage] = useState(0);
  const rowsFound = mode === 'chinese' ? rowsOf(candidates(composing)) : [];
  const found = rowsFound[page] ?? [];

  const compose = (letters: string) => {
    setPage(0);
    onCompose(letters);
  };

  const add = (text: string) => {
    if ([...value, ...text].length <= maxLength) onChange(value + text);
  };
  const choose = ({ text, letters }: Candidate) => {
    add(text);
    compose(composing.slice(letters));
  };
  const press = (key: string) => {
    if (mode === 'capitals') add(key.toUpperCase());
    else if (mode === 'chinese') compose((composing + key).slice(0, 24));
    else add(key);
  };
  const erase = () => {
    if (composing !== '') compose(composing.slice(0, -1));
    else onChange([...value].slice(0, -1).join(''));
  };
  const turn = (next: Mode) => {
    compose('');
    setMode(next);
  };
  const space = () => {
    const [first] = found;
    if (first !== undefined) choose(first);
    else if (mode !== 'chinese') add(' ');
  };

  const rows = mode === 'digits' ? DIGITS : LETTERS;
  const spaceSays = found[0]?.text ?? t('keyboard.space');
  return (
    <fieldset className="keyboard">
      <legend className="visually-hidden">{t('keyboard.name')}</legend>
      <ol className="candidates" aria-label={t('keyboard.candidates')}>
        {found.map((candidate, index) => (
          <li key={candidate.text}>
            <Press
              className={`candidate${index === 0 ? ' candidate-first' : ''}`}
              onClick={() => choose(candidate)}
            >
              <span className="candidate-number">{index + 1}</span>
              {candidate.text}
            </Press>
          </li>
        ))}
        {rowsFound.length > 1 && (
          <li className="candidate-pages">
            <Press
              className="candidate"
              aria-label={t('action.previous')}
              onClick={() => setPage(Math.max(0, page - 1))}
            >
              <Icon name="chevron-left" />
            </Press>
            <Press
              className="candidate"
              aria-label={t('action.next')}
              onClick={() => setPage(Math.min(rowsFound.length - 1, page + 1))}
            >
              <Icon name="chevron-right" />
            </Press>
          </li>
        )}
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
              {mode === 'capitals' ? key.toUpperCase() : key}
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
        <Press
          className="key key-function"
          onClick={() => turn(mode === 'latin' || mode === 'capitals' ? 'chinese' : 'latin')}
        >
          {mode === 'latin' || mode === 'capitals' ? t('keyboard.chinese') : t('keyboard.latin')}
        </Press>
        {(mode === 'latin' || mode === 'capitals') && (
          <Press
            className="key key-function"
            aria-pressed={mode === 'capitals'}
            onClick={() => turn(mode === 'latin' ? 'capitals' : 'latin')}
          >
            {t('keyboard.capitals')}
          </Press>
        )}
        <Press className="key key-space" onClick={space}>
          {spaceSays}
        </Press>
      </div>
    </fieldset>
  );
}
