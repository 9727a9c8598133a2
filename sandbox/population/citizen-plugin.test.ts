import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { citizenPlugin } from './citizen-plugin.ts';
import { createPopulation } from './population.ts';

const population = createPopulation({ seed: 'plugin', size: 600, today: '2026-11-24' });
const server = Fastify();
server.register(citizenPlugin(population));
const get = async (url: string) => {
  const answer = await server.inject(url);
  return { status: answer.statusCode, body: answer.json() };
};

test('the list begins with the named citizens and holds what the panel shows', async () => {
  const { status, body } = await get('/citizens');
  expect(status).toBe(200);
  expect(body).toHaveLength(200);
  expect(body[0]).toMatchObject({
    id: 'chen-guoqiang',
    name: '陈国强',
    sex: 'male',
    tags: expect.arrayContaining(['named', 'fine']),
  });
});

test('a search finds by name, by number and by tag', async () => {
  const number = population.find('li-na')?.document.number ?? '';
  expect((await get(`/citizens?query=${encodeURIComponent('王秀云')}`)).body[0].id).toBe('wang-xiuyun');
  expect((await get(`/citizens?query=${number}`)).body.map(({ id }: { id: string }) => id)).toEqual([
    'li-na',
  ]);
  for (const { tags } of (await get('/citizens?tag=mortgage')).body) expect(tags).toContain('mortgage');
});

test('one citizen comes with document, household and every record', async () => {
  const { body } = await get('/citizens/zhou-ming');
  expect(body.document).toMatchObject({ type: 'resident', name: '周明' });
  expect(Object.keys(body.records)).toEqual(
    expect.arrayContaining(['driver-licence', 'real-estate', 'citizen-profile']),
  );
});

test('an unknown citizen is not found, an unknown tag is nonsense', async () => {
  expect((await get('/citizens/nobody')).status).toBe(404);
  expect(await get('/citizens?tag=tall')).toMatchObject({ status: 400, body: { error: expect.any(String) } });
});
