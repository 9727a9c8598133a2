import type { ExchangeFault } from '../../flows/machine/contract.ts';

/**
 * What an `X-Road-Error` type says. Only the type string tells: the status is 500 for nearly all of them.
 * Releases up to 7.7 write `Server.ServerProxy.AccessDenied`, later ones `server.serverproxy.access_denied`.
 */
export type XRoadError = {
  /** Lower-cased, without `_`. */
  readonly type: string;
  readonly fault: ExchangeFault;
  /** `none`: the call never reached the provider. `unknown`: a change may have been made. */
  readonly effect: 'none' | 'unknown';
};

/** Last parts of the types that are given before the provider is called. */
const NEVER_REACHED: ReadonlySet<string> = new Set([
  'accessdenied',
  'unknownservice',
  'unknownmember',
  'servicedisabled',
  'maintenancemode',
  'outdatedglobalconf',
  'globalconfoutdated',
  'sslauthenticationfailed',
]);

export const normaliseXRoadType = (type: string): string => type.trim().toLowerCase().replaceAll('_', '');

export const readXRoadError = (header: string): XRoadError => {
  const type = normaliseXRoadType(header).slice(0, 200);
  return NEVER_REACHED.has(type.split('.').at(-1) ?? '')
    ? { type, fault: 'closed', effect: 'none' }
    : { type, fault: 'provider-error', effect: 'unknown' };
};
