import { createRoot } from 'react-dom/client';
import '../styles.ts';
import type { Frame } from '../../../host/contract/screen.ts';
import { FrameView } from '../frame-view.tsx';
import { GALLERY } from './frames.ts';

/**
 * A page for developers, not part of the product: `?frame=NAME&language=en&orientation=landscape&pxPerMm=3.64`
 * shows one frame as the kiosk would; without a name it lists all.
 */
const query = new URLSearchParams(location.search);
const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app');

const shown = GALLERY.find(({ name }) => name === query.get('frame'));

const dressed = (frame: Frame): Frame => ({
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

createRoot(root).render(
  shown ? (
    <FrameView
      kiosk={{
        frame: dressed(shown.frame),
        send: () => undefined,
        reveal: () => undefined,
        revealed: new Map(),
      }}
    />
  ) : (
    <ol>
      {GALLERY.map(({ name }) => (
        <li key={name}>
          <a href={`?frame=${name}`}>{name}</a> <a href={`?frame=${name}&language=en`}>en</a>{' '}
          <a href={`?frame=${name}&orientation=landscape`}>landscape</a>
        </li>
      ))}
    </ol>
  ),
);
