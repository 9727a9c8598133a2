import type { ClientMessage } from '../../../host/contract/messages.ts';

/** What the host is told of this window's camera. */
export type CameraReport = Extract<ClientMessage, { type: 'camera' }>['state'];

/** What a page can ask the browser about; the browser's own in the product, a fake in a test. */
export type Browser = {
  readonly mediaDevices?: Pick<MediaDevices, 'enumerateDevices'> | undefined;
  readonly permissions?:
    | { query(descriptor: { name: 'camera' }): Promise<{ readonly state: PermissionState }> }
    | undefined;
};

/** Is there a camera, and may this page use it? Asks without turning it on. */
export async function lookForCamera({ mediaDevices, permissions }: Browser): Promise<CameraReport> {
  if (!mediaDevices) return 'absent';
  try {
    const devices = await mediaDevices.enumerateDevices();
    if (!devices.some(({ kind }) => kind === 'videoinput')) return 'absent';
    const permission = await permissions?.query({ name: 'camera' });
    return permission?.state === 'denied' ? 'denied' : 'present';
  } catch {
    return 'broken';
  }
}

/** What a refusal of getUserMedia says about the camera (Media Capture and Streams, 10.2). */
export function reportOfRefusal(error: unknown): CameraReport {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
  return 'broken';
}
