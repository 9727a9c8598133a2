import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Intent } from '../../host/contract/intent.ts';
import type { Frame } from '../../host/contract/screen.ts';
import { lookForCamera } from './camera/camera-report.ts';
import { type CameraLink, handOverFrame } from './camera/use-face-camera.ts';
import { type Connection, type ConnectionState, connect, type Socket } from './connection.ts';
import { FrameView } from './frame-view.tsx';
import { LanguageContext } from './kiosk-context.ts';
import { watchTouches } from './presence.ts';
import { Restoring } from './screens/restoring.tsx';

const wallClock = {
  now: () => performance.now(),
  after: (ms: number, callback: () => void) => {
    setTimeout(callback, ms);
  },
};

/** Values shown in the clear, each forgotten after the time the host gave it. */
function useRevealed() {
  const [revealed, setRevealed] = useState<ReadonlyMap<string, string>>(new Map());
  const show = useCallback((field: string, value: string, forMs: number) => {
    setRevealed((all) => new Map(all).set(field, value));
    setTimeout(() => {
      setRevealed((all) => {
        const rest = new Map(all);
        rest.delete(field);
        return rest;
      });
    }, forMs);
  }, []);
  const forget = useCallback(() => setRevealed(new Map()), []);
  return { revealed, show, forget };
}

/** Tells the host when a frame is really on the glass: two animation frames after the commit it has been painted. */
function usePainted(frame: Frame | null, connection: Connection | null): void {
  useEffect(() => {
    if (frame === null || connection === null) return;
    const { seq } = frame;
    requestAnimationFrame(() => requestAnimationFrame(() => connection.painted(seq)));
  }, [frame, connection]);
}

/** The whole window: what the host says, or the calm cover while it is away. */
export function App({ open }: { readonly open: () => Socket }) {
  const [state, setState] = useState<ConnectionState>({ kind: 'connecting' });
  const [connection, setConnection] = useState<Connection | null>(null);
  const { revealed, show, forget } = useRevealed();
  const sentAt = useRef(0);

  useEffect(() => {
    let isCameraAsked = false;
    const tellCamera = () => isCameraAsked && void lookForCamera(navigator).then(made.camera);
    const made = connect({
      open,
      onState: setState,
      onLookForCamera: () => {
        isCameraAsked = true;
        tellCamera();
      },
      onReload: () => location.reload(),
      onRevealed: ({ field, value, forMs }) => show(field, value, forMs),
      clock: wallClock,
    });
    setConnection(made);
    navigator.mediaDevices?.addEventListener('devicechange', tellCamera);
    const stopWatching = watchTouches(document, {
      sentAt: () => sentAt.current,
      now: wallClock.now,
      onTouch: () => made.send({ kind: 'touch' }),
    });
    return () => {
      navigator.mediaDevices?.removeEventListener('devicechange', tellCamera);
      stopWatching();
    };
  }, [open, show]);

  const send = useCallback(
    (intent: Intent) => {
      sentAt.current = wallClock.now();
      connection?.send(intent);
    },
    [connection],
  );
  const reveal = useCallback((field: string) => connection?.reveal(field), [connection]);

  const camera = useMemo(
    (): CameraLink => ({ report: (found) => connection?.camera(found), handOver: handOverFrame }),
    [connection],
  );

  const frame = state.kind === 'live' ? state.frame : null;
  const visit = frame?.visit ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was shown in the clear ends with its visit
  useEffect(forget, [visit, forget]);
  usePainted(frame, connection);
  const kiosk = useMemo(
    () => frame && { frame, send, reveal, camera, revealed },
    [frame, send, reveal, camera, revealed],
  );

  if (kiosk) return <FrameView kiosk={kiosk} />;
  return (
    <LanguageContext value={state.kind === 'restoring' ? state.language : 'zh-CN'}>
      <div className="screen screen-glazed screen-restoring">
        <main className="stage">
          <Restoring machine={state.kind === 'restoring' ? state.machine : null} />
        </main>
      </div>
    </LanguageContext>
  );
}
