import { useState } from 'react';
import type { DeviceButtons } from '../api.ts';
import { PressButton } from '../controls/press-button.tsx';
import { useWords } from '../words/use-words.ts';

/** A device's cable, if its state knows one. */
export function Cable({ state, buttons }: { readonly state: object; readonly buttons: DeviceButtons }) {
  if (!('plugged' in state)) return null;
  const isPlugged = state.plugged === true;
  return 'path' in state && typeof state.path === 'string' ? (
    <SerialCable {...{ isPlugged, buttons }} path={state.path} />
  ) : (
    <PlainCable {...{ isPlugged, buttons }} />
  );
}

type CableProps = { readonly isPlugged: boolean; readonly buttons: DeviceButtons };

/** Comes back where it was: a network printer, a scanner behind its own server. */
function PlainCable({ isPlugged, buttons }: CableProps) {
  const { device } = useWords();
  return (
    <div className="cable">
      <span />
      {isPlugged ? (
        <PressButton onPress={() => buttons.put('unplug')}>{device.unplug}</PressButton>
      ) : (
        <PressButton look="primary" onPress={() => buttons.put('plug')}>
          {device.plug}
        </PressButton>
      )}
    </div>
  );
}

/** Plugged in again it may come back as another port, as USB serial adapters do. */
function SerialCable({ path, isPlugged, buttons }: CableProps & { readonly path: string }) {
  const words = useWords();
  const [target, setTarget] = useState(path);
  if (isPlugged)
    return (
      <div className="cable">
        <code title={path}>
          <bdi>{path}</bdi>
        </code>
        <PressButton
          onPress={() => {
            setTarget(path);
            return buttons.put('unplug');
          }}
        >
          {words.device.unplug}
        </PressButton>
      </div>
    );
  return (
    <div className="cable">
      <input
        aria-label={words.device.path}
        value={target}
        onChange={(event) => setTarget(event.target.value)}
      />
      <PressButton look="primary" onPress={() => buttons.put('plug', { path: target })}>
        {words.device.plug}
      </PressButton>
    </div>
  );
}
