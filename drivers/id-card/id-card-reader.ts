import type { Device, DeviceStatus } from '../device/device.ts';
import type { CardMedia, DeviceFault, OperationOptions, Result } from '../status.ts';

/** Resident ID card reader, whatever the maker: the SAM module speaks (GA 467-2013, GA/T 467-2019). */
export type IdCardReader = Device<IdCardReaderStatus, IdCardEvent> & {
  /**
   * Finds, selects and reads the card lying on the reader: text and portrait. The same card is read
   * once; after that the reader answers “no card” until it is lifted.
   */
  readonly read: (options?: OperationOptions) => Promise<Result<IdCard, IdCardFault>>;
  /**
   * The addresses added to the card that was just read, oldest first; none for most. The card must still lie there.
   */
  readonly readAppendedAddresses: (
    options?: OperationOptions,
  ) => Promise<Result<readonly string[], IdCardFault>>;
  /** The module's own number, `05.03-20240115-0001234567-2345678901`. */
  readonly samId: (options?: OperationOptions) => Promise<Result<string, IdCardFault>>;
};

export type IdCardReaderStatus = DeviceStatus & { readonly media: CardMedia };

/**
 * The driver polls by itself while open: `card-found` as soon as a card answers, `card-removed` when the
 * probe after a good read fails (`30 05`, cards.md clause 1.7).
 */
export type IdCardEvent = { readonly kind: 'card-found' } | { readonly kind: 'card-removed' };
export type IdCardReaderEvent =
  | IdCardEvent
  | { readonly kind: 'status'; readonly status: IdCardReaderStatus };

export type IdCardFault =
  | DeviceFault
  | { readonly kind: 'no-card' }
  /** 41, 81, 47, 24 and timeouts in mid-read: lay the card down again and keep it still. */
  | { readonly kind: 'card-moved' }
  /** 31, 32, 33, 37: the card's authenticity cannot be verified. */
  | { readonly kind: 'card-not-verified' }
  /** 40, or a type mark we do not know: a card this machine cannot take. */
  | { readonly kind: 'unknown-card' };

type Dates = { readonly birthDate: string; readonly validFrom: string; readonly validTo: string | null };
type Printed = { readonly portraitWlt: Uint8Array };

/** Civil dates YYYY-MM-DD; `validTo` null means 长期. Names keep rare characters as surrogate pairs. */
export type IdCard = Printed &
  Dates &
  (
    | {
        readonly type: 'resident';
        readonly name: string;
        readonly sex: SexCode;
        readonly nation: string;
        readonly address: string;
        readonly number: string;
        readonly authority: string;
      }
    | {
        readonly type: 'hmt-residence-permit';
        readonly name: string;
        readonly sex: SexCode;
        readonly address: string;
        readonly number: string;
        readonly authority: string;
        readonly passNumber: string;
        readonly issueCount: string;
      }
    | {
        readonly type: 'foreigner-2017';
        readonly englishName: string;
        readonly chineseName: string;
        readonly sex: SexCode;
        readonly number: string;
        /** ISO 3166-1 alpha-3. */
        readonly nationality: string;
        readonly version: string;
        readonly authorityCode: string;
      }
    | {
        readonly type: 'foreigner-2023';
        readonly englishName: string;
        readonly chineseName: string;
        readonly sex: SexCode;
        readonly number: string;
        readonly nationality: string;
        readonly renewalCount: string;
        readonly oldNumberLink: string;
      }
  );

/** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. */
export type SexCode = '0' | '1' | '2' | '9';
