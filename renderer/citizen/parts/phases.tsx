import type { ItemHeader } from '../../../host/contract/screen.ts';
import { useWords } from '../kiosk-context.ts';

/** Which item, how far in it, how many minutes are left: honest parts, no invented percentage of the whole. */
export function Phases({ item }: { readonly item: ItemHeader }) {
  const { t, text } = useWords();
  return (
    <div className="flow">
      <div className="flow-line">
        <b>{text(item.name)}</b>
        <span>{t('minutesLeft', { count: item.minutesLeft })}</span>
      </div>
      <ol className="phases">
        {item.phases.map(({ label, state, percent }) => (
          <li
            key={label['zh-CN']}
            className={`phase phase-${state}`}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            <progress
              className="phase-bar"
              max={100}
              value={state === 'done' ? 100 : state === 'ahead' ? 0 : percent}
              aria-label={text(label)}
            />
            <span>
              {text(label)}
              {state === 'current' && item.position !== null && ` ${item.position}`}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
