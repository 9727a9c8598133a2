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
    <PlainCable {...{ isPlugged, buttons }} address={addressOf(state)} />
  );
}

function Address({ of }: { readonly of: string }) {
  return (
    <code title={of}>
      <bdi>{of}</bdi>
    </code>
  );
}

type CableProps = { readonly isPlugged: boolean; readonly buttons: DeviceButtons };

/** Where a driver finds a device that has no port: a network printer's address, a PC/SC reader's name. */
const addressOf = (state: object): string => {
  const { uri, url, reader }: { uri?: unknown; url?: unknown; reader?: unknown } = state;
  return String(uri ?? url ?? reader ?? '');
};

/** Comes back where it was. */
function PlainCable({ isPlugged, buttons, address }: CableProps & { readonly address: string }) {
  const { device } = useWords();
  return (
    <div className="cable">
      <Address of={address} />
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
        <Address of={path} />
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
