import { refuseNavigation } from '../lockdown/navigation.ts';
import { guardScript } from '../lockdown/page-guard.ts';
import type { DebuggingPipe, Params } from './debugging-pipe.ts';

export type PageLockParts = {
  readonly pipe: DebuggingPipe;
  /** Where the screens are served now. */
  readonly origins: () => readonly string[];
  /** Something was refused; no address and no text of a page is told. */
  readonly report: (refusal: { readonly refused: string; readonly why: string }) => void;
};

/** What holds for every page of this Chromium; call once. */
export async function lockBrowser({ pipe, origins, report }: PageLockParts): Promise<void> {
  pipe.on('Fetch.requestPaused', (params, sessionId) => {
    const { requestId, request } = params;
    const url =
      typeof request === 'object' && request !== null && 'url' in request ? String(request.url) : '';
    const why = refuseNavigation(url, origins());
    if (why === undefined)
      return void pipe.send('Fetch.continueRequest', { requestId }, sessionId).catch(gone);
    report({ refused: 'navigation', why });
    pipe.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, sessionId).catch(gone);
  });
  // A dialog would stop the page until somebody answers it.
  pipe.on('Page.javascriptDialogOpening', (_params, sessionId) => {
    pipe.send('Page.handleJavaScriptDialog', { accept: false }, sessionId).catch(gone);
    report({ refused: 'dialog', why: 'dialog' });
  });
  pipe.on('Page.fileChooserOpened', () => report({ refused: 'file-chooser', why: 'file-chooser' }));
  await pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' });
}

/** The page Chromium was started with. */
export type FirstPage = { readonly targetId: string; readonly sessionId: string };

/** Attaches to the page Chromium was started with. */
export async function firstPage(pipe: DebuggingPipe): Promise<FirstPage> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  pipe.on('Target.targetCreated', ({ targetInfo }) => {
    const page = pageOf(targetInfo);
    if (page !== undefined) resolve(page);
  });
  pipe.onClose(() => reject(new Error('Chromium ended before it opened a page')));
  await pipe.send('Target.setDiscoverTargets', { discover: true });
  const targetId = await promise;
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  return { targetId, sessionId: String(sessionId) };
}

/** Closes every page but `ours` before its first script runs: `window.open`, Ctrl+N, a second start. */
export async function closeOtherPages({ pipe, report }: PageLockParts, ours: FirstPage): Promise<void> {
  pipe.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const page = pageOf(targetInfo);
    if (page === ours.targetId) return;
    if (page === undefined) {
      return void pipe.send('Runtime.runIfWaitingForDebugger', {}, String(sessionId)).catch(gone);
    }
    report({ refused: 'window', why: 'second page' });
    pipe.send('Target.closeTarget', { targetId: page }).catch(gone);
  });
  await pipe.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
}

/** The target's id, when it is a page and not a worker or a part of Chromium's own. */
function pageOf(info: unknown): string | undefined {
  if (typeof info !== 'object' || info === null || !('type' in info) || info.type !== 'page')
    return undefined;
  return 'targetId' in info ? String(info.targetId) : undefined;
}

/** Locks one page, before its first script runs. */
export async function lockPage({ pipe }: PageLockParts, sessionId: string): Promise<void> {
  const call = (method: string, params: Params = {}) => pipe.send(method, params, sessionId);
  await Promise.all([
    call('Page.enable'),
    call('Inspector.enable'),
    call('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
    call('Page.setInterceptFileChooserDialog', { enabled: true }),
    call('Page.addScriptToEvaluateOnNewDocument', { source: guardScript() }),
  ]);
}

/** The page went away while it was spoken to; whoever watches it reports that. */
export function gone(): void {}
