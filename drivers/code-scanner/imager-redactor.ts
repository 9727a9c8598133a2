import { hexOf, type Redactor, struckOut } from '../device/frame-recorder.ts';

const isFraming = (byte: number): boolean => [0x05, 0x06, 0x0a, 0x0d, 0x15].includes(byte);

/** What a serial imager sends may be somebody's code: only line ends and ACK, ENQ, NAK are shown. */
export const serialRedactor: Redactor = {
  sent: hexOf,
  received: (bytes) =>
    [...bytes].map((byte) => (isFraming(byte) ? hexOf(Uint8Array.of(byte)) : struckOut(1))).join(''),
  reset: () => undefined,
};

/** Report id, length and AIM identifier tell how a device reports; what follows is somebody's. */
const shownOfReport = 5;

export const hidPosRedactor: Redactor = {
  sent: hexOf,
  received: (report) =>
    hexOf(report.subarray(0, shownOfReport)) + struckOut(Math.max(0, report.length - shownOfReport)),
  reset: () => undefined,
};
