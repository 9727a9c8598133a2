import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readXRoadError } from './xroad-error.ts';

it.each([
  ['Server.ServerProxy.AccessDenied', 'server.serverproxy.access_denied'],
  ['Server.ServerProxy.UnknownService', 'server.serverproxy.unknown_service'],
  ['Server.ClientProxy.UnknownMember', 'server.clientproxy.unknown_member'],
  ['Server.ServerProxy.ServiceDisabled', 'server.serverproxy.service_disabled'],
  ['Server.ClientProxy.MaintenanceMode', 'server.clientproxy.maintenance_mode'],
  ['Server.ClientProxy.OutdatedGlobalConf', 'server.clientproxy.global_conf_outdated'],
  ['Server.ClientProxy.SslAuthenticationFailed', 'server.clientproxy.ssl_authentication_failed'],
])('%s and %s never reached the provider: the service is closed', (old, current) => {
  for (const type of [old, current])
    expect(readXRoadError(type)).toMatchObject({ fault: 'closed', effect: 'none' });
});

it.each([
  ['Server.ServerProxy.NetworkError', 'server.serverproxy.network_error'],
  ['Server.ServerProxy.IOError', 'server.serverproxy.io_error'],
  ['Server.ServerProxy.ServiceFailed.HttpError', 'server.serverproxy.service_failed.http_error'],
  ['Server.ClientProxy.InconsistentResponse', 'server.clientproxy.inconsistent_response'],
  ['Server.ClientProxy.LoggingFailed.X', 'server.clientproxy.logging_failed.x'],
])('after %s and %s nobody knows what the provider did', (old, current) => {
  for (const type of [old, current])
    expect(readXRoadError(type)).toMatchObject({ fault: 'provider-error', effect: 'unknown' });
});

it('reads both spellings of a type as the same', () => {
  expect(readXRoadError('Server.ServerProxy.AccessDenied')).toEqual(
    readXRoadError('server.serverproxy.access_denied'),
  );
});

it('takes any other text for an unknown outcome, never for a refusal', () => {
  fc.assert(
    fc.property(fc.string(), (type) => {
      const read = readXRoadError(`${type}.somethingNew`);
      return read.effect === 'unknown' && read.type.length <= 200;
    }),
  );
});
