import { parseDocument } from 'yaml';

/** One kiosk's share of the sandbox, as the sandbox says it on its ready line. */
export type SandboxKiosk = {
  readonly id: string;
  readonly idCardPort: string;
  readonly receiptPort: string;
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
 * @returns the same YAML with this kiosk's id, ports, keys and screen in it
 */
export function sandboxKioskConfig(
  profile: string,
  { kiosk, securityServer, orientation }: SandboxPlaces,
): string {
  const config = parseDocument(profile);
  config.commentBefore = ' Written by `once start` at each start, from kiosk-config/profiles/street.yaml.';
  config.setIn(['kiosk', 'id'], kiosk.id);
  config.setIn(['kiosk', 'screen', 'orientation'], orientation);
  config.setIn(
    ['devices'],
    [
      { class: 'id-card', driver: 'sdt-serial', port: kiosk.idCardPort },
      { class: 'receipt-printer', driver: 'escpos-serial', port: kiosk.receiptPort },
    ],
  );
  config.setIn(['exchange', 'securityServer'], securityServer);
  config.setIn(['secretsDir'], kiosk.secretsDir);
  return config.toString();
}
