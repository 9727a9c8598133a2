import { refuseNavigation } from './navigation.ts';

export type PermissionQuestion = {
  /** Electron's name of the permission. */
  readonly permission: string;
  /** Origin or URL of the frame that asks. */
  readonly asker: string;
  readonly mainFrame: boolean;
  /** Kinds of media asked for, when the permission is `media`. */
  readonly media: readonly string[];
};

/**
 * The one permission a kiosk gives: pictures of the camera, to its own page. Everything else Chromium knows, now or in
 * a later version, is denied, because Electron grants what no handler denies.
 */
export function permits(question: PermissionQuestion, origins: readonly string[]): boolean {
  return (
    question.permission === 'media' &&
    question.mainFrame &&
    question.media.length > 0 &&
    question.media.every((kind) => kind === 'video') &&
    refuseNavigation(question.asker, origins) === undefined
  );
}
