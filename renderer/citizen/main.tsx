import { createRoot } from 'react-dom/client';
import './styles.ts';
import { App } from './app.tsx';
import type { Socket } from './connection.ts';

/** Same origin as the page; the one-time token was exchanged for a cookie before the page came. */
const openSocket = (): Socket =>
  new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/screen`);

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app');
createRoot(root).render(<App open={openSocket} />);
