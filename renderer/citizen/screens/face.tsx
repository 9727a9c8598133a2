import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useFaceCamera } from '../camera/use-face-camera.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading, Note, Page } from '../parts/page.tsx';
import { PasswordInstead } from '../parts/password-instead.tsx';
import { Phrase } from '../parts/phrase.tsx';

/** The one screen with the camera on: what it sees, mirrored as people know themselves, and what to do. */
export function Face({ screen }: { readonly screen: ScreenOf<'face'> }) {
  const { camera } = useKiosk();
  const { t, second, other } = useWords();
  const isLooking = screen.stage === 'looking';
  const video = useFaceCamera(isLooking, camera);
  const title = isLooking ? 'face.title' : 'face.comparing';
  return (
    <Page
      kind="face"
      head={
        <>
          <Heading>{t(title)}</Heading>
          <p className="second" lang={other}>
            {second(title)}
          </p>
        </>
      }
      aside={<Note icon="shield-check">{t('face.privacy')}</Note>}
      action={<PasswordInstead button={screen.ways.password} />}
    >
      <div className={`mirror mirror-${screen.stage}`}>
        <video ref={video} muted playsInline aria-label={t('face.preview')} />
        {!isLooking && <span className="working-arc working-arc-large" />}
      </div>
      <p className="mirror-hint" aria-live="polite">
        <Phrase>{isLooking ? t(`face.hint.${screen.hint}`) : t('face.wait')}</Phrase>
      </p>
    </Page>
  );
}
