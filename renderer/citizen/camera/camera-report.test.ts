import { describe, expect, it } from 'vitest';
import { lookForCamera, stateAfterRefusal } from './camera-report.ts';

const device = (kind: MediaDeviceKind) => ({ kind, label: 'HD camera' }) as MediaDeviceInfo;
const having = (...kinds: readonly MediaDeviceKind[]) => ({
  enumerateDevices: async () => kinds.map(device),
});
const permitting = (state: PermissionState) => ({ query: async () => ({ state }) });

describe('this window’s camera', () => {
  it.each([
    ['present', having('audioinput', 'videoinput'), permitting('granted')],
    ['present', having('videoinput'), permitting('prompt')],
    ['denied', having('videoinput'), permitting('denied')],
    ['absent', having('audioinput'), permitting('granted')],
    ['absent', having(), undefined],
    ['absent', undefined, undefined],
    ['broken', { enumerateDevices: () => Promise.reject(new Error('no')) }, undefined],
  ] as const)('is %s', async (report, mediaDevices, permissions) => {
    expect((await lookForCamera({ mediaDevices, permissions })).state).toBe(report);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'absent'],
    ['OverconstrainedError', 'absent'],
    ['NotReadableError', 'broken'],
    ['AbortError', 'broken'],
  ])('that refuses with %s is %s', (name, report) => {
    expect(stateAfterRefusal(new DOMException('', name))).toBe(report);
  });
});
