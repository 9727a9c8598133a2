import { createChance } from '../population/chance.ts';

/**
 * What a synthetic face is made of. These are toy biometrics and say so: who somebody is stands in twenty-four freckles
 * at fixed places; tone and hair are for the eye. Nothing here resembles anybody or recognises real faces.
 */
export type Face = {
  readonly skin: Colour;
  readonly hair: Colour;
  readonly clothes: Colour;
  /** One of {@link FRECKLES} a place: there or not. */
  readonly freckles: readonly boolean[];
};
/** sRGB, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Where freckles are, in halves of the face's width and height from its middle: forehead, then both cheeks. */
export const FRECKLES: readonly (readonly [across: number, down: number])[] = [
  ...[-0.7, -0.5].flatMap((down) =>
    [-0.5, -0.3, -0.1, 0.1, 0.3, 0.5].map((across) => [across, down] as const),
  ),
  ...[-1, 1].flatMap((side) =>
    [0.1, 0.3].flatMap((down) => [0.34, 0.52, 0.7].map((across) => [side * across, down] as const)),
  ),
];

/** The same person has the same face for ever; two people differ in about half of their freckles. */
export function faceOf(seed: string, citizen: string): Face {
  const chance = createChance(seed, 'face', citizen);
  return {
    skin: chance.pick([
      [238, 200, 168],
      [228, 186, 150],
      [214, 170, 132],
      [198, 152, 116],
    ]),
    hair: chance.pick([
      [24, 20, 20],
      [44, 32, 26],
      [150, 150, 152],
    ]),
    clothes: chance.pick([
      [52, 84, 130],
      [40, 96, 90],
      [84, 88, 100],
    ]),
    freckles: FRECKLES.map(() => chance.happens(0.5)),
  };
}
