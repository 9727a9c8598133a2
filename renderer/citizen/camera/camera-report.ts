import type { ClientMessage } from '../../../host/contract/messages.ts';

/** What the host is told of this window's camera. */
export type CameraReport = Omit<Extract<ClientMessage, { type: 'camera' }>, 'type'>;
export type CameraState = CameraReport['state'];

const LONGEST_LABEL = 200;

/** What a page can ask the browser about; the browser's own in the product, a fake in a test. */
export type Browser = {
  readonly mediaDevices?: Pick<MediaDevices, 'enumerateDevices'> | undefined;
  readonly permissions?:
    | { query(descriptor: { name: 'camera' }): Promise<{ readonly state: PermissionState }> }
    | undefined;
};

/** Is there a camera, and may this page use it? Asks without turning it on. */
export async function lookForCamera({ mediaDevices, permissions }: Browser): Promise<CameraReport> {
  if (!mediaDevices) return { state: 'absent' };
  try {
    const devices = await mediaDevices.enumerateDevices();
    const camera = devices.find(({ kind }) => kind === 'videoinput');
    if (camera === undefined) return { state: 'absent' };
    const permission = await permissions?.query({ name: 'camera' });
    const state = permission?.state === 'denied' ? 'denied' : 'present';
    return { state, label: camera.label.slice(0, LONGEST_LABEL) };
  } catch {
    return { state: 'broken' };
  }
}

/** What a refusal of getUserMedia says about the camera (Media Capture and Streams, 10.2). */
export function stateAfterRefusal(error: unknown): CameraState {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
  return 'broken';
}
