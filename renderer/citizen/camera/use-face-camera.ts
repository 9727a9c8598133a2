import { type RefObject, useEffect, useRef } from 'react';
import type { FRAME_PATH } from '../../../host/contract/messages.ts';
import { type CameraReport, stateAfterRefusal } from './camera-report.ts';

/** Where frames and reports go. */
export type CameraLink = {
  readonly report: (found: CameraReport) => void;
  /** Resolves when the host has it, or will not have it. */
  readonly handOver: (frame: Blob) => Promise<void>;
};

export const FRAME = { width: 640, height: 480 } as const;
/** Between two frames; the next waits for the last to have arrived. */
const FRAME_EVERY_MS = 250;
const JPEG_QUALITY = 0.85;

/** Sends one frame to the host this page came from. A frame that does not arrive is not sent again: another follows. */
export async function handOverFrame(frame: Blob): Promise<void> {
  await fetch('/camera/frame' satisfies typeof FRAME_PATH, { method: 'POST', body: frame }).catch(
    () => undefined,
  );
}

/**
 * The camera is on exactly as long as this is mounted. Frames are handed over while `isLooking`; afterwards the last
 * picture stands still, so that nobody thinks they are still being looked at.
 */
export function useFaceCamera(isLooking: boolean, link: CameraLink): RefObject<HTMLVideoElement | null> {
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    const element = video.current;
    let stream: MediaStream | null = null;
    let isOver = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    navigator.mediaDevices
      ?.getUserMedia({ audio: false, video: { ...FRAME, facingMode: 'user' } })
      .then(async (opened) => {
        stream = opened;
        if (isOver || element === null) return stop();
        opened.getVideoTracks()[0]?.addEventListener('ended', () => link.report({ state: 'broken' }));
        element.srcObject = opened;
        await element.play();
      })
      .catch((error: unknown) => {
        // Playing is interrupted when the screen changes at once: that says nothing about the camera.
        if (!isOver) link.report({ state: stateAfterRefusal(error) });
      });
    return () => {
      isOver = true;
      stop();
      if (element !== null) element.srcObject = null;
    };
  }, [link]);

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    if (!isLooking) return element.pause();
    const canvas = document.createElement('canvas');
    canvas.width = FRAME.width;
    canvas.height = FRAME.height;
    let isBusy = false;
    const timer = setInterval(async () => {
      if (isBusy || element.videoWidth === 0) return;
      isBusy = true;
      canvas.getContext('2d')?.drawImage(element, 0, 0, FRAME.width, FRAME.height);
      const frame = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/jpeg', JPEG_QUALITY));
      if (frame !== null) await link.handOver(frame);
      isBusy = false;
    }, FRAME_EVERY_MS);
    return () => {
      clearInterval(timer);
      // Nothing of a face is left in this page.
      canvas.width = 0;
    };
  }, [isLooking, link]);

  return video;
}
