import type { Result } from '../status.ts';
import {
  delimiters,
  lastDelimiter,
  lastOutOfBand,
  type Operation,
  operations,
  valueTags,
} from './ipp-registry.ts';

/** An attribute to be sent: its syntax is said, never guessed from its name. */
export type IppAttribute =
  | readonly [name: string, syntax: TextSyntax, ...values: readonly string[]]
  | readonly [name: string, syntax: 'integer', value: number]
  | readonly [name: string, syntax: 'boolean', value: boolean];
type TextSyntax = 'charset' | 'keyword' | 'mimeMediaType' | 'name' | 'naturalLanguage' | 'uri';

export type IppRequest = {
  readonly operation: Operation;
  readonly requestId: number;
  readonly attributes: readonly IppAttribute[];
  readonly jobAttributes?: readonly IppAttribute[];
  readonly document?: Uint8Array;
};

/**
 * A received value as far as anybody here reads it: numbers (`integer`, `enum`), truth values, and all that is text,
 * octet strings included, since printers write their trays as text in them. Dates, resolutions, ranges and
 * collections are passed over; a value that says there is none leaves its attribute empty.
 */
export type IppValue = number | boolean | string;
export type IppAttributes = ReadonlyMap<string, readonly IppValue[]>;

export type IppResponse = {
  /** 0x0000 to 0x00ff is success. */
  readonly status: number;
  readonly requestId: number;
  /** In the order they came; there are as many `job` groups as jobs in an answer to Get-Jobs. */
  readonly groups: readonly { readonly tag: number; readonly attributes: IppAttributes }[];
};

export type IppMessageFault = { readonly kind: 'protocol'; readonly detail: string };

const headerBytes = 8;
/** IPP/2.0, which IPP Everywhere asks for; CUPS and printers of 1.1 answer it too. */
const version = [2, 0] as const;

/** Writes a request (RFC 8010 clause 3.1), the document behind it as it is. */
export function encodeIppRequest(request: IppRequest): Uint8Array {
  const header = Buffer.alloc(headerBytes);
  header.set(version);
  header.writeUInt16BE(operations[request.operation], 2);
  header.writeUInt32BE(request.requestId, 4);
  const jobGroup =
    request.jobAttributes === undefined
      ? []
      : [Buffer.of(delimiters.job), ...request.jobAttributes.flatMap(encodeAttribute)];
  return Buffer.concat([
    header,
    Buffer.of(delimiters.operation),
    ...request.attributes.flatMap(encodeAttribute),
    ...jobGroup,
    Buffer.of(delimiters.end),
    ...(request.document === undefined ? [] : [request.document]),
  ]);
}

function encodeAttribute([name, syntax, ...values]: IppAttribute): Buffer[] {
  // Further values of a set carry no name.
  return values.map((value, at) =>
    Buffer.concat([
      Buffer.of(valueTags[syntax]),
      withLength(Buffer.from(at === 0 ? name : '')),
      withLength(encodeValue(value)),
    ]),
  );
}

function encodeValue(value: IppValue): Buffer {
  if (typeof value === 'string') return Buffer.from(value);
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * Reads a response. Every byte sequence gives a value or a fault, in one pass over the bytes: lengths are unsigned and
 * checked against what is there, nesting is counted, not recursed into, and names are keys of a Map.
 */
export function decodeIppResponse(bytes: Uint8Array): Result<IppResponse, IppMessageFault> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < headerBytes + 1) return fault('shorter than a header');
  const major = view.readUInt8(0);
  if (major !== 1 && major !== 2) return fault(`version ${major}`);

  const groups: { tag: number; attributes: Map<string, IppValue[]> }[] = [];
  let at = headerBytes;
  let depth = 0;
  let values: IppValue[] | null = null;

  /** A name or value behind its length, or null where the message ends first. */
  const take = (): Buffer | null => {
    if (at + 2 > view.length) return null;
    const end = at + 2 + view.readUInt16BE(at);
    if (end > view.length) return null;
    const taken = view.subarray(at + 2, end);
    at = end;
    return taken;
  };

  while (at < view.length) {
    const tag = view.readUInt8(at);
    at += 1;
    if (tag <= lastDelimiter) {
      if (depth > 0) return fault('a collection is left open');
      if (tag === delimiters.end) {
        return { ok: true, value: { status: view.readUInt16BE(2), requestId: view.readUInt32BE(4), groups } };
      }
      groups.push({ tag, attributes: new Map() });
      values = null;
      continue;
    }
    const group = groups.at(-1);
    if (group === undefined) return fault('an attribute outside a group');
    const name = take();
    const value = take();
    if (name === null || value === null) return fault('the message ends in an attribute');
    if (depth === 0 && name.length > 0) {
      values = [];
      // The first of a name stands, as clause 3.1.3 asks of whoever receives it twice.
      const key = name.toString();
      if (!group.attributes.has(key)) group.attributes.set(key, values);
    }
    if (values === null) return fault('a value without an attribute');
    if (tag === valueTags.beginCollection) depth += 1;
    else if (tag === valueTags.endCollection) {
      if (depth === 0) return fault('a collection ends that has not begun');
      depth -= 1;
    } else if (depth === 0) {
      const read = readValue(tag, value);
      if (read === 'malformed') return fault(`a value of tag 0x${tag.toString(16)} of ${value.length} bytes`);
      if (read !== null) values.push(read.value);
    }
  }
  return fault('no end-of-attributes tag');
}

/** `null` for what nobody here reads. */
function readValue(tag: number, bytes: Buffer): { readonly value: IppValue } | 'malformed' | null {
  switch (tag) {
    case valueTags.integer:
    case valueTags.enum:
      return bytes.length === 4 ? { value: bytes.readInt32BE() } : 'malformed';
    case valueTags.boolean:
      return bytes.length === 1 ? { value: bytes.readUInt8() !== 0 } : 'malformed';
    case valueTags.textWithLanguage:
    case valueTags.nameWithLanguage:
      return readWithLanguage(bytes);
    default: {
      const isText = tag === valueTags.octetString || (tag >= valueTags.text && tag < valueTags.memberName);
      return tag > lastOutOfBand && isText ? { value: bytes.toString() } : null;
    }
  }
}

/** Clause 3.9: a language behind its length, then the text behind its own. */
function readWithLanguage(bytes: Buffer): { readonly value: string } | 'malformed' {
  if (bytes.length < 2) return 'malformed';
  const textAt = 2 + bytes.readUInt16BE();
  if (textAt + 2 > bytes.length) return 'malformed';
  const text = bytes.subarray(textAt + 2);
  return bytes.readUInt16BE(textAt) === text.length ? { value: text.toString() } : 'malformed';
}

function fault(detail: string): { readonly ok: false; readonly error: IppMessageFault } {
  return { ok: false, error: { kind: 'protocol', detail } };
}
