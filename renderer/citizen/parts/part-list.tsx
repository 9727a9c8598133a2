import type { PartRow } from '../../../host/contract/screen.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Paged } from './pager.tsx';
import { Phrase } from './phrase.tsx';

const SIGNS: Readonly<Record<PartRow['tone'], IconName>> = {
  taken: 'check-circle',
  open: 'clock',
  missing: 'octagon',
};

/** How many fit beside what else such a screen holds. */
const SIZES = { portrait: 6, landscape: 3 } as const;

/** The departments of a joint item: what each does, how it came out, its number, and what is left to do. */
export function PartList({ parts }: { readonly parts: readonly PartRow[] }) {
  const { frame } = useKiosk();
  const { text } = useWords();
  const size = SIZES[frame.machine.panel.orientation];
  return (
    <Paged entries={parts} size={size}>
      {(shown) => (
        <ul className="parts">
          {shown.map((part) => (
            <li key={part.department['zh-CN']} className={`part part-${part.tone}`}>
              <Icon name={SIGNS[part.tone]} size="lg" />
              <div className="part-what">
                <b>
                  <Phrase>{text(part.title)}</Phrase>
                </b>
                <span>
                  <Phrase>{text(part.department)}</Phrase>
                </span>
              </div>
              <div className="part-how">
                <b>
                  <Phrase>{text(part.state)}</Phrase>
                </b>
                {part.caseNo !== null && <span className="part-number">{part.caseNo}</span>}
                {part.note && (
                  <span>
                    <Phrase>{text(part.note)}</Phrase>
                  </span>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Paged>
  );
}
