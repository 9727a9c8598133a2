import { useState } from 'react';
import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Options } from '../parts/options.tsx';
import { EntryError, Note, Page, Primary, Title } from '../parts/page.tsx';
import { Paged } from '../parts/pager.tsx';
import { Phrase } from '../parts/phrase.tsx';

const PAGE = { portrait: 10, landscape: 8 } as const;

/** One question, one answer of a few. Choosing does not send: 继续 does. */
export function Choose({ screen }: { readonly screen: ScreenOf<'choose'> }) {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const [chosen, setChosen] = useState(screen.selected);
  const [isMissing, setMissing] = useState(false);
  const choose = (value: string) => {
    setChosen(value);
    setMissing(false);
    send({ kind: 'draft', step: screen.step, value });
  };
  const go = () =>
    chosen === null ? setMissing(true) : send({ kind: 'answer', step: screen.step, value: chosen });
  return (
    <Page
      kind="choose"
      head={
        <>
          <Title text={screen.question} />
          {screen.hint && (
            <p className="hint">
              <Phrase>{text(screen.hint)}</Phrase>
            </p>
          )}
        </>
      }
      aside={<Note icon="info">{t('choose.why', { why: text(screen.why) })}</Note>}
      action={
        <Primary iconAfter="arrow-right" onPress={go}>
          {t('action.continue')}
        </Primary>
      }
    >
      {isMissing && <EntryError>{t('choose.nothingChosen')}</EntryError>}
      <Paged
        entries={screen.options}
        size={PAGE[frame.machine.panel.orientation]}
        keep={screen.options.findIndex(({ value }) => value === chosen)}
      >
        {(options) => (
          <Options
            name={screen.step}
            options={options}
            chosen={chosen}
            isMissing={isMissing}
            onChoose={choose}
          />
        )}
      </Paged>
    </Page>
  );
}
