/* The order is the cascade: base, then what is fixed, then what the screens add. */
import '../design/base.css';
import '../design/motion.css';
import './styles/frame.css';
import './styles/controls.css';
import './styles/panels.css';
import './styles/attract.css';
import './styles/screens.css';
import './styles/home.css';
import './styles/list.css';
import './styles/parts.css';
import './styles/input.css';
import './styles/proof.css';
import './styles/scan.css';
import './styles/landscape.css';
import './styles/high-contrast.css';
