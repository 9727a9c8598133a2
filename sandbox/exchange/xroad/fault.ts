import type { ErrorSpelling } from '../contract.ts';

/**
 * What a security server says by itself. Both spellings stand written out: 7.8.0 did more than re-case them
 * (OutdatedGlobalConf became global_conf_outdated, a bad client id got a type of its own).
 */
const FAULTS = {
  'invalid-uri': {
    camel: 'Server.ClientProxy.InternalError',
    snake: 'server.clientproxy.internal_error',
    message: 'Invalid request URI',
  },
  'client-missing': {
    camel: 'Server.ClientProxy.InternalError',
    snake: 'server.clientproxy.invalid_client_identifier',
    message: 'Request header X-Road-Client is missing',
  },
  'client-invalid': {
    camel: 'Server.ClientProxy.InternalError',
    snake: 'server.clientproxy.invalid_client_identifier',
    message: 'Request header X-Road-Client is not one client identifier',
  },
  'certificate-not-registered': {
    camel: 'Server.ClientProxy.SslAuthenticationFailed',
    snake: 'server.clientproxy.ssl_authentication_failed',
    message: 'Client certificate is not registered for this client',
  },
  'unknown-member': {
    camel: 'Server.ClientProxy.UnknownMember',
    snake: 'server.clientproxy.unknown_member',
    message: 'Could not find addresses for service provider',
  },
  'unknown-service': {
    camel: 'Server.ServerProxy.UnknownService',
    snake: 'server.serverproxy.unknown_service',
    message: 'Unknown service',
  },
  'access-denied': {
    camel: 'Server.ServerProxy.AccessDenied',
    snake: 'server.serverproxy.access_denied',
    message: 'Request is not allowed',
  },
  'body-too-large': {
    camel: 'Server.ClientProxy.IOError',
    snake: 'server.clientproxy.io_error',
    message: 'Message body exceeds the loggable size (LoggingFailed)',
  },
  maintenance: {
    camel: 'Server.ServerProxy.MaintenanceMode',
    snake: 'server.serverproxy.maintenance_mode',
    message: 'Security server is in maintenance mode',
  },
} as const satisfies Record<string, Record<ErrorSpelling | 'message', string>>;

export type XRoadFault = keyof typeof FAULTS;

/** Everything under `Server.` is 500, access denied included; the text's 400 and 403 never come. */
export const describeFault = (fault: XRoadFault, spelling: ErrorSpelling) => ({
  status: 500,
  type: FAULTS[fault][spelling],
  message: FAULTS[fault].message,
});
