/** The numbers of RFC 8010 (tags) and RFC 8011 (operations, statuses, states) this driver speaks. */
export const operations = {
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
} as const;
export type Operation = keyof typeof operations;

/** RFC 8010 clause 3.5.1. */
export const delimiters = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04 } as const;

/** RFC 8010 clause 3.5.2: below 0x20 a value says only why there is none. */
export const valueTags = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  beginCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
  memberName: 0x4a,
} as const;
export const lastDelimiter = 0x0f;
export const lastOutOfBand = 0x1f;

/** RFC 8011 clause 5.3.7. */
export const jobStates = {
  3: 'pending',
  4: 'held',
  5: 'processing',
  6: 'stopped',
  7: 'canceled',
  8: 'aborted',
  9: 'completed',
} as const;
export type JobState = (typeof jobStates)[keyof typeof jobStates];

/** RFC 8011 clause 5.4.11. */
export const printerStates = { 3: 'idle', 4: 'processing', 5: 'stopped' } as const;
export type PrinterState = (typeof printerStates)[keyof typeof printerStates];

/** RFC 8011 appendix B.1. */
const statusNames: ReadonlyMap<number, string> = new Map([
  [0x0400, 'client-error-bad-request'],
  [0x0401, 'client-error-forbidden'],
  [0x0402, 'client-error-not-authenticated'],
  [0x0403, 'client-error-not-authorized'],
  [0x0404, 'client-error-not-possible'],
  [0x0405, 'client-error-timeout'],
  [0x0406, 'client-error-not-found'],
  [0x0407, 'client-error-gone'],
  [0x0408, 'client-error-request-entity-too-large'],
  [0x0409, 'client-error-request-value-too-long'],
  [0x040a, 'client-error-document-format-not-supported'],
  [0x040b, 'client-error-attributes-or-values-not-supported'],
  [0x040c, 'client-error-uri-scheme-not-supported'],
  [0x040d, 'client-error-charset-not-supported'],
  [0x040e, 'client-error-conflicting-attributes'],
  [0x040f, 'client-error-compression-not-supported'],
  [0x0410, 'client-error-compression-error'],
  [0x0411, 'client-error-document-format-error'],
  [0x0412, 'client-error-document-access-error'],
  [0x0500, 'server-error-internal-error'],
  [0x0501, 'server-error-operation-not-supported'],
  [0x0502, 'server-error-service-unavailable'],
  [0x0503, 'server-error-version-not-supported'],
  [0x0504, 'server-error-device-error'],
  [0x0505, 'server-error-temporary-error'],
  [0x0506, 'server-error-not-accepting-jobs'],
  [0x0507, 'server-error-busy'],
  [0x0508, 'server-error-job-canceled'],
  [0x0509, 'server-error-multiple-document-jobs-not-supported'],
  [0x050a, 'server-error-printer-is-deactivated'],
  [0x050b, 'server-error-too-many-jobs'],
  [0x050c, 'server-error-too-many-documents'],
]);

/** The registered name of a status, or its number as `0x04ff`. */
export function statusName(code: number): string {
  if (isSuccess(code)) return 'successful-ok';
  return statusNames.get(code) ?? `0x${code.toString(16).padStart(4, '0')}`;
}

/** RFC 8011 clause 4.1.6.1: 0x0000 to 0x00ff; some attributes may have been ignored. */
export function isSuccess(code: number): boolean {
  return code >= 0 && code <= 0xff;
}
