import { describe, expect, it } from 'vitest';
import { createSandboxApi, Refusal } from './api.ts';

type Sent = { readonly method: string; readonly path: string; readonly body: unknown };

/** A sandbox that answers everything the same, and what it was sent. */
function answering(answer: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const api = createSandboxApi(async (path, { method = 'GET', body } = {}) => {
    sent.push({ method, path: String(path), body: typeof body === 'string' ? JSON.parse(body) : undefined });
    return answer();
  });
  return { api, sent };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });

describe('a button that is refused', () => {
  it('says it in the words of the sandbox', async () => {
    const { api } = answering(json({ error: 'the order is closed', order: {} }, 400));
    await expect(api.pay('P1', 'paid')).rejects.toEqual(new Refusal('the order is closed'));
  });

  it('says the status where the sandbox had no words', async () => {
    const { api } = answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(api.kiosks()).rejects.toEqual(new Refusal('HTTP 502'));
  });

  it('says that nobody answers when the sandbox is gone', async () => {
    const { api } = answering(() => Promise.reject(new TypeError('fetch failed')));
    await expect(api.ledger()).rejects.toEqual(new Refusal('the sandbox does not answer'));
  });

  it('does not take something else that answers for the sandbox', async () => {
    const { api } = answering(() => new Response('<!doctype html>'));
    await expect(api.exchange()).rejects.toEqual(new Refusal('the sandbox answered no JSON'));
  });
});

describe('a button that is pressed', () => {
  it('names kiosk, citizen and order so that no character of theirs changes the address', async () => {
    const { api, sent } = answering(json({}));
    await api.device('TL/3', 'readers/id-card').put('card', { citizen: 'li-na' });
    await api.pay('P?1', 'declined');
    await api.citizen('c#1');
    expect(sent.map(({ path }) => path)).toEqual([
      '/kiosks/TL%2F3/readers/id-card/card',
      '/exchange/orders/P%3F1/pay',
      '/citizens/c%231',
    ]);
  });

  it('belongs to one device, and is called by the name the sandbox has for it', async () => {
    const { api, sent } = answering(json({}));
    const reader = api.device('TL-003', 'readers/id-card');
    await reader.put('fault', { preset: 'silent' });
    await reader.delete('card');
    expect(sent).toEqual([
      { method: 'PUT', path: '/kiosks/TL-003/readers/id-card/fault', body: { preset: 'silent' } },
      { method: 'DELETE', path: '/kiosks/TL-003/readers/id-card/card', body: undefined },
    ]);
  });

  it('searches by what was typed, and by tag only when one is chosen', async () => {
    const { api, sent } = answering(json([]));
    await api.citizens({ query: '李 & 王', tag: null, limit: 60 });
    await api.citizens({ query: '', tag: 'elder', limit: 60 });
    const asked = sent.map(({ path }) => Object.fromEntries(new URL(path, 'http://sandbox').searchParams));
    expect(asked).toEqual([
      { query: '李 & 王', limit: '60' },
      { query: '', limit: '60', tag: 'elder' },
    ]);
  });
});
