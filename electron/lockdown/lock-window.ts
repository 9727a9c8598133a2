import type { App, Session, WebContents } from 'electron';
import { policyProblems } from './content-security-policy.ts';
import { allowedKeyNames, allowsKey } from './keys.ts';
import { refuseNavigation } from './navigation.ts';
import { permits } from './permissions.ts';

/** Something the lockdown refused. Carries no address and no text of a page: both could name a citizen. */
export type Refusal =
  | {
      readonly refused: 'navigation' | 'window' | 'download' | 'webview' | 'certificate' | 'login';
      readonly why: string;
    }
  | { readonly refused: 'permission' | 'device'; readonly why: string }
  | { readonly refused: 'page'; readonly why: string };

export type LockParts = {
  /** Where the screens are served now; asked each time, because a restarted host may have moved. */
  readonly origins: () => readonly string[];
  readonly report: (refusal: Refusal) => void;
};

/** Denies on a session all that is denied there: permissions, devices, captures, downloads, pages without a policy. */
export function lockSession(session: Session, { origins, report }: LockParts): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const question = { permission, asker: details.requestingUrl, mainFrame: details.isMainFrame, media };
    const granted = permits(question, origins());
    if (!granted) report({ refused: 'permission', why: permission });
    callback(granted);
  });
  session.setPermissionCheckHandler((_contents, permission, asker, details) =>
    permits(
      { permission, asker, mainFrame: details.isMainFrame, media: [details.mediaType ?? ''] },
      origins(),
    ),
  );
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, callback) => {
    report({ refused: 'device', why: 'display-capture' });
    callback(null);
  });
  const refuseDevice = (why: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    report({ refused: 'device', why });
  };
  session.on('select-hid-device', refuseDevice('hid'));
  session.on('select-usb-device', refuseDevice('usb'));
  session.on('select-serial-port', refuseDevice('serial'));
  session.on('will-download', (event) => {
    event.preventDefault();
    report({ refused: 'download', why: 'download' });
  });
  session.webRequest.onHeadersReceived((details, callback) => {
    const [host] = origins();
    if (details.resourceType !== 'mainFrame' || host === undefined || new URL(details.url).origin !== host) {
      return callback({});
    }
    const problems = policyProblems(headerOf(details.responseHeaders ?? {}, 'content-security-policy'));
    if (problems.length > 0) report({ refused: 'page', why: problems.join('; ') });
    callback({ cancel: problems.length > 0 });
  });
}

function headerOf(headers: Record<string, string[]>, name: string): string | undefined {
  return Object.entries(headers)
    .find(([key]) => key.toLowerCase() === name)?.[1]
    .join(';');
}

/** Keeps one page where it belongs: no other address, no second window, no webview, no key that is not allowed. */
export function lockContents(contents: WebContents, { origins, report }: LockParts): void {
  const stay = (event: { preventDefault(): void }, url: string) => {
    const why = refuseNavigation(url, origins());
    if (why === undefined) return;
    event.preventDefault();
    report({ refused: 'navigation', why });
  };
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.setWindowOpenHandler(() => {
    report({ refused: 'window', why: 'window.open' });
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    report({ refused: 'webview', why: 'attach' });
  });
  contents.on('before-input-event', (event, input) => {
    const press = { key: input.key, ctrlKey: input.control, altKey: input.alt, metaKey: input.meta };
    if (!allowsKey(press, allowedKeyNames)) event.preventDefault();
  });
  contents.setVisualZoomLevelLimits(1, 1);
}

/** Refuses for the whole application what a page could ask a person for: certificates to trust, certificates, passwords. */
export function lockApp(app: App, { report }: LockParts): void {
  app.on('certificate-error', (event, _contents, _url, error, _certificate, callback) => {
    event.preventDefault();
    report({ refused: 'certificate', why: error });
    callback(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    event.preventDefault();
    report({ refused: 'certificate', why: 'client certificate asked for' });
    callback();
  });
  app.on('login', (event, _contents, _details, _auth, callback) => {
    event.preventDefault();
    report({ refused: 'login', why: 'password asked for' });
    callback();
  });
}
