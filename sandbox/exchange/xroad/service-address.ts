/** Where a call goes: `/r1/{instance}/{class}/{member}/{subsystem}/{service}[/path]`. */
export type ServiceAddress = {
  readonly instance: string;
  readonly memberClass: string;
  readonly member: string;
  readonly subsystem: string;
  readonly service: string;
  /** What the provider sees behind its own URL: `/v1`. */
  readonly path: string;
};

export type AddressOutcome =
  | { readonly ok: true; readonly address: ServiceAddress }
  /** Not `/r1/…`: the running code hands such a call to its SOAP handler. */
  | { readonly ok: false; readonly problem: 'not-rest' }
  | { readonly ok: false; readonly problem: 'invalid-uri' };

/**
 * Five service parts, whatever the text says about an optional subsystem: the running code splits at `/` and
 * refuses less. Each part is percent-encoded on its own.
 */
export const parseServiceAddress = (url: string): AddressOutcome => {
  const [pathname = ''] = url.split('?', 1);
  const pieces = pathname.split('/');
  if (pieces[0] !== '' || pieces[1] !== 'r1') return { ok: false, problem: 'not-rest' };
  const parts = pieces.slice(2, 7).map(decodeIdentifier);
  const [instance, memberClass, member, subsystem, service] = parts;
  if (!instance || !memberClass || !member || !subsystem || !service)
    return { ok: false, problem: 'invalid-uri' };
  const rest = pieces.slice(7).filter((piece) => piece !== '');
  return {
    ok: true,
    address: { instance, memberClass, member, subsystem, service, path: `/${rest.join('/')}` },
  };
};

/** `inst/class/member[/subsystem]` of an X-Road-Client header, decoded; undefined if it is not one. */
export const parseClientId = (header: string): string | undefined => {
  const parts = header.split('/').map(decodeIdentifier);
  if (parts.length < 3 || parts.length > 4 || parts.includes(undefined)) return undefined;
  return parts.join('/');
};

/** PR-REST 4.8. The running code only warns about others; we follow the text, so ours never depend on it. */
const IDENTIFIER = /^[A-Za-z0-9'()+,\-.=?]+$/;
const ENCODED = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+$/;

const decodeIdentifier = (part: string): string | undefined => {
  if (!ENCODED.test(part)) return undefined;
  try {
    const decoded = decodeURIComponent(part);
    return IDENTIFIER.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
};

export const printAddress = ({ instance, memberClass, member, subsystem, service }: ServiceAddress): string =>
  [instance, memberClass, member, subsystem, service].map(encodeURIComponent).join('/');
