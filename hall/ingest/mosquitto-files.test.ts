import { describe, expect, test } from 'vitest';
import type { MachineRecord } from '../store/store.ts';
import { mosquittoFiles } from './mosquitto-files.ts';
import { isMosquittoHash, mosquittoHash } from './mosquitto-password.ts';

const hall = { username: 'hall', password: 'of all copies' };
const NOW = 1_000;
const record = (kiosk: string, credential: MachineRecord['credential']): MachineRecord => ({
  kiosk,
  hall: 'tonglu-1',
  place: { 'zh-CN': '一楼', en: 'ground floor' },
  credential,
  enrolment: null,
  enrolledAt: null,
});
const valid = { hash: 'scrypt$…', mosquitto: '$7$101$salt$key', expiresAt: NOW + 1 };
const filesOf = (...records: readonly MachineRecord[]) => mosquittoFiles('zj-hz', hall, records, NOW);
const users = (passwords: string) => passwords.split('\n').map((line) => line.split(':')[0]);

describe('the files of a mosquitto', () => {
  test('let in the hall and each machine whose credentials are valid', () => {
    const files = filesOf(
      record('TL-001', valid),
      record('TL-002', { ...valid, expiresAt: NOW }),
      record('TL-003', { hash: 'scrypt$…', expiresAt: NOW + 1 }),
      record('TL-004', null),
    );
    expect(users(files.passwords)).toEqual(['hall', 'TL-001', '']);
    expect(files).toMatchObject({ machines: 1, leftOut: ['TL-002', 'TL-003'] });
    expect(files.acl).not.toMatch(/TL-00[234]/);
  });

  test('let each machine say and hear what the embedded broker lets it', () => {
    const lines = filesOf(record('TL-001', valid)).acl.split('\n');
    expect(lines).toContain('pattern write once/1/zj-hz/%u/evt');
    expect(lines).toContain('pattern write once/1/zj-hz/%u/dev/+');
    expect(lines).toContain('pattern read once/1/zj-hz/%u/cmd');
    expect(lines).toContain('pattern read once/1/zj-hz/%u/poke');
    expect(lines).toContain('topic read once/1/zj-hz/_all/poke');
    expect(lines.filter((line) => line.includes('#'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('pattern write'))).not.toContainEqual(
      expect.stringMatching(/ack|cmd|desired|poke/),
    );
  });

  test('stay the same to the byte while nothing is new', () => {
    const first = filesOf(record('TL-001', valid));
    const again = mosquittoFiles('zj-hz', hall, [record('TL-001', valid)], NOW, first.passwords);
    expect(again).toEqual(first);
    const changed = mosquittoFiles('zj-hz', { ...hall, password: 'new' }, [], NOW, first.passwords);
    expect(changed.passwords).not.toContain(first.passwords.split('\n')[0]);
  });
});

test('a password is known by its hash, and no other one is', () => {
  const hash = mosquittoHash('correct');
  expect(isMosquittoHash('correct', hash)).toBe(true);
  for (const wrong of [hash.replace('$7$101', '$7$1'), '$6$salt$key', '', '$7$101$$'])
    expect(isMosquittoHash('correct', wrong)).toBe(false);
  expect(isMosquittoHash('wrong', hash)).toBe(false);
});
