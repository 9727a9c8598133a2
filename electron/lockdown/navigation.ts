/** Why an address may not be shown. */
export type NavigationRefusal = 'not-a-url' | 'scheme' | 'credentials' | 'other-origin';

/**
 * Whether any frame of the window may go to `target`. The kiosk shows its host's own pages and nothing else: not a
 * link in a fetched text, not a page that looks like ours on another port, not a file.
 *
 * @param origins where the screens are served, as URL origins; one, or two while developing
 * @returns `undefined` when it may, otherwise why not
 */
export function refuseNavigation(target: string, origins: readonly string[]): NavigationRefusal | undefined {
  if (!URL.canParse(target)) return 'not-a-url';
  const url = new URL(target);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  return origins.includes(url.origin) ? undefined : 'other-origin';
}
