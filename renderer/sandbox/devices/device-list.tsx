import { useId, useState } from 'react';
import type { KioskState } from '../../../sandbox/control/contract.ts';
import { Icon } from '../../design/icon.tsx';
import type { SandboxApi } from '../api.ts';
import { useWords } from '../words/use-words.ts';
import { Cable } from './cable.tsx';
import type { DevicePanel } from './device-panel.ts';
import { DEVICE_NAMES, DEVICE_PANELS, type DeviceName } from './device-panels.ts';
import { DeviceState, isMissing } from './device-state.tsx';

/** What everybody presses; the rest is a row until somebody wants it. */
const OPEN_AT_FIRST: readonly DeviceName[] = ['reader', 'printer'];

/** Every device of the kiosk: a line each that says how it is, and its buttons where it has been opened. */
export function DeviceList({
  api,
  kiosk,
  standing,
}: {
  readonly api: SandboxApi;
  readonly kiosk: KioskState;
  readonly standing: string | null;
}) {
  const [open, setOpen] = useState(OPEN_AT_FIRST);
  const toggle = (name: DeviceName) =>
    setOpen((shown) => (shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name]));
  return (
    <div className="sheet devices">
      {DEVICE_NAMES.map((name) => (
        <Device
          key={name}
          // Panel and state belong to one name, which the type of a list of names cannot say.
          panel={DEVICE_PANELS[name] as DevicePanel<object>}
          state={kiosk[name]}
          isOpen={open.includes(name)}
          onToggle={() => toggle(name)}
          {...{ api, kiosk: kiosk.id, standing }}
        />
      ))}
    </div>
  );
}

function Device({
  panel,
  state,
  isOpen,
  onToggle,
  api,
  kiosk,
  standing,
}: {
  readonly panel: DevicePanel<object>;
  readonly state: object;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly api: SandboxApi;
  readonly kiosk: string;
  readonly standing: string | null;
}) {
  const words = useWords();
  const heading = useId();
  const body = useId();
  const isHere = !isMissing(state);
  const buttons = api.device(kiosk, panel.path);
  return (
    <section className="device" aria-labelledby={heading}>
      <h2>
        <button
          type="button"
          className="device-head"
          aria-expanded={isOpen && isHere}
          aria-controls={body}
          disabled={!isHere}
          onClick={onToggle}
        >
          <span id={heading}>{panel.title(words)}</span>
          <DeviceState state={state} trouble={isHere ? (panel.trouble?.(state, words) ?? null) : null} />
          {isHere && <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />}
        </button>
      </h2>
      <div id={body} className="device-body" hidden={!isOpen || !isHere}>
        {isOpen && isHere && (
          <>
            {panel.Body && <panel.Body {...{ state, buttons, standing, api }} />}
            <Cable state={state} buttons={buttons} />
          </>
        )}
      </div>
    </section>
  );
}
