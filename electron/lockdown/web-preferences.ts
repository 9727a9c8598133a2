import type { WebPreferences } from 'electron';

/** Options of the one window, frozen: a test compares them, so that a change is a decision. */
export const webPreferences = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  devTools: false,
  spellcheck: false,
  disableDialogs: true,
  // Spoken guidance and the payment sound start without a touch.
  autoplayPolicy: 'no-user-gesture-required',
} satisfies WebPreferences);
