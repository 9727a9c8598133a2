import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forbiddenArguments } from './arguments.ts';
import { policyProblems } from './content-security-policy.ts';
import { allowedKeyNames, allowsKey } from './keys.ts';
import { guardScript } from './page-guard.ts';
import { permits } from './permissions.ts';
import { webPreferences } from './web-preferences.ts';

const host = 'http://127.0.0.1:8700';

describe('permissions', () => {
  const camera = { permission: 'media', asker: `${host}/`, mainFrame: true, media: ['video'] };

  test('the camera is given to our own page', () => {
    expect(permits(camera, [host])).toBe(true);
  });

  test.each([
    ['to another origin', { asker: 'https://example.invalid/' }],
    ['to a frame inside the page', { mainFrame: false }],
    ['together with the microphone', { media: ['video', 'audio'] }],
    ['as the microphone', { media: ['audio'] }],
    ['when nobody says what is asked for', { media: [] }],
    ['when it is unknown what is asked for', { media: ['unknown'] }],
  ])('it is not given %s', (_case, change) => {
    expect(permits({ ...camera, ...change }, [host])).toBe(false);
  });

  test('no other permission is ever given, also none a later Chromium invents', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(
            'geolocation',
            'notifications',
            'clipboard-read',
            'hid',
            'usb',
            'serial',
            'display-capture',
            'openExternal',
            'fullscreen',
            'midi',
            'local-network-access',
          ),
          fc.string().filter((name) => name !== 'media'),
        ),
        (permission) => !permits({ ...camera, permission }, [host]),
      ),
    );
  });
});

describe('keys', () => {
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
    allowsKey({ key, ctrlKey: false, altKey: false, metaKey: false, ...held }, allowedKeyNames);

  test.each(['a', 'Z', '7', ' ', '王', '𠮷', 'Enter', 'Tab', 'Backspace', 'ArrowLeft'])(
    '"%s" reaches the page',
    (key) => {
      expect(press(key)).toBe(true);
    },
  );

  test('no function key and no key with Ctrl, Alt or Meta does, in 2,000 combinations', () => {
    const names = fc.constantFrom(
      ...allowedKeyNames,
      'a',
      'w',
      'r',
      'p',
      'l',
      'F4',
      'PrintScreen',
      'ContextMenu',
      '+',
      '-',
      '0',
    );
    const held = fc.record({ ctrlKey: fc.boolean(), altKey: fc.boolean(), metaKey: fc.boolean() });
    fc.assert(
      fc.property(names, held, (key, modifiers) => {
        const modified = modifiers.ctrlKey || modifiers.altKey || modifiers.metaKey;
        return !modified || !press(key, modifiers);
      }),
      { numRuns: 2_000 },
    );
    for (let index = 1; index <= 24; index += 1) expect(press(`F${index}`)).toBe(false);
    for (const key of [
      'PrintScreen',
      'ContextMenu',
      'BrowserBack',
      'LaunchApplication1',
      'Meta',
      'Alt',
      'Control',
      'Unidentified',
    ]) {
      expect(press(key)).toBe(false);
    }
  });
});

describe('the script that guards a page', () => {
  type Listener = (event: object) => void;
  function guarded(type: string, event: object): boolean {
    const listeners = new Map<string, Listener>();
    const window = { addEventListener: (name: string, listener: Listener) => listeners.set(name, listener) };
    runInNewContext(guardScript(), { window });
    let refused = false;
    listeners.get(type)?.({
      ...event,
      preventDefault: () => {
        refused = true;
      },
      stopImmediatePropagation() {},
    });
    return refused;
  }
  const bare = { ctrlKey: false, altKey: false, metaKey: false };

  test.each([
    ['keydown', { key: 'F12', ...bare }],
    ['keydown', { key: 'r', ...bare, ctrlKey: true }],
    ['wheel', { ctrlKey: true }],
    ['contextmenu', {}],
    ['drop', {}],
    ['dragover', {}],
  ])('stops %s %o', (type, event) => {
    expect(guarded(type, event)).toBe(true);
  });

  test.each([
    ['keydown', { key: 'a', ...bare }],
    ['wheel', { ctrlKey: false }],
  ])('lets %s %o pass', (type, event) => {
    expect(guarded(type, event)).toBe(false);
  });
});

describe('the command line of the shell', () => {
  test('of an ordinary start is accepted', () => {
    const argv = [
      '.',
      '--config',
      '/k.yaml',
      '--data',
      '/d',
      '--port',
      '0',
      '--renderer',
      '/r',
      '--windowed',
      '--attached',
    ];
    expect(forbiddenArguments(argv, { PATH: '/usr/bin', NODE_OPTIONS: '' })).toEqual([]);
  });

  test.each([
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--disable-web-security',
    '--load-extension=/x',
    '--js-flags=--expose-gc',
    '--host-resolver-rules=MAP * 1.2.3.4',
    '--ignore-certificate-errors',
    '--use-fake-ui-for-media-stream',
    '--use-file-for-fake-video-capture=/x',
    '--REMOTE-DEBUGGING-PORT=1',
    '-inspect',
  ])('%s is refused', (argument) => {
    expect(forbiddenArguments(['.', argument], {})).toHaveLength(1);
  });

  test('variables that change what Node or Electron is are refused, and their values not repeated', () => {
    const env = { NODE_OPTIONS: '--require /secret.js', ELECTRON_RUN_AS_NODE: '1' };
    expect(forbiddenArguments([], env)).toEqual(['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE']);
  });
});

describe('the content security policy', () => {
  const strict =
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  test('that lets in only our own files is accepted', () => {
    expect(policyProblems(strict)).toEqual([]);
  });

  test.each([
    ['is missing', undefined],
    ['is empty', ' '],
    ['lets in inline scripts', strict.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")],
    ['lets in eval', strict.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'")],
    ['lets in another host', strict.replace("script-src 'self'", 'script-src https://example.invalid')],
    ['lets in data: scripts', strict.replace("script-src 'self'", 'script-src data:')],
    ['lets in everything by default', strict.replace("default-src 'none'", 'default-src *')],
    ['allows being framed', strict.replace("frame-ancestors 'none'", '')],
    ['allows forms to go elsewhere', strict.replace("form-action 'none'", 'form-action *')],
    ['allows another base', strict.replace("base-uri 'none'", '')],
    ['allows plug-ins', `${strict}; object-src *`],
  ])('that %s is not', (_case, header) => {
    expect(policyProblems(header)).not.toEqual([]);
  });
});

test('the window has exactly the options that were decided, and nobody can change them', () => {
  expect(webPreferences).toEqual({
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
    autoplayPolicy: 'no-user-gesture-required',
  });
  expect(Object.isFrozen(webPreferences)).toBe(true);
});
