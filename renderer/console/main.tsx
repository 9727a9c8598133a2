import { createRoot } from 'react-dom/client';
import './styles/shell.css';
import './styles/sign-in.css';
import './styles/fleet.css';
import './styles/machine.css';
import './styles/alarms.css';
import './styles/services.css';
import './styles/map.css';
import './styles/keeping.css';
import './styles/supplies.css';
import { App } from './app.tsx';
import { listenLive } from './data/live.ts';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app');
createRoot(root).render(<App fetch={fetch.bind(globalThis)} listen={listenLive} />);
