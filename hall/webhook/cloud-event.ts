import { createHmac } from 'node:crypto';
import type { Surroundings } from '../alarms/surroundings.ts';
import { viewAlarm } from '../api/view.ts';
import type { Notice } from './notice.ts';

/** A notice as it travels: one CloudEvents 1.0 event in structured mode (JSON), the alarm as the API shows it. */
export function cloudEventOf({ id, at, tells, alarm }: Notice, realm: string, about: Surroundings): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: `/once/${realm}`,
    type: `once.alarm.${tells}`,
    subject: `${alarm.kiosk ?? alarm.hall ?? realm}/${alarm.component}/${alarm.code}`,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    data: viewAlarm(alarm, about, at),
  });
}

/**
 * Who said it and when, as Standard Webhooks 1.0 has it: HMAC-SHA256 over `id.timestamp.body`, base64. The receiver
 * refuses what is old, and what it has seen.
 * @param now milliseconds since 1970; the moment of this attempt
 */
export function signedHeaders(
  id: string,
  body: string,
  secret: Uint8Array,
  now: number,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

export type WebhookTarget = { readonly url: string; readonly secret: Uint8Array };

/** Null for what is no address and secret of a receiver. Beyond this machine it is https. */
export function webhookTarget(url: string, secretText: string): WebhookTarget | null {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})\s*$/.exec(secretText)?.[1];
  const secret = Buffer.from(encoded ?? '', 'base64');
  if (secret.length < 24 || secret.length > 64 || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  const isHere = hostname === 'localhost' || /^127\./.test(hostname) || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && isHere) ? { url, secret } : null;
}
