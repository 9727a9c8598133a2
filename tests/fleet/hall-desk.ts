import { generate } from 'otplib';

/** Somebody at the hall's HTTP interface: signs in as people do, with password and authenticator. */
export type Desk = {
  /** Of its session; null for nobody's. */
  readonly cookie: string | null;
  readonly get: (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;
  readonly send: (
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
};

const PASSWORD = 'a long pass phrase of mine';

/** Brings an account to life with its code, and signs in. */
export async function openDesk(url: string, name: string, code: string, now: () => Date): Promise<Desk> {
  const anonymous = deskOf(url, null);
  const begun = await anonymous.send('POST', '/api/activation', { name, code });
  const secret = new URL(textAt(begun.body, 'otpauth')).searchParams.get('secret') ?? '';
  const totp = (stepsLater: number) =>
    generate({ secret, epoch: Math.floor(now().getTime() / 1000) + stepsLater * 30 });
  await anonymous.send('POST', '/api/activation/finish', {
    name,
    code,
    password: PASSWORD,
    totp: await totp(0),
  });
  // A code works once; the authenticator's next one is within the tolerance.
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: PASSWORD, totp: await totp(1) }),
  });
  if (!response.ok) throw new Error(`${name} cannot sign in: ${await response.text()}`);
  return deskOf(url, response.headers.get('set-cookie')?.split(';')[0] ?? '');
}

export function deskOf(url: string, cookie: string | null): Desk {
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(cookie === null ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  };
  return { cookie, get: (path) => ask('GET', path), send: ask };
}

/** A text in an answer, by name. */
export function textAt(body: unknown, name: string): string {
  const value = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const found = value.find(([key]) => key === name)?.[1];
  if (typeof found !== 'string') throw new Error(`no ${name} in ${JSON.stringify(body)}`);
  return found;
}
