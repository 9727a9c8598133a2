import { z } from 'zod';

/**
 * What a name may look like on the wire. No id holds eleven digits in a row, so neither a telephone number (11) nor a
 * resident's number (17 and a check character) passes as one. The rule is part of each pattern, so that it is part of
 * the published JSON Schemas as well.
 */
const notPersonal = '(?!.*[0-9]{11})';

export const realmSchema = z.string().regex(new RegExp(`^${notPersonal}[a-z][a-z0-9-]{1,30}$`));
/** `kiosk.id` of the machine's configuration. */
export const kioskIdSchema = z.string().regex(new RegExp(`^${notPersonal}[A-Z0-9-]{3,20}$`));
export const hallIdSchema = z.string().regex(new RegExp(`^${notPersonal}[a-z0-9][a-z0-9-]{0,30}$`));

/** `<department>.<item>` of the catalogue. */
export const itemIdSchema = z
  .string()
  .regex(new RegExp(`^${notPersonal}[a-z][a-z0-9-]{0,30}\\.[a-z0-9][a-z0-9-]{0,40}$`));
/** A step of an item's definition. */
export const stepIdSchema = z.string().regex(new RegExp(`^${notPersonal}[a-zA-Z][a-zA-Z0-9-]{0,39}$`));
/** A word of a table of ours: `media-empty`, `exchange.offline`, `paperLeft`. */
export const codeSchema = z.string().regex(new RegExp(`^${notPersonal}[a-z][a-zA-Z0-9.-]{0,60}$`));
/** A version of software: `0.1.0`, `24.21.0`. */
export const versionSchema = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}(-[a-z0-9.]{1,16})?$/);

/** UUIDv7 (RFC 9562): sorts by the time it was made. */
export const uuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
/** SHA-256, lower-case hex. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** An instant, UTC, in milliseconds: what `Date.prototype.toISOString` writes in the years 1970 to 9999. */
export const instantSchema = z
  .string()
  .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/);

export const countSchema = z.int().min(0).max(1_000_000_000);
