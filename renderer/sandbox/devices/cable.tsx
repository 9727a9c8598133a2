import { useState } from 'react';
import type { DevicePath, SandboxApi } from '../api.ts';
import { PressButton } from '../controls/press-button.tsx';
import { useWords } from '../words/use-words.ts';

/** A device's cable. Plugged in again it may come back as another port, as USB serial adapters do. */
export function Cable({
  api,
  kiosk,
  device,
  path,
  isPlugged,
}: {
  readonly api: SandboxApi;
  readonly kiosk: string;
  readonly device: DevicePath;
  readonly path: string;
  readonly isPlugged: boolean;
}) {
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
            return api.unplug(kiosk, device);
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
      <PressButton look="primary" onPress={() => api.plug(kiosk, device, target)}>
        {words.device.plug}
      </PressButton>
    </div>
  );
}
