import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drawScene, type Scene } from '../../faces/scene.ts';
import { startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
let queries = 0;
beforeEach(async () => {
  exchange = await startTestExchange();
});
afterEach(() => exchange.dispose());

const newQuery = () => {
  queries += 1;
  return `01890000-0000-7000-8000-${String(queries).padStart(12, '0')}`;
};
const item = 'hrss.contribution-certificate';
const faceOf = (citizen: string) => {
  const face = exchange.population.face(citizen);
  if (face === undefined) throw new Error(`${citizen} has no face`);
  return face;
};
async function pictureOf(scene: Scene): Promise<string> {
  const { rgb, widthPx: width, heightPx: height } = drawScene(scene);
  return (
    await sharp(rgb, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 85 })
      .toBuffer()
  ).toString('base64');
}
const compare = async (scene: Scene | string, changes: object = {}) => {
  const picture = typeof scene === 'string' ? scene : await pictureOf(scene);
  const purpose = { item, consent: true };
  const body = { queryId: newQuery(), purpose, subject: exchange.person('li-na'), picture, ...changes };
  const { status, body: answer } = await exchange.call('police/portrait/compare', body);
  return { status, answer };
};
const verify = async (password: string, changes: object = {}) => {
  const body = {
    queryId: newQuery(),
    purpose: { item },
    subject: exchange.person('li-na'),
    password,
    ...changes,
  };
  return (await exchange.call('hrss/password/verify', body)).body;
};
const right = (citizen: string) => exchange.population.socialCardPassword(citizen) ?? '';
const wrong = (citizen: string) => String((Number(right(citizen)) + 1) % 1_000_000).padStart(6, '0');

describe('a portrait', () => {
  test.each<readonly [string, () => Scene]>([
    ['match', () => ({ faces: [faceOf('li-na')], light: 'clear' })],
    ['no-match', () => ({ faces: [faceOf('zhou-ming')], light: 'clear' })],
    ['no-match', () => ({ faces: [faceOf('li-na')], light: 'blurred' })],
    ['several-faces', () => ({ faces: [faceOf('li-na'), faceOf('zhou-ming')], light: 'clear' })],
    ['no-face', () => ({ faces: [], light: 'clear' })],
    ['no-face', () => ({ faces: [faceOf('li-na')], light: 'dark' })],
  ])('is answered %s', async (outcome, scene) => {
    expect(await compare(scene())).toEqual({ status: 200, answer: { outcome } });
    expect((await exchange.ledger()).checks).toMatchObject([
      { way: 'face', outcome, item, department: 'police' },
    ]);
  });

  test('of somebody under another name is no match: the register is no oracle', async () => {
    const subject = { ...exchange.person('li-na'), name: '李那' };
    const { answer } = await compare({ faces: [faceOf('li-na')], light: 'clear' }, { subject });
    expect(answer).toEqual({ outcome: 'no-match' });
  });

  test('is compared once a query, and a repeat gets the first answer; another picture under its id is refused', async () => {
    const queryId = newQuery();
    const picture = await pictureOf({ faces: [faceOf('li-na')], light: 'clear' });
    await compare(picture, { queryId });
    expect((await compare(picture, { queryId })).answer).toEqual({ outcome: 'match' });
    const other = await pictureOf({ faces: [faceOf('zhou-ming')], light: 'clear' });
    expect((await compare(other, { queryId })).status).toBe(409);
    expect((await exchange.ledger()).checks).toHaveLength(1);
  });

  test.each([
    ['without consent', { purpose: { item, consent: false } }],
    ['that is no picture', { picture: 'AAAA' }],
    ['that is too large', { picture: 'A'.repeat(280_004) }],
  ])('%s is not looked at', async (_, changes) => {
    expect((await compare('AAAA', changes)).status).toBe(400);
    expect((await exchange.ledger()).checks).toEqual([]);
  });

  test('leaves no picture behind', async () => {
    const picture = await pictureOf({ faces: [faceOf('li-na')], light: 'clear' });
    await compare(picture);
    const ledger = JSON.stringify(await exchange.ledger());
    expect(ledger).not.toContain(picture.slice(0, 200));
    expect(ledger).not.toContain(exchange.person('li-na').idNo);
  });
});

describe('a social-card password', () => {
  test('that is right is taken, and forgives the wrong ones before it', async () => {
    expect(await verify(wrong('li-na'))).toEqual({ outcome: 'no-match', triesLeft: 2 });
    expect(await verify(wrong('li-na'))).toEqual({ outcome: 'no-match', triesLeft: 1 });
    expect(await verify(right('li-na'))).toEqual({ outcome: 'match' });
    expect(await verify(wrong('li-na'))).toEqual({ outcome: 'no-match', triesLeft: 2 });
  });

  test('that is wrong three times is locked until midnight, for the right one too', async () => {
    for (let tries = 0; tries < 2; tries += 1) await verify(wrong('li-na'));
    const locked = { outcome: 'locked', until: '2026-11-24T16:00:00.000Z' };
    expect(await verify(wrong('li-na'))).toEqual(locked);
    expect(await verify(right('li-na'))).toEqual(locked);
  });

  test('stays locked over a restart of the exchange', async () => {
    for (let tries = 0; tries < 3; tries += 1) await verify(wrong('li-na'));
    const { dataDir } = exchange;
    await exchange.stop();
    exchange = await startTestExchange({ dataDir });
    expect(await verify(right('li-na'))).toMatchObject({ outcome: 'locked' });
  });

  test('whose answer was lost is counted once when it is asked for again', async () => {
    const queryId = newQuery();
    await verify(wrong('li-na'), { queryId });
    expect(await verify(wrong('li-na'), { queryId })).toEqual({ outcome: 'no-match', triesLeft: 2 });
    expect((await exchange.ledger()).checks).toHaveLength(1);
  });

  test('of somebody without a card is not set', async () => {
    expect(await verify('000000', { subject: exchange.person('maria-schmidt') })).toEqual({
      outcome: 'not-set',
    });
  });

  test('is nowhere in the ledger', async () => {
    await verify(right('li-na'));
    expect(JSON.stringify(await exchange.ledger())).not.toContain(right('li-na'));
  });
});
