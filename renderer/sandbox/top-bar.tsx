import type { KioskState } from '../../sandbox/control/contract.ts';
import { Icon } from '../design/icon.tsx';
import { Seal } from '../design/seal.tsx';
import { StateWord, type Tone } from './controls/state-word.tsx';
import type { Line } from './use-street.ts';
import { useWords } from './words/use-words.ts';

const LINE_TONES: Readonly<Record<Line, Tone>> = { opening: 'idle', live: 'ok', lost: 'down' };

export function TopBar({
  line,
  kiosks,
  kiosk,
  onKiosk,
  onLanguage,
}: {
  readonly line: Line;
  readonly kiosks: readonly KioskState[];
  readonly kiosk: KioskState | undefined;
  readonly onKiosk: (id: string) => void;
  readonly onLanguage: () => void;
}) {
  const words = useWords();
  return (
    <header className="top">
      <Seal />
      <h1>
        {words.title} <small>{words.subtitle}</small>
      </h1>
      {kiosk !== undefined && <Which kiosks={kiosks} kiosk={kiosk} onKiosk={onKiosk} />}
      {kiosk !== undefined && <ScreenLink url={kiosk.screen} />}
      <span className="line" role="status">
        <StateWord tone={LINE_TONES[line]}>{words.line[line]}</StateWord>
      </span>
      <button
        type="button"
        className="button language"
        aria-label={words.language.switchTo}
        onClick={onLanguage}
      >
        <Icon name="globe" />
        {words.language.other}
      </button>
    </header>
  );
}

/** Which kiosk this panel stands at; with only one there is nothing to choose. */
function Which({
  kiosks,
  kiosk,
  onKiosk,
}: {
  readonly kiosks: readonly KioskState[];
  readonly kiosk: KioskState;
  readonly onKiosk: (id: string) => void;
}) {
  const words = useWords();
  if (kiosks.length === 1)
    return (
      <p className="which">
        {words.kiosk} <b>{kiosk.id}</b>
      </p>
    );
  return (
    <label className="which">
      {words.kiosk}
      <select value={kiosk.id} onChange={(event) => onKiosk(event.target.value)}>
        {kiosks.map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  );
}

/** Where the kiosk's screen is, and why a second window on it may be turned away. */
function ScreenLink({ url }: { readonly url: string | null }) {
  const { screen } = useWords();
  if (url === null)
    return (
      <span className="screen-hint" title={screen.unknownHint}>
        {screen.unknown} <small>{screen.unknownHint}</small>
      </span>
    );
  return (
    <span className="screen-hint">
      <a href={url} target="_blank" rel="noreferrer">
        {screen.open} <code>{url}</code>
      </a>
      <small>{screen.hint}</small>
    </span>
  );
}
