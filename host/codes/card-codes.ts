import { codes, text } from './code.ts';

const nothingStarted = text('还没有开始办理。', 'Nothing has been started.');
const otherPlaces = text(
  '点“求助”可以看到最近的机器和人工窗口。',
  'Press Help for the nearest machine and staffed window.',
);

export const cardCodes = codes({
  'card.moved': {
    level: 'info',
    audience: ['citizen'],
    title: text('卡片移开得早了一点', 'The card was lifted a little too early'),
    text: nothingStarted,
    next: text(
      '把卡放回感应区，等屏幕出现您的姓名再拿起。',
      'Lay the card down again and leave it until your name appears.',
    ),
  },
  'card.unreadable': {
    level: 'info',
    audience: ['citizen'],
    title: text('没有读到这张卡', 'This card could not be read'),
    text: nothingStarted,
    next: text(
      '取下卡套，把卡平放在感应区，不要移动。',
      'Take the card out of its cover, lay it flat and keep it still.',
    ),
  },
  'card.not-verified': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('这张卡没有通过验证', 'This card could not be verified'),
    text: text(
      '还没有开始办理，卡里的内容没有被使用。',
      'Nothing has been started and nothing on the card was used.',
    ),
    next: text(
      '带上这张卡到人工窗口核验，或换一张本人的有效证件。',
      'Show the card at a staffed window, or use another valid card of yours.',
    ),
  },
  'card.unknown-type': {
    level: 'info',
    audience: ['citizen'],
    title: text('这台机器不能用这种卡', 'This machine cannot use this kind of card'),
    text: nothingStarted,
    next: text(
      '换用居民身份证、港澳台居民居住证或外国人永久居留身份证。',
      'Use a resident identity card, a residence permit for Hong Kong, Macao and Taiwan residents, or a permanent residence card.',
    ),
  },
  'card.expired': {
    level: 'info',
    audience: ['citizen'],
    title: text('这张证件已过有效期', 'This card has expired'),
    text: nothingStarted,
    next: text(
      '换领新证后再来办理，换证在公安窗口。',
      'Come back with your new card; cards are renewed at the police window.',
    ),
  },
  'reader.offline': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('这台机器暂时不能读卡', 'This machine cannot read cards right now'),
    text: nothingStarted,
    next: otherPlaces,
  },
  'reader.broken': {
    level: 'critical',
    audience: ['citizen', 'operator'],
    title: text('这台机器的读卡处需要维修', 'The card reader of this machine needs repair'),
    text: nothingStarted,
    next: otherPlaces,
  },
});
