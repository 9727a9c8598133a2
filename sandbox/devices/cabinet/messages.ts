import type { CabinetFault, ShiningLight } from './contract.ts';

/** What the sandbox orders of a cabinet board's process besides its cable. */
export type CabinetOrder =
  | { readonly kind: 'door'; readonly isOpen: boolean }
  | { readonly kind: 'tamper'; readonly isOn: boolean }
  | { readonly kind: 'person'; readonly isNear: boolean }
  /** Minutes the battery lasts; null when the mains are back. */
  | { readonly kind: 'mains-lost'; readonly minutes: number | null }
  | { readonly kind: 'fault'; readonly fault: CabinetFault };

export type CabinetEvent =
  | { readonly kind: 'lights'; readonly lights: Readonly<Record<string, ShiningLight>> }
  | { readonly kind: 'cut-off'; readonly slots: readonly string[] };
