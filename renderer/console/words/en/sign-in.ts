import type { Words } from '../zh-cn.ts';

export const signIn = {
  signIn: {
    title: 'Sign in to the console',
    name: 'Account',
    password: 'Password',
    totp: 'One-time code',
    totpHint: 'The 6 digits of your authenticator',
    submit: 'Sign in',
    first: 'First time here? Use an activation code',
    refused: 'Account, password or code is wrong. A code works once: wait for the next.',
    locked: 'Wrong five times: the account is locked until {{until}}.',
    away: 'The server does not answer. Try again in a moment.',
    activate: 'Activate an account',
    code: 'Activation code',
    codeHint: 'From your admin, like F5F7-PK3V-M84S',
    next: 'Next',
    scan: 'Scan this with your authenticator',
    orType: 'Or type this key by hand',
    newPassword: 'Choose a password',
    passwordHint: '12 characters at least',
    finish: 'Activate',
    badCode: 'The code is wrong or has expired. Ask your admin for another.',
    badFinish:
      'Code or password did not pass. 12 characters at least, and the 6 digits your authenticator shows now.',
    done: 'Activated. Wait for the next code of your authenticator, then sign in.',
    back: 'Back to sign-in',
  },
} satisfies Partial<Words>;
