import { createRoot } from 'react-dom/client';
import '../design/tokens.css';
import './panel.css';
import { Panel } from './panel.tsx';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app');
createRoot(root).render(<Panel />);
