import type { IdentityDocument } from '../../../population/citizen.ts';
import vectors from './sam.json' with { type: 'json' };

/** Published and recomputed frames: the yardstick of both this simulator and, in their own copy, the drivers. */
export const { commands, badHostFrames, replies, baseMessages } = vectors;

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** The frame called `name` among the module's replies. */
export function replyNamed(name: string): string {
  const found = replies.find((reply) => reply.name === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found.hex;
}

/** The addresses in the reply called `name`. */
export function addressesIn(name: string): readonly string[] {
  return replies.find((reply) => reply.name === name)?.addresses ?? [];
}

/** The request called `name`. */
export function commandNamed(name: string): Uint8Array {
  const found = commands.find((command) => command.name === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return bytesOf(found.hex);
}

export type BaseMessage = (typeof baseMessages)[number];

/** The card a base message was read from. */
export function cardOf(message: BaseMessage): IdentityDocument {
  const field = (name: string): string => {
    const value = Object.entries(message.fields).find(([key]) => key === name)?.[1];
    if (value === undefined) throw new Error(`${message.name} has no ${name}`);
    return String(value);
  };
  const date = (name: string) => field(name).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const shared = {
    sex: field('sex') === '1' ? ('1' as const) : ('2' as const),
    birthDate: date('birth'),
    validFrom: date('validFrom'),
    validTo: field('validTo') === '长期' ? null : date('validTo'),
  };
  switch (field('type')) {
    case 'resident':
      return {
        type: 'resident',
        ...shared,
        name: field('name'),
        nationCode: field('nation'),
        nation: '',
        address: field('address'),
        appendedAddresses: [],
        number: field('idNumber'),
        authority: field('authority'),
      };
    case 'hmt_residence_permit':
      return {
        type: 'hmt-residence-permit',
        ...shared,
        name: field('name'),
        address: field('address'),
        number: field('idNumber'),
        authority: field('authority'),
        passNumber: field('passNumber'),
        issueCount: field('issueCount'),
      };
    case 'foreign_permanent_2017':
      return {
        type: 'foreigner-2017',
        ...shared,
        englishName: field('englishName'),
        chineseName: field('chineseName'),
        number: field('cardNumber'),
        nationality: field('nationality'),
        version: field('version'),
        authorityCode: field('authorityCode'),
      };
    default:
      return {
        type: 'foreigner-2023',
        ...shared,
        englishName: field('englishName'),
        chineseName: field('chineseName'),
        number: field('cardNumber'),
        nationality: field('nationality'),
        renewalCount: field('renewalCount'),
        oldNumberLink: field('oldNumberAssociation'),
      };
  }
}
