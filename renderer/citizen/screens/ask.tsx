import { useEffect, useRef, useState } from 'react';
import type { ScreenOf } from '../../../host/contract/screen.ts';
import { civilDate, groupedPhone } from '../format.ts';
import { DatePicker } from '../input/date-picker.tsx';
import { NumberPad } from '../input/number-pad.tsx';
import { TextKeyboard } from '../input/text-keyboard.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { EntryError, Note, Page, Primary, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';

/** Typing rests this long before the draft goes to the host, so that a reload shows the same screen. */
const DRAFT_MS = 300;
const PHONE_DIGITS = 11;
const NUMBER_DIGITS = 9;

/** Sends what is typed at each pause, never at each key. */
function useDraft(step: string, value: string) {
  const { send } = useKiosk();
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = value;
      send({ kind: 'draft', step, value });
    }, DRAFT_MS);
    return () => clearTimeout(timer);
  }, [send, step, value]);
}

function todayInShanghai(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

/** One question with a typed answer. The keyboard fits what is asked; a browser's own input never opens. */
export function Ask({ screen }: { readonly screen: ScreenOf<'ask'> }) {
  const { send } = useKiosk();
  const { t, text, language } = useWords();
  const [value, setValue] = useState(screen.value);
  const [composing, setComposing] = useState('');
  const [isMissing, setMissing] = useState(false);
  useDraft(screen.step, value);

  const change = (next: string) => {
    setMissing(false);
    setValue(next);
  };
  const go = () => {
    if (value === '') return setMissing(true);
    send({ kind: 'answer', step: screen.step, value: screen.input === 'number' ? Number(value) : value });
  };
  const missing = screen.input === 'date' ? t('date.nothingChosen') : t('ask.nothingTyped');
  const error = isMissing ? missing : screen.error ? text(screen.error) : null;
  const shown =
    screen.input === 'phone'
      ? groupedPhone(value)
      : screen.input === 'date' && value !== ''
        ? civilDate(value, language)
        : screen.input === 'amount' && value !== ''
          ? t('ask.yuan', { amount: value })
          : value;
  const { offered } = screen;

  return (
    <Page
      kind={`ask page-ask-${screen.input}`}
      head={
        <>
          <Title text={screen.question} />
          {screen.hint && error === null && (
            <p className="hint">
              <Phrase>{text(screen.hint)}</Phrase>
            </p>
          )}
          {offered !== null && (
            <div className="offered">
              <span>
                <span className="offered-label">{t('ask.offered')}</span>
                <b>
                  <Phrase>{offered}</Phrase>
                </b>
              </span>
              <Button
                look="accent"
                icon="check"
                onPress={() => send({ kind: 'take-offered', step: screen.step })}
              >
                {t('ask.useOffered')}
              </Button>
            </div>
          )}
          {offered !== null && <p className="or-type">{t('ask.orType')}</p>}
          <output
            className={`field${error === null ? '' : ' field-wrong'}`}
            aria-label={t('ask.field')}
            aria-live="polite"
          >
            {shown}
            {composing !== '' && <u className="composing">{composing}</u>}
            {screen.input !== 'date' && <i className="caret" />}
          </output>
          {error !== null && <EntryError>{error}</EntryError>}
        </>
      }
      aside={<Note icon="info">{t('choose.why', { why: text(screen.why) })}</Note>}
      action={
        <Primary iconAfter="arrow-right" onPress={go}>
          {t('action.continue')}
        </Primary>
      }
    >
      {screen.input === 'text' && (
        <TextKeyboard
          value={value}
          maxLength={screen.maxLength ?? 40}
          onChange={change}
          composing={composing}
          onCompose={setComposing}
        />
      )}
      {screen.input === 'date' && (
        <DatePicker
          value={value}
          min={screen.min}
          max={screen.max}
          today={todayInShanghai()}
          onChange={change}
        />
      )}
      {(screen.input === 'number' || screen.input === 'phone' || screen.input === 'amount') && (
        <NumberPad
          value={value}
          maxLength={screen.input === 'phone' ? PHONE_DIGITS : (screen.maxLength ?? NUMBER_DIGITS)}
          onChange={change}
          hasPoint={screen.input === 'amount'}
        />
      )}
    </Page>
  );
}
