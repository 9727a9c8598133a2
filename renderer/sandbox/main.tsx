import { createRoot } from 'react-dom/client';
import '../design/tokens.css';
import './styles/panel.css';
import './styles/controls.css';
import './styles/people.css';
import './styles/devices.css';
import './styles/paper.css';
import './styles/ledger.css';
import { createSandboxApi } from './api.ts';
import { listenForNews } from './news.ts';
import { Panel } from './panel.tsx';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app');
const api = createSandboxApi(fetch.bind(globalThis));
createRoot(root).render(<Panel api={api} listen={listenForNews} />);
