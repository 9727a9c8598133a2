import { useState } from 'react';
import type { ScreenOf } from '../../../host/contract/screen.ts';
import { SignaturePad } from '../input/signature-pad.tsx';
import type { Stroke } from '../input/strokes.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { EntryError, Note, Page, Primary, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';

/** The signature is seen on the pad and nowhere else; it goes to the host once, when it is said to be done. */
export function Sign({ screen }: { readonly screen: ScreenOf<'sign'> }) {
  const { send } = useKiosk();
  const { t, text } = useWords();
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [isMissing, setMissing] = useState(false);
  const go = () => {
    if (strokes.length === 0) return setMissing(true);
    send({ kind: 'sign', step: screen.step, strokes: strokes.map((stroke) => [...stroke]) });
  };
  return (
    <Page
      kind="sign"
      head={<Title text={screen.question} />}
      aside={
        <>
          <div className="panel signed-paper">
            <b>{t('sign.document')}</b>
            <p>
              <Phrase>{text(screen.document)}</Phrase>
            </p>
          </div>
          <Note icon="info">{t('choose.why', { why: text(screen.why) })}</Note>
          <Note icon="finger">{t('sign.cannotWrite')}</Note>
        </>
      }
      action={
        <Primary iconAfter="arrow-right" onPress={go}>
          {t('sign.done')}
        </Primary>
      }
    >
      <SignaturePad
        strokes={strokes}
        onStroke={(stroke) => {
          setStrokes((all) => [...all, stroke]);
          setMissing(false);
        }}
      />
      <div className="signature-tools">
        <Button look="small" icon="undo" onPress={() => setStrokes((all) => all.slice(0, -1))}>
          {t('sign.undo')}
        </Button>
        <Button look="small" icon="rewrite" onPress={() => setStrokes([])}>
          {t('sign.again')}
        </Button>
        {isMissing && <EntryError>{t('sign.nothing')}</EntryError>}
      </div>
    </Page>
  );
}
