import { z } from 'zod';

/**
 * The `devices` of a configuration: one entry a device, its class and its driver named. A `port` is a path, a
 * pattern with `*` that fits exactly one port, or `usb:VENDOR:PRODUCT[:SERIAL]`.
 */
const serialLine = { port: z.string().min(1), baudRate: z.int().positive().default(115_200) };
const hidDevice = { port: z.string().regex(/^usb:[0-9a-f]{4}:[0-9a-f]{4}(:.+)?$/i) };

/** What the imager can be told. `none`: it is in presentation mode, and reads whatever is held before it. */
const imager = { commands: z.enum(['none', 'honeywell']).default('none') };

/** Where the paper comes out. A presenter holds it until it is taken, and can take it back. */
const paperPath = {
  columns: z.union([z.literal(32), z.literal(48)]).default(48),
  presenter: z.enum(['none', 'custom']).default('none'),
  /** How far a presenter pushes the paper out; the model's step is 0.6 to 7 mm. */
  presentSteps: z.int().min(1).max(255).default(12),
  /** A 1-bit picture (netpbm `P4`, 8 dots a millimetre) for the head of every receipt. */
  logo: z.string().min(1).optional(),
};

export const deviceSchema = z.discriminatedUnion('driver', [
  z.strictObject({ class: z.literal('id-card'), driver: z.literal('sdt-serial'), ...serialLine }),
  z.strictObject({ class: z.literal('id-card'), driver: z.literal('sdt-hid'), ...hidDevice }),
  z.strictObject({
    class: z.literal('citizen-card'),
    driver: z.literal('pcsc'),
    /** The reader's name as pcscd lists it; `*` stands for any characters, and must fit exactly one. */
    reader: z.string().min(1).default('*'),
    /** pcscd's socket, where it is not the system's. */
    socket: z.string().min(1).optional(),
  }),
  z.strictObject({
    class: z.literal('receipt-printer'),
    driver: z.literal('escpos-serial'),
    ...serialLine,
    ...paperPath,
  }),
  z.strictObject({
    class: z.literal('receipt-printer'),
    driver: z.literal('escpos-tcp'),
    host: z.string().min(1),
    tcpPort: z.int().min(1).max(65_535).default(9100),
    ...paperPath,
  }),
  z.strictObject({
    class: z.literal('document-printer'),
    driver: z.literal('ipp'),
    /** The printer itself, or a queue of CUPS. */
    uri: z.url({ protocol: /^ipps?$/ }),
    /** PEM file of the certificate an `ipps:` printer has made for itself, or of who signed it. */
    certificate: z.string().min(1).optional(),
  }),
  z.strictObject({
    class: z.literal('document-scanner'),
    driver: z.literal('sane'),
    /** The device as `scanimage -L` names it; `*` stands for any characters, and must fit exactly one. */
    device: z.string().min(1),
    /** What this model needs besides, as `scanimage --help` names it: `{swcrop: yes}`. */
    options: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string()).default({}),
  }),
  z.strictObject({
    class: z.literal('document-scanner'),
    driver: z.literal('escl'),
    url: z.url({ protocol: /^https?$/ }),
  }),
  z.strictObject({
    class: z.literal('code-scanner'),
    driver: z.literal('imager-serial'),
    ...serialLine,
    ...imager,
  }),
  z.strictObject({ class: z.literal('code-scanner'), driver: z.literal('hid-pos'), ...hidDevice, ...imager }),
  z.strictObject({ class: z.literal('cabinet'), driver: z.literal('board-serial'), ...serialLine }),
  /** The camera beside the screen: the page takes the pictures, the host judges them. */
  z.strictObject({ class: z.literal('camera'), driver: z.literal('screen') }),
]);

export type DeviceConfig = z.infer<typeof deviceSchema>;
