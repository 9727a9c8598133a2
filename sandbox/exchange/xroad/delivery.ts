import type { ServerResponse } from 'node:http';
import type { ErrorSpelling, ExchangeFault } from '../contract.ts';
import type { ServiceAnswer } from '../services/service.ts';
import { describeFault, type XRoadFault } from './fault.ts';

/** What a security server writes on every answer. */
export type Envelope = {
  readonly id: string;
  readonly requestId: string;
  readonly spelling: ErrorSpelling;
  /** UUID under which its log tells more. */
  readonly detail: string;
  readonly hash?: string;
  readonly service?: string;
};

const JSON_TYPE = 'application/json; charset=utf-8';

/** Sends a department's answer, or spoils it on the way as the fault says; by now the effect has happened. */
export const deliver = (
  response: ServerResponse,
  { status, body }: ServiceAnswer,
  envelope: Envelope,
  fault: ExchangeFault,
): void => {
  const headers = {
    'Content-Type': JSON_TYPE,
    'X-Road-Id': envelope.id,
    'X-Road-Request-Id': envelope.requestId,
    ...(envelope.hash && { 'X-Road-Request-Hash': envelope.hash }),
    ...(envelope.service && { 'X-Road-Service': envelope.service }),
  };
  const [code, text] = spoil(status, JSON.stringify(body), fault);
  const bytes = Buffer.from(text);
  response.writeHead(code, { ...headers, 'Content-Length': bytes.length });
  if (fault === 'cut') response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
};

const spoil = (status: number, text: string, fault: ExchangeFault): readonly [number, string] => {
  if (fault === 'garbage') return [200, '<html><body>502 Bad Gateway</body></html>'];
  if (fault === 'wrongShape') return [200, JSON.stringify({ code: '00', datas: '{"success":true}' })];
  return [status, text];
};

/** The security server's own words. X-Road-Error is there exactly then, and only its type tells what happened. */
export const deliverFault = (response: ServerResponse, fault: XRoadFault, envelope: Envelope): void => {
  const { status, type, message } = describeFault(fault, envelope.spelling);
  const bytes = Buffer.from(JSON.stringify({ type, message, detail: envelope.detail }));
  response.writeHead(status, {
    'Content-Type': JSON_TYPE,
    'Content-Length': bytes.length,
    'X-Road-Error': type,
    'X-Road-Id': envelope.id,
    'X-Road-Request-Id': envelope.requestId,
  });
  response.end(bytes);
};

/** What is not `/r1/…` meets the SOAP handler of the same port, which answers in its own tongue. */
export const deliverSoapFault = (response: ServerResponse, method: string): void => {
  const message =
    method === 'POST' ? 'Invalid SOAP message' : `Must use POST request method instead of ${method}`;
  response.writeHead(500, { 'Content-Type': 'text/xml; charset=utf-8' });
  response.end(
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><SOAP-ENV:Fault>' +
      `<faultcode>Client</faultcode><faultstring>${message}</faultstring>` +
      '</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>',
  );
};
