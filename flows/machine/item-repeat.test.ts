import { describe, expect, it } from 'vitest';
import { lunchesFor } from './testing/items.ts';
import { gathered, Street } from './testing/street.ts';

const child = (name: string) => ({ name, birthDate: '2018-05-01' });
const family = async (...children: readonly string[]) => {
  const members = [{ name: 'grandmother', birthDate: '1950-01-01' }, ...children.map(child)];
  const street = await new Street(lunchesFor(3)).exchange('gather', gathered({ home: { members } }));
  return street.send({ type: 'CONTINUE', step: 'home' });
};
const progressOf = ({ view }: Street) => ('progress' in view ? view.progress : null);

describe('a repetition', () => {
  it('asks once for each entry, in order, and then goes on', async () => {
    const street = await family('a', 'b');
    expect(street.at).toBe('step lunch1');
    street.answer('lunch1', 'school').answer('days1', 3);
    expect(street.at).toBe('step lunch2');
    expect(street.answer('lunch2', 'home').at).toBe('step check');
  });

  it('is passed where the list is empty, or there is no record at all', async () => {
    expect((await family()).at).toBe('step check');
    const nobody = await new Street(lunchesFor(3)).exchange('gather', gathered({ home: null }));
    expect(nobody.send({ type: 'CONTINUE', step: 'home' }).at).toBe('step check');
  });

  it('says first that there are more than it goes through, and goes through as many as it said', async () => {
    const street = await family('a', 'b', 'c', 'd');
    expect(street.at).toBe('step childMore');
    street.send({ type: 'CONTINUE', step: 'childMore' });
    for (const step of ['lunch1', 'lunch2', 'lunch3']) street.answer(step, 'home');
    expect(street.at).toBe('step check');
    expect(Object.keys(street.record.answers)).toEqual(['lunch1', 'lunch2', 'lunch3']);
  });

  it('counts the questions of all entries from the first on', async () => {
    const street = await family('a', 'b', 'c');
    expect(progressOf(street)).toMatchObject({ phase: 'questions', position: 1, of: 3 });
    street.answer('lunch1', 'school');
    expect(progressOf(street)).toMatchObject({ position: 2, of: 4 });
  });

  it('adds up over all entries as soon as all are answered', async () => {
    const street = await family('a', 'b');
    street.answer('lunch1', 'school').answer('days1', 3).answer('lunch2', 'school');
    expect(street.record.derived).not.toHaveProperty('costFen');
    street.answer('days2', 5);
    expect(street.record.derived).toMatchObject({ costFen: 9_600 });
  });

  it('has every answer changed from the check page, and back there', async () => {
    const street = await family('a', 'b');
    street.answer('lunch1', 'home').answer('lunch2', 'school').answer('days2', 5);
    expect(street.view).toMatchObject({ editable: ['lunch1', 'lunch2', 'days2'] });
    street.send({ type: 'EDIT', step: 'lunch1' }).answer('lunch1', 'school');
    expect(street.at).toBe('step days1');
    expect(street.answer('days1', 1).at).toBe('step check');
    expect(street.record.derived).toMatchObject({ costFen: 7_200 });
  });
});
