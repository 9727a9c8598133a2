import type { Words } from '../zh-cn.ts';

export const session = {
  session: {
    title: 'Still there?',
    idle: 'Nothing was done for a while: signed out in {{left}}. The page stays; signing in again leads back here.',
    final: 'Signed in for nearly 12 hours: sign in again in {{left}}. The page stays.',
    stay: 'I am here',
    understood: 'Understood',
    leave: 'Sign out now',
    over: 'Signed out, as nothing was done for long. Sign in again to go on where you were.',
  },
} satisfies Partial<Words>;
