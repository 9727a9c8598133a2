import { codes, text } from './code.ts';

const stillValid = text(
  '办理结果不受影响，凭编号可以到大厅服务台补打。',
  'What you did stays valid; the service desk prints the slip again with its number.',
);
const noteNumber = text('记下屏幕上的编号。', 'Note the number on the screen.');

export const printerCodes = codes({
  'printer.paper-out': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('凭条纸用完了', 'The paper for slips has run out'),
    text: stillValid,
    next: noteNumber,
  },
  'printer.paper-low': {
    level: 'warning',
    audience: ['operator'],
    title: text('凭条纸快用完了', 'The paper for slips is running low'),
    text: text('仍可打印，约剩几十张。', 'It still prints, for some tens of slips.'),
    next: text('今天补纸。', 'Refill today.'),
  },
  'printer.cover-open': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('打印机盖没有合上', 'The printer’s cover is open'),
    text: stillValid,
    next: noteNumber,
  },
  'printer.offline': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('这台机器暂时不能打印', 'This machine cannot print right now'),
    text: stillValid,
    next: noteNumber,
  },
  'printer.cutter': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('凭条没有切断', 'The slip was not cut off'),
    text: stillValid,
    next: text(
      '凭条已露出时可以轻轻撕下；没有露出时记下屏幕上的编号。',
      'If the slip shows, tear it off gently; if not, note the number on the screen.',
    ),
  },
  'printer.jam': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('凭条卡在打印机里', 'The slip is stuck in the printer'),
    text: stillValid,
    next: noteNumber,
  },
  'printer.unconfirmed': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('没有确认凭条是否打完', 'It is not certain that the slip was printed in full'),
    text: stillValid,
    next: text(
      '看一下凭条是否完整；不完整时记下屏幕上的编号。',
      'Check that the slip is complete; if it is not, note the number on the screen.',
    ),
  },
});
