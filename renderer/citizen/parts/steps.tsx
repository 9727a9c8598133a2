import type { WorkStep } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { clockWithSeconds } from '../format.ts';
import { useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';

function Sign({ state }: { readonly state: WorkStep['state'] }) {
  switch (state) {
    case 'done':
      return <Icon name="check-circle" size="lg" />;
    case 'current':
      return <span className="working-arc" />;
    case 'failed':
      return <Icon name="octagon" size="lg" />;
    case 'ahead':
      return <span className="step-ahead" />;
    default:
      return state satisfies never;
  }
}

/** What the machine did, does and will do. Only the current row is bold; times are those things really happened. */
export function Steps({ steps }: { readonly steps: readonly WorkStep[] }) {
  const { text } = useWords();
  return (
    <ol className="steps" aria-live="polite">
      {steps.map((step) => (
        <li key={step.label['zh-CN']} className={`step step-${step.state}`}>
          <Sign state={step.state} />
          <span className="step-label">
            <Phrase>{text(step.label)}</Phrase>
          </span>
          {(step.at !== undefined || step.expect) && (
            <span className="step-time">
              {step.at !== undefined
                ? clockWithSeconds(step.at)
                : step.expect && <Phrase>{text(step.expect)}</Phrase>}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
