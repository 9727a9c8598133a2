import { useState } from 'react';
import type { ScreenOf } from '../../../host/contract/screen.ts';
import { NumberPad } from '../input/number-pad.tsx';
import { shuffledDigits } from '../input/shuffled-digits.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { EntryError, Heading, Note, Page, Primary } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';

const DIGITS = 6;

/**
 * Six digits nobody sees: dots for what is typed, the keys in another order each time, so that a hand's movement tells
 * nothing. What is typed is in this component until it is sent and nowhere after that.
 */
export function Password({ screen }: { readonly screen: ScreenOf<'password'> }) {
  const { send } = useKiosk();
  const { t, second, other, text } = useWords();
  const [typed, setTyped] = useState('');
  const [keys, setKeys] = useState(shuffledDigits);
  const [isShort, setShort] = useState(false);
  const isChecking = screen.stage === 'checking';
  const title = isChecking ? 'password.checking' : 'password.title';
  const change = (next: string) => {
    setShort(false);
    setTyped(next);
  };
  const go = () => {
    if (typed.length < DIGITS) return setShort(true);
    send({ kind: 'password', digits: typed });
    setTyped('');
    setKeys(shuffledDigits());
  };
  const error = isShort ? t('password.tooShort') : screen.error && typed === '' ? text(screen.error) : null;
  return (
    <Page
      kind="password"
      head={
        <>
          <Heading>{t(title)}</Heading>
          <p className="second" lang={other}>
            {second(title)}
          </p>
          {error === null && (
            <p className="hint">
              <Phrase>{t('password.hint')}</Phrase>
            </p>
          )}
          <output
            className={`dots${error === null ? '' : ' dots-wrong'}`}
            aria-label={t('password.typed', { count: typed.length })}
            aria-live="polite"
          >
            {Array.from({ length: DIGITS }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: six places that never change their order
              <i key={at} className={at < typed.length ? 'digit-dot digit-dot-set' : 'digit-dot'} />
            ))}
          </output>
          {error !== null && <EntryError>{error}</EntryError>}
        </>
      }
      aside={<Note icon="shield-check">{t('password.privacy')}</Note>}
      action={
        <>
          {screen.ways.face.kind === 'live' && (
            <Button icon="camera" onPress={() => send({ kind: 'prove', way: 'face' })}>
              {t('prove.faceInstead')}
            </Button>
          )}
          {!isChecking && (
            <Primary iconAfter="arrow-right" onPress={go}>
              {t('password.go')}
            </Primary>
          )}
        </>
      }
    >
      {isChecking ? (
        <div className="password-checking">
          <span className="working-arc working-arc-large" />
        </div>
      ) : (
        <NumberPad value={typed} maxLength={DIGITS} onChange={change} digits={keys} />
      )}
    </Page>
  );
}
