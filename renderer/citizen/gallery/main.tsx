import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import '../styles.ts';
import type { Intent } from '../../../host/contract/intent.ts';
import type { Frame } from '../../../host/contract/screen.ts';
import { FrameView } from '../frame-view.tsx';
import { GALLERY } from './frames.ts';

/**
 * A page for developers, not part of the product: `#frame=NAME&language=en&orientation=landscape&pxPerMm=3.64&size=elder`
 * shows one frame as the kiosk would; without a name it lists all.
 */
const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app');

const dressed = (frame: Frame, query: URLSearchParams): Frame => ({
  ...frame,
  machine: {
    ...frame.machine,
    panel: {
      pxPerMm: Number(query.get('pxPerMm') ?? frame.machine.panel.pxPerMm),
      orientation: query.get('orientation') === 'landscape' ? 'landscape' : 'portrait',
    },
  },
  preferences: { language: query.get('language') === 'en' ? 'en' : 'zh-CN' },
});

/** What a press would send to the host, for whoever watches the page. */
const tell = (intent: Intent) => window.dispatchEvent(new CustomEvent('intent', { detail: intent }));

const noCamera = { report: () => undefined, handOver: async () => undefined };

function useHash(): string {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => location.hash.slice(1),
  );
}

function Gallery() {
  const hash = useHash();
  const query = new URLSearchParams(hash);
  const shown = GALLERY.find(({ name }) => name === query.get('frame'));
  if (!shown)
    return (
      <ol>
        {GALLERY.map(({ name }) => (
          <li key={name}>
            <a href={`#frame=${name}`}>{name}</a> <a href={`#frame=${name}&language=en`}>en</a>{' '}
            <a href={`#frame=${name}&orientation=landscape`}>landscape</a>
          </li>
        ))}
      </ol>
    );
  const frame = dressed(shown.frame, query);
  document.documentElement.dataset.size = query.get('size') ?? 'standard';
  return (
    <div data-shown={hash} key={hash}>
      <FrameView
        kiosk={{ frame, send: tell, reveal: () => undefined, camera: noCamera, revealed: new Map() }}
      />
    </div>
  );
}

createRoot(root).render(<Gallery />);
