import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refuseNavigation } from './navigation.ts';

const host = 'http://127.0.0.1:8700';

test.each([
  ['http://127.0.0.1:8700/'],
  ['http://127.0.0.1:8700/?token=abc'],
  ['http://127.0.0.1:8700/assets/main.js'],
  ['http://127.0.0.1:8700/a/../b#here'],
  ['HTTP://127.0.0.1:8700/'],
])('our own page %s is shown', (url) => {
  expect(refuseNavigation(url, [host])).toBeUndefined();
});

test.each([
  ['', 'not-a-url'],
  ['/', 'not-a-url'],
  ['//127.0.0.1:8700/', 'not-a-url'],
  ['index.html', 'not-a-url'],
  ['http://', 'not-a-url'],
  ['http://127.0.0.1:99999/', 'not-a-url'],
  ['http://[::1/', 'not-a-url'],
  ['file:///etc/passwd', 'scheme'],
  ['file://127.0.0.1/etc/passwd', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['JaVaScRiPt:alert(1)', 'scheme'],
  ['java\nscript:alert(1)', 'scheme'],
  ['data:text/html,<script>alert(1)</script>', 'scheme'],
  ['blob:http://127.0.0.1:8700/6f1b2c', 'scheme'],
  ['filesystem:http://127.0.0.1:8700/temporary/a', 'scheme'],
  ['view-source:http://127.0.0.1:8700/', 'scheme'],
  ['about:blank', 'scheme'],
  ['about:srcdoc', 'scheme'],
  ['chrome://settings', 'scheme'],
  ['chrome://gpu', 'scheme'],
  ['devtools://devtools/bundled/inspector.html', 'scheme'],
  ['chrome-extension://abcdefgh/page.html', 'scheme'],
  ['ftp://127.0.0.1:8700/', 'scheme'],
  ['ws://127.0.0.1:8700/screen', 'scheme'],
  ['mailto:a@example.invalid', 'scheme'],
  ['tel:12345', 'scheme'],
  ['weixin://dl/scan', 'scheme'],
  ['alipays://platformapi/startapp', 'scheme'],
  ['intent://scan/#Intent;end', 'scheme'],
  ['http://citizen@127.0.0.1:8700/', 'credentials'],
  ['http://127.0.0.1:8700@example.invalid/', 'credentials'],
  ['http://127.0.0.1:8700:secret@127.0.0.1:8700/', 'credentials'],
  ['https://127.0.0.1:8700/', 'other-origin'],
  ['http://127.0.0.1/', 'other-origin'],
  ['http://127.0.0.1:8701/', 'other-origin'],
  ['http://127.0.0.2:8700/', 'other-origin'],
  ['http://localhost:8700/', 'other-origin'],
  ['http://127.0.0.1.example.invalid:8700/', 'other-origin'],
  ['http://[::1]:8700/', 'other-origin'],
  ['http://[::ffff:127.0.0.1]:8700/', 'other-origin'],
  ['http://0.0.0.0:8700/', 'other-origin'],
  ['https://www.example.invalid/', 'other-origin'],
  ['http://example.invalid:8700/', 'other-origin'],
])('%s is not shown: %s', (url, why) => {
  expect(refuseNavigation(url, [host])).toBe(why);
});

test('nothing is shown before a host serves', () => {
  expect(refuseNavigation('http://127.0.0.1:8700/', [])).toBe('other-origin');
});

test('whatever the text, only our origin is ever let through', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
      const shown = refuseNavigation(text, [host]) === undefined;
      return !shown || new URL(text).origin === host;
    }),
  );
});
