import { describe, expect, it } from 'vitest';
import { ANYTHING, auditQuery } from './audit-query.ts';

describe('a search of the trail', () => {
  it('for anything asks for anything', () => {
    expect(auditQuery(ANYTHING)).toBe('');
    expect(auditQuery({ ...ANYTHING, who: '  ' })).toBe('');
  });

  it('takes days as the halls have them, the last one whole', () => {
    const query = new URLSearchParams(auditQuery({ ...ANYTHING, from: '2026-11-24', to: '2026-11-24' }));
    expect(Number(query.get('from'))).toBe(Date.parse('2026-11-23T16:00:00Z'));
    expect(Number(query.get('to'))).toBe(Date.parse('2026-11-24T16:00:00Z'));
  });

  it('leaves out a day that is none', () => {
    expect(auditQuery({ ...ANYTHING, from: '2026-13-40' })).toBe('');
  });

  it('says where to go on, and what may mean something in an address', () => {
    expect(auditQuery({ ...ANYTHING, who: ' wang ', target: 'a&b' }, 42)).toBe(
      'who=wang&target=a%26b&before=42',
    );
  });
});
