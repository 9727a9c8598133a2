import type { DeviceReport, Recovery } from '../../drivers/device/device.ts';
import type { DeviceFaultReport, DevicePayload, FrameReport } from '../../wire/device-payload.ts';
import type { Devices } from '../devices/devices.ts';
import type { OpenedDevice } from '../technician/device-desk.ts';

const MOST_FRAMES = 8;
const MOST_STEPS = 12;
const MOST_BYTES = 24;

/** A device's present state as it is told; null when its class has no driver open. */
export function deviceReport(
  devices: Devices,
  opened: Pick<OpenedDevice, 'class' | 'driver'>,
  fault: DeviceFaultReport | null,
): DevicePayload | null {
  const common = { driver: opened.driver as DevicePayload['driver'], fault }; // the names of kiosk-config; a test holds the lists together
  switch (opened.class) {
    case 'id-card': {
      const status = devices.reader?.status();
      return status ? { class: opened.class, ...status, ...common } : null;
    }
    case 'citizen-card': {
      const status = devices.citizenCardReader?.status();
      return status ? { class: opened.class, ...status, ...common } : null;
    }
    case 'receipt-printer': {
      const status = devices.printer?.status();
      return status ? { class: opened.class, ...status, ...common } : null;
    }
    case 'document-printer': {
      const status = devices.documentPrinter?.status();
      return status ? { class: opened.class, ...status, ...common } : null;
    }
    case 'document-scanner': {
      const status = devices.scanner?.status();
      return status ? { class: opened.class, ...status, ...common } : null;
    }
    case 'code-scanner': {
      const status = devices.codeScanner?.status();
      return status ? { class: opened.class, ...status, ...common } : null;
    }
    case 'camera': {
      const status = devices.camera?.status();
      return status ? { class: opened.class, ...status, ...common } : null;
    }
    case 'cabinet': {
      const status = devices.cabinet?.status();
      if (!status) return null;
      // Field by field: whether somebody stands in front of the cabinet is nobody's business.
      const { device, isOutOfService, cabinetDoor, tamperSensor, stuckLights, power } = status;
      return {
        class: opened.class,
        device,
        isOutOfService,
        cabinetDoor,
        tamperSensor,
        stuckLights: [...stuckLights],
        powerIn: power.powerIn,
        battery: power.battery,
        minutesLeft: power.minutesLeft === null ? null : Math.round(power.minutesLeft),
        chargePercent: power.chargePercent,
        ...common,
      };
    }
    default:
      return opened.class satisfies never;
  }
}

/** Does it need somebody, or is it only busy, waiting, or being used? */
export const isFailing = ({
  device,
  isOutOfService,
}: Pick<DevicePayload, 'device' | 'isOutOfService'>): boolean =>
  isOutOfService || !['online', 'deviceBusy', 'starting', 'userError'].includes(device);

/**
 * What makes a report another one. A visit lays cards down, arms the scanner and pulls paper: none of that is news of
 * the machine's health, and none of it is told.
 */
export function gist(report: DevicePayload): string {
  return JSON.stringify(report, (key, value: unknown) => {
    if (key === 'device' && value === 'deviceBusy') return 'online';
    if (key === 'media' && value !== 'jammed' && value !== 'retracted') return 'calm';
    if (key === 'chipPower' && value !== 'hardwareError' && value !== 'noDevice') return 'calm';
    if (key === 'scanner' && value !== 'inoperative') return 'calm';
    if (key === 'feeder' && value !== 'inoperative') return 'calm';
    if (key === 'minutesLeft' || key === 'chargePercent' || key === 'tried' || key === 'frames')
      return undefined;
    return value;
  });
}

/**
 * A fault as it is told: what was tried since, and the last that was on the line, personal bytes struck out by the
 * driver's own redactor.
 *
 * @param since driver's clock, milliseconds: earlier climbs of the ladder belong to earlier faults
 */
export function faultReport(
  at: string,
  device: DevicePayload['device'],
  { recoveries, frames }: Pick<DeviceReport, 'recoveries' | 'frames'>,
  since: number,
): DeviceFaultReport {
  return {
    at,
    device,
    tried: recoveries
      .filter((recovery) => recovery.at >= since)
      .map(({ step }: Recovery) => step)
      .slice(-MOST_STEPS),
    frames: frames.slice(-MOST_FRAMES).map(({ direction, hex }) => frameReport(direction, hex)),
  };
}

/** `1004··… 1300 bytes`, as the recorder shows it, in the wire's form. */
function frameReport(dir: FrameReport['dir'], shown: string): FrameReport {
  const [hex = '', rest] = shown.split('… ');
  const bytes = hex.match(/[0-9A-F]{2}|··/g) ?? [];
  return {
    dir,
    hex: bytes
      .slice(0, MOST_BYTES)
      .map((byte) => (byte === '··' ? '--' : byte))
      .join(' '),
    bytes: rest === undefined ? bytes.length : Number.parseInt(rest, 10) || bytes.length,
  };
}
