/**
 * The closed word lists of the wire. Words for devices are those of CEN XFS4IoT 2024-3; `wire/` knows no driver, so
 * they stand here once more, and a test of the host holds both lists together.
 */
export const deviceClasses = [
  'id-card',
  'citizen-card',
  'receipt-printer',
  'document-printer',
  'document-scanner',
  'code-scanner',
  'cabinet',
  'camera',
] as const;
export type DeviceClass = (typeof deviceClasses)[number];

/** How a device is spoken to: `driver` of its entry in the machine's configuration. */
export const deviceDrivers = [
  'sdt-serial',
  'sdt-hid',
  'pcsc',
  'escpos-serial',
  'escpos-tcp',
  'ipp',
  'sane',
  'escl',
  'imager-serial',
  'hid-pos',
  'board-serial',
  'screen',
] as const;

export const deviceStates = [
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'fraudAttempt',
  'potentialFraud',
  'starting',
] as const;
export type DeviceState = (typeof deviceStates)[number];

/** What runs out: roll, tray, toner. */
export const supplies = ['receipt-paper', 'document-paper', 'toner'] as const;
export type Supply = (typeof supplies)[number];

/** How an item ended for the citizen: the outcomes of the flow language's machine. */
export const outcomes = [
  'done',
  'refused',
  'rejected',
  'none-accepted',
  'pending',
  'payment-unknown',
  'not-charged',
  'failed',
  'left',
] as const;
export type Outcome = (typeof outcomes)[number];

/** What only the machine itself can see; everything else the hall derives from states. */
export const alarmCodes = [
  'help-wanted',
  'card-left',
  'paper-left',
  'cabinet-door-open',
  'cabinet-tampered',
  'cabinet-light-stuck',
  'power-on-battery',
  'power-low',
  'power-battery-failure',
  'device-out-of-service',
  'window-silent',
  'exchange-unreachable',
  'journal-failing',
] as const;
export type AlarmCode = (typeof alarmCodes)[number];

/** What of the machine an alarm is about. */
export const alarmComponents = [...deviceClasses, 'kiosk', 'window', 'exchange', 'journal'] as const;
export type AlarmComponent = (typeof alarmComponents)[number];
