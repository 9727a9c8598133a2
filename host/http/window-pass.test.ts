import { describe, expect, it } from 'vitest';
import { createWindowPass } from './window-pass.ts';

const counting = () => {
  let count = 0;
  return () => {
    count += 1;
    return `secret-${count}`;
  };
};

describe('the window pass', () => {
  it('admits the window whose token was exchanged', () => {
    const pass = createWindowPass(counting());
    const cookie = pass.exchange(pass.issueToken());
    expect(cookie).not.toBeNull();
    expect(pass.admits(cookie ?? '')).toBe(true);
  });

  it('takes a token once', () => {
    const pass = createWindowPass(counting());
    const token = pass.issueToken();
    pass.exchange(token);
    expect(pass.exchange(token)).toBeNull();
  });

  it('admits nobody before, and nobody with a made-up cookie or token', () => {
    const pass = createWindowPass(counting());
    expect(pass.admits(undefined)).toBe(false);
    expect(pass.admits('')).toBe(false);
    expect(pass.exchange('secret-1')).toBeNull();
    pass.exchange(pass.issueToken());
    expect(pass.admits('secret-3')).toBe(false);
  });

  it('ends the old window when a new one comes', () => {
    const pass = createWindowPass(counting());
    const old = pass.exchange(pass.issueToken());
    const next = pass.exchange(pass.issueToken());
    expect(pass.admits(old ?? '')).toBe(false);
    expect(pass.admits(next ?? '')).toBe(true);
  });
});
