import { codes, text } from './code.ts';

const nothingStarted = text('还没有开始办理。', 'Nothing has been started.');

/** A code on a telephone, shown in place of a card. */
export const identityCodeCodes = codes({
  'code.expired': {
    level: 'info',
    audience: ['citizen'],
    title: text('这个码已过期', 'This code has expired'),
    text: nothingStarted,
    next: text('在手机上刷新，再出示一次。', 'Refresh it on your phone and show it again.'),
  },
  'code.used': {
    level: 'info',
    audience: ['citizen'],
    title: text('这个码已经用过', 'This code has been used before'),
    text: nothingStarted,
    next: text(
      '每个码只能用一次，在手机上刷新后再出示。',
      'Each code works once: refresh it on your phone and show it again.',
    ),
  },
  'code.unknown': {
    level: 'info',
    audience: ['citizen'],
    title: text('这个码不能证明身份', 'This code does not say who you are'),
    text: nothingStarted,
    next: text(
      '出示电子社保卡的二维码，或放上身份证。',
      'Show the code of your electronic social-security card, or lay down your identity card.',
    ),
  },
  'code.unresolved': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('暂时不能用手机码', 'Codes on phones cannot be checked right now'),
    text: nothingStarted,
    next: text('放上身份证就可以办理。', 'Lay down your identity card to go on.'),
  },
});
