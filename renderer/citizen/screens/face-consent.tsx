import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading, Note, Page, Primary } from '../parts/page.tsx';
import { PasswordInstead } from '../parts/password-instead.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Advice } from '../parts/verdict.tsx';

/** Separate consent (PIPL Art. 29): what is taken, who sees it, when it is gone, and that there is another way. */
export function FaceConsent({ screen }: { readonly screen: ScreenOf<'face-consent'> }) {
  const { send } = useKiosk();
  const { t, second, other } = useWords();
  return (
    <Page
      kind="face-consent"
      head={
        <>
          <Heading>{t('faceConsent.title')}</Heading>
          <p className="second" lang={other}>
            {second('faceConsent.title')}
          </p>
        </>
      }
      aside={<Note icon="grid">{t('faceConsent.instead')}</Note>}
      action={
        <>
          <PasswordInstead button={screen.ways.password} />
          <Primary icon="camera" onPress={() => send({ kind: 'consent' })}>
            {t('faceConsent.agree')}
          </Primary>
        </>
      }
    >
      <Advice icon="camera" title={t('faceConsent.what')}>
        <Phrase>{t('faceConsent.whatText')}</Phrase>
      </Advice>
      <Advice icon="shield-check" title={t('faceConsent.who')}>
        <Phrase>{t('faceConsent.whoText')}</Phrase>
      </Advice>
      <Advice icon="clock" title={t('faceConsent.howLong')}>
        <Phrase>{t('faceConsent.howLongText')}</Phrase>
      </Advice>
    </Page>
  );
}
