import { useEffect, useState } from 'react';
import type { PrintedDocument } from '../../../sandbox/devices/document-printer/contract.ts';
import type { DeviceButtons } from '../api.ts';
import { StateWord } from '../controls/state-word.tsx';
import { clock } from '../format.ts';
import { useWords } from '../words/use-words.ts';

/** The newest; older ones are on the sandbox's own list. */
const SHOWN = 5;

/** The certificates in the output tray, each to be opened as the PDF that was printed. */
export function PrintedDocuments({
  buttons,
  state,
}: {
  readonly buttons: DeviceButtons;
  readonly state: object;
}) {
  const { papers } = useWords();
  const documents = usePrintedDocuments(buttons, state);
  return (
    <ol className="documents">
      {documents
        .toReversed()
        .slice(0, SHOWN)
        .map(({ id, at, pages, pagesOut, taken }) => (
          <li key={id}>
            <a href={buttons.address(`documents/${id}`)} target="_blank" rel="noreferrer">
              <time dateTime={at}>{clock(at)}</time> PDF {pagesOut}/{pages}
            </a>
            <StateWord tone={taken ? 'idle' : 'ok'}>{taken ? papers.taken : papers.hanging}</StateWord>
          </li>
        ))}
    </ol>
  );
}

/** Asked for again with each change of the printer's state: who takes them away is no event of its own. */
function usePrintedDocuments(buttons: DeviceButtons, state: object): readonly PrintedDocument[] {
  const [documents, setDocuments] = useState<readonly PrintedDocument[]>([]);
  const address = buttons.address('documents');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `state` is why it is asked again; `buttons` is made anew each time, and its address is what tells one printer from another
  useEffect(() => {
    let isCurrent = true;
    buttons.get<readonly PrintedDocument[]>('documents').then(
      (answer) => isCurrent && setDocuments(answer),
      // The line's own sign says that the sandbox is away.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [address, state]);
  return documents;
}
