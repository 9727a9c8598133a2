import { allowedKeyNames, allowsKey } from './lockdown/keys.ts';
import { guardPage } from './lockdown/page-guard.ts';

/** The page gets nothing from here, only taken away what a browser does by itself: it speaks to the host, not to us. */
guardPage(window, allowsKey, allowedKeyNames);
