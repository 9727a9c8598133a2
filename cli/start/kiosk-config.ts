import { parseDocument } from 'yaml';

/** One kiosk's share of the sandbox, as the sandbox says it on its ready line. */
export type SandboxKiosk = {
  readonly id: string;
  /** `devices` of its configuration. */
  readonly devices: readonly Readonly<Record<string, unknown>>[];
  readonly secretsDir: string;
};

export type SandboxPlaces = {
  readonly kiosk: SandboxKiosk;
  readonly securityServer: string;
  readonly orientation: 'portrait' | 'landscape';
};

/**
 * The configuration of a kiosk whose devices and exchange are the sandbox's.
 *
 * @param profile YAML of the example machine, `kiosk-config/profiles/street.yaml`
 * @returns the same YAML with this kiosk's id, devices, keys and screen in it
 */
export function sandboxKioskConfig(
  profile: string,
  { kiosk, securityServer, orientation }: SandboxPlaces,
): string {
  const config = parseDocument(profile);
  config.commentBefore = ' Written by `once start` at each start, from kiosk-config/profiles/street.yaml.';
  config.setIn(['kiosk', 'id'], kiosk.id);
  config.setIn(['kiosk', 'screen', 'orientation'], orientation);
  config.setIn(['devices'], kiosk.devices);
  config.setIn(['exchange', 'securityServer'], securityServer);
  config.setIn(['secretsDir'], kiosk.secretsDir);
  return config.toString();
}
