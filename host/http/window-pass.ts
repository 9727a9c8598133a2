import { timingSafeEqual } from 'node:crypto';

/**
 * Who may look at the screen: the one window this shell opened. A one-time token in the first address is
 * exchanged for an HttpOnly, SameSite=Strict cookie; a new window gets a new token and the old cookie ends.
 */
export type WindowPass = {
  /** A token for the next window; those never used die with the next exchange. */
  readonly issueToken: () => string;
  /** The cookie value for a token, once. Null when the token was never issued or was used before. */
  readonly exchange: (token: string) => string | null;
  readonly admits: (cookie: string | undefined) => boolean;
};

export const COOKIE_NAME = 'once_window';

/** `random` gives unguessable text, at least 128 bits. */
export function createWindowPass(random: () => string): WindowPass {
  let tokens: readonly string[] = [];
  let current: string | null = null;
  return {
    issueToken: () => {
      const token = random();
      tokens = [...tokens, token];
      return token;
    },
    exchange: (token) => {
      if (!tokens.some((issued) => isSame(issued, token))) return null;
      tokens = [];
      current = random();
      return current;
    },
    admits: (cookie) => current !== null && cookie !== undefined && isSame(current, cookie),
  };
}

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
