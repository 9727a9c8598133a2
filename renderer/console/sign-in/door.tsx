import { useState } from 'react';
import type { SessionAnswer } from '../../../hall/api/contract.ts';
import type { HallApi } from '../data/hall-api.ts';
import { useWords } from '../words/console-words.ts';
import { Activation } from './activation.tsx';
import { SignIn } from './sign-in.tsx';

/** What there is before somebody is signed in. */
export function Door({
  api,
  isOver,
  onLanguage,
  onIn,
}: {
  readonly api: HallApi;
  /** Whoever was here has been signed out for want of use. */
  readonly isOver: boolean;
  readonly onLanguage: () => void;
  readonly onIn: (who: SessionAnswer) => void;
}) {
  const { t } = useWords();
  const [step, setStep] = useState<'sign-in' | 'activation' | 'activated'>('sign-in');
  return (
    <main className="door">
      <section className="panel">
        {step === 'activation' ? (
          <Activation api={api} onDone={() => setStep('activated')} onBack={() => setStep('sign-in')} />
        ) : (
          <SignIn
            api={api}
            word={step === 'activated' ? 'signIn.done' : isOver ? 'session.over' : null}
            onIn={onIn}
            onActivate={() => setStep('activation')}
          />
        )}
        <button type="button" className="plain" aria-label={t('language.switchTo')} onClick={onLanguage}>
          {t('language.other')}
        </button>
      </section>
    </main>
  );
}
