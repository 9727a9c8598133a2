/**
 * A social-security card as published byte sequences, and nothing else: what goes in and out stands here as hex, so
 * that a mistake of the driver's own encoder cannot hide itself. Its holder is invented.
 */
export const commands = {
  selectEnvironment: '00A404000F7378312E73682EC9E7BBE1B1A3D5CF',
  selectEf05: '00A4020002EF05',
  selectEf06: '00A4020002EF06',
} as const;

/** Records by file and tag: tag, length, value. Padding: `an` with 00, BCD with F. */
export const records: Readonly<Record<'EF05' | 'EF06', Readonly<Record<string, string>>>> = {
  EF05: {
    '01': '011033012200000000000000000000001234',
    '02': '020131',
    '03': '0304332E3030',
    '04': '040C915600000233012200000000',
    '05': '050420210315',
    '06': '060420310315',
    '07': '0709413132333435363738',
  },
  EF06: {
    '08': `0812${ascii('330122199701260042')}`,
    // 李娜, padded to thirty bytes.
    '09': `091EC0EEC4C8${'00'.repeat(26)}`,
    '0A': '0A0132',
    '0B': '0B0101',
    '0C': '0C03330122',
    '0D': '0D0419970126',
  },
};

export const holder = {
  number: '330122199701260042',
  name: '李娜',
  sex: '2',
  nation: '01',
  birthDate: '1997-01-26',
  cardNumber: 'A12345678',
  issuer: '915600000233012200000000',
  region: '330122',
  version: '3.00',
  validTo: '2031-03-15',
} as const;

/** How a card differs from the plain one. */
export type CardManner = {
  /** Knows records by number only. */
  readonly isNumbered?: boolean;
  /** T=0: answers a wrong Le with 6Cxx, and announces its data with 61xx. */
  readonly isT0?: boolean;
  /** Takes SELECT of a file only with P1 = 00. */
  readonly selectsByZero?: boolean;
  readonly records?: Partial<typeof records>;
};

/** Answers commands as such a card does; hex in, hex out. */
export function createPublishedCard(manner: CardManner = {}): (command: string) => string {
  const files = { ...records, ...manner.records };
  let file: 'EF05' | 'EF06' | null = null;
  let ready = '';
  const select = (id: string): string => {
    if (id !== 'EF05' && id !== 'EF06') return '6A82';
    file = id;
    return '9000';
  };
  const read = (p1: string, p2: string, le: number): string => {
    if (file === null) return '6985';
    const all = Object.entries(files[file] ?? {});
    const isByNumber = p2 === '04';
    if (manner.isNumbered === true && !isByNumber) return '6A86';
    const record = isByNumber ? all[Number.parseInt(p1, 16) - 1]?.[1] : files[file]?.[p1];
    if (record === undefined) return '6A83';
    const bytes = record.length / 2;
    if (manner.isT0 === true && le !== bytes) return `6C${hex(bytes)}`;
    if (manner.isT0 !== true) return `${record}9000`;
    ready = record;
    return `61${hex(bytes)}`;
  };
  return (command) => {
    if (command === commands.selectEnvironment) return manner.isT0 === true ? '611A' : '6F109000';
    if (command.startsWith('00C00000')) return `${ready}9000`;
    if (command.startsWith('00A4020002'))
      return manner.selectsByZero === true ? '6A86' : select(command.slice(10));
    if (command.startsWith('00A4000002')) return select(command.slice(10));
    if (command.startsWith('00B2'))
      return read(command.slice(4, 6), command.slice(6, 8), Number.parseInt(command.slice(8, 10), 16) || 256);
    return '6D00';
  };
}

/** The same over bytes, with a memory of what it was asked. */
export function transmitTo(card: (command: string) => string) {
  const asked: string[] = [];
  const transmit = async (command: Uint8Array) => {
    const text = Buffer.from(command).toString('hex').toUpperCase();
    asked.push(text);
    return { ok: true, value: Uint8Array.from(Buffer.from(card(text), 'hex')) } as const;
  };
  return { transmit, asked };
}

export function ascii(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex').toUpperCase();
}

const hex = (value: number): string => value.toString(16).padStart(2, '0').toUpperCase();
