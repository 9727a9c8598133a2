import { describe, expect, it } from 'vitest';
import { consoleWords } from '../words/console-words.ts';
import { actionWords } from './action-words.ts';

const zh = consoleWords('zh-CN');

describe('what was done', () => {
  it.each([
    ['sign-in', '登录'],
    ['account.operator', '账号定为值守'],
    ['item.stopped', '全部停办'],
    ['alarm.unack', '撤回确认'],
    ['command.restart-host', '重启程序'],
    ['command.self-test.receipt-printer', '自检 回执打印机'],
    ['wish.out-of-service', '暂停服务'],
    ['wish.in-service+message-off', '恢复服务 + 撤下待机屏提示'],
    ['maintenance', '定维护时段'],
  ])('%s is %s', (action, word) => {
    expect(actionWords(action, zh)).toBe(word);
  });

  it.each(['release.paused', 'wish.dance', 'command.fly', 'account.king', 'x'])(
    'that this console has no word for is shown as it was written: %s',
    (action) => {
      expect(actionWords(action, zh)).toBe(action);
    },
  );

  it('is in English as well', () => {
    expect(actionWords('command.self-test.cabinet', consoleWords('en'))).toBe('Self-test Cabinet');
  });
});
