import { codes, text } from './code.ts';

const outOfService = text('这台机器暂停服务', 'This machine is out of service');
const nothingLost = text(
  '已确认的申请都已保存，不会丢失。',
  'Applications already confirmed are saved and will not be lost.',
);
const elsewhere = text('到旁边的机器或人工窗口办理。', 'Use the next machine or a staffed window.');

export const machineCodes = codes({
  'journal.full': {
    level: 'critical',
    audience: ['citizen', 'operator'],
    title: outOfService,
    text: text(
      '没有新的申请被提交，没有产生费用。',
      'No new application was submitted and nothing was charged.',
    ),
    next: elsewhere,
  },
  'journal.broken': {
    level: 'critical',
    audience: ['citizen', 'operator', 'developer'],
    title: outOfService,
    text: text(
      '没有新的申请被提交，没有产生费用。',
      'No new application was submitted and nothing was charged.',
    ),
    next: elsewhere,
  },
  'visit.interrupted': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('刚才的办理中断了', 'The last visit was interrupted'),
    text: nothingLost,
    next: text('重新放上身份证即可继续。', 'Lay your card down to go on.'),
  },
  internal: {
    level: 'error',
    audience: ['citizen', 'operator', 'developer'],
    title: text('这一步没有完成', 'This step was not completed'),
    text: text(
      '这一步没有提交任何内容，没有产生费用。',
      'Nothing was submitted in this step and nothing was charged.',
    ),
    next: text('可以再试一次，或到人工窗口办理。', 'Try once more, or go to a staffed window.'),
  },
});
