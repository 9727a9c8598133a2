import type { Device, DeviceStatus } from '../device/device.ts';
import type { SexCode } from '../id-card/id-card-reader.ts';
import type { CardMedia, DeviceFault, OperationOptions, Result } from '../status.ts';

/**
 * Reader of social-security cards (社会保障卡, in many cities the 市民卡) over PC/SC, in a slot or in a field: a
 * contact card and a contactless one answer the same commands. What stands here is what such a card tells anybody:
 * EF05 (the card) and EF06 (its holder). Every other file needs the issuer's keys, and a kiosk holds none.
 */
export type CitizenCardReader = Device<CitizenCardReaderStatus, CitizenCardReaderEvent> & {
  /** Reads the card that lies on the reader. The same card may be read again and again. */
  readonly read: (options?: OperationOptions) => Promise<Result<CitizenCard, CitizenCardFault>>;
};

export type CitizenCardReaderStatus = DeviceStatus & {
  readonly media: CardMedia;
  readonly chipPower: ChipPower;
};

/** XFS4IoT CardReader `chipPower`. A card that answers no reset is `hardwareError`. */
export const chipPowers = [
  'unknown',
  'online',
  'busy',
  'poweredOff',
  'noDevice',
  'hardwareError',
  'noCard',
] as const;
export type ChipPower = (typeof chipPowers)[number];

/**
 * `card-found` comes for every card, also for one that will turn out to be mute or of another kind: whoever laid it
 * down must be told. A card that could not be read for want of calm is announced again while it lies there.
 */
export type CitizenCardReaderEvent = { readonly kind: 'card-found' } | { readonly kind: 'card-removed' };

export type CitizenCardFault =
  | DeviceFault
  | { readonly kind: 'no-card' }
  /** Pulled or reset in mid-read: lay it down again and keep it still. */
  | { readonly kind: 'card-moved' }
  /** No answer to reset: upside down, dirty, or its chip is dead. */
  | { readonly kind: 'mute-card' }
  /** A card without the social-security application: a bank or a transit card. */
  | { readonly kind: 'wrong-card' }
  /** The issuer has switched the card off (SW 6283): reported lost, or cancelled. */
  | { readonly kind: 'card-blocked' };

/** Civil dates YYYY-MM-DD. Nothing but what EF05 and EF06 hold. */
export type CitizenCard = {
  /** 社会保障号码: the holder's resident number, 18 characters. */
  readonly number: string;
  readonly name: string;
  readonly sex: SexCode;
  /** GB/T 3304, two digits: `01` 汉. */
  readonly nation: string;
  readonly birthDate: string;
  /** 卡号 as printed on the card, at most nine characters. */
  readonly cardNumber: string;
  /** 发卡机构, 24 hex digits as the card holds them. */
  readonly issuer: string;
  /** The first six digits of the card's identification: the region that issued it. */
  readonly region: string;
  /** Of the card's specification: `2.00`, `3.00`. */
  readonly version: string;
  /** `null`: the card names no end. */
  readonly validTo: string | null;
};
