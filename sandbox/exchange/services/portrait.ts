import sharp from 'sharp';
import { z } from 'zod';
import { isSameFace, type Picture, recognise } from '../../faces/recognise.ts';
import type { LedgerCheck } from '../contract.ts';
import { checkOnce, citizenOf, type IdentityCheckParts, subjectSchema } from '../identity/identity-check.ts';
import { answer, type Service, withBody } from './service.ts';

/** 200 kB of JPEG in base64. */
const MOST_CHARACTERS = 280_000;
const MOST_PIXELS = 1920 * 1080;

const requestSchema = z.strictObject({
  queryId: z.string().min(1).max(64),
  /** A picture without the person's consent is not looked at. */
  purpose: z.strictObject({ item: z.string(), consent: z.literal(true) }),
  subject: subjectSchema,
  picture: z.base64().max(MOST_CHARACTERS),
});

/** `police/portrait/compare`: is it the person of this number in front of the camera? Keeps no picture. */
export const portraitService = (parts: IdentityCheckParts): Service =>
  withBody(requestSchema, async ({ queryId, purpose, subject, picture }, call) => {
    const seen = await decode(Buffer.from(picture, 'base64'));
    if (seen === undefined) return answer(400, { type: 'bad-request', paths: ['picture: no JPEG'] });
    const content = JSON.stringify([subject, picture]);
    return checkOnce(parts, call, { queryId, item: purpose.item, content }, () => {
      const outcome = compare(seen, parts, subject);
      return { outcome, answer: { outcome } };
    });
  });

const compare = (
  seen: Picture,
  { population }: IdentityCheckParts,
  subject: z.infer<typeof subjectSchema>,
): LedgerCheck['outcome'] => {
  const found = recognise(seen);
  if (found.kind !== 'face') return found.kind;
  const citizen = citizenOf(subject, population);
  const known = citizen && population.face(citizen.id);
  return known && isSameFace(found.freckles, known.freckles) ? 'match' : 'no-match';
};

const decode = async (jpeg: Buffer): Promise<Picture | undefined> => {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return undefined;
  try {
    const { data, info } = await sharp(jpeg, { failOn: 'truncated', limitInputPixels: MOST_PIXELS })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return info.channels === 3 ? { widthPx: info.width, heightPx: info.height, rgb: data } : undefined;
  } catch {
    return undefined;
  }
};
