/** Where halls are drawn: an equirectangular picture of a district, true enough over a few hundred kilometres. */
export type Place = { readonly id: string; readonly lat: number; readonly lon: number };
export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };
export type Picture = {
  /** Of each place, in CSS pixels from the upper left. */
  readonly points: ReadonlyMap<string, Point>;
  readonly metresPerPx: number;
};

const METRES_PER_DEGREE = (Math.PI * 6_371_000) / 180;
/** One hall, or several in one street, do not fill the picture. */
const LEAST_M = 2000;

/** All places within `size`, at least `margin` pixels from its edge, north above. */
export function pictureOf(places: readonly Place[], size: Size, margin: Size): Picture {
  const [first] = places;
  if (first === undefined) return { points: new Map(), metresPerPx: 1 };
  const [south, north] = range(places.map(({ lat }) => lat));
  const [west, east] = range(places.map(({ lon }) => lon));
  const [midLat, midLon] = [(south + north) / 2, (west + east) / 2];
  const perLon = METRES_PER_DEGREE * Math.cos((midLat * Math.PI) / 180);
  const room = (whole: number, edge: number) => Math.max(1, whole - 2 * edge);
  const metresPerPx = Math.max(
    Math.max(LEAST_M, (east - west) * perLon) / room(size.width, margin.width),
    Math.max(LEAST_M, (north - south) * METRES_PER_DEGREE) / room(size.height, margin.height),
  );
  const points = places.map(
    ({ id, lat, lon }) =>
      [
        id,
        {
          x: size.width / 2 + ((lon - midLon) * perLon) / metresPerPx,
          y: size.height / 2 - ((lat - midLat) * METRES_PER_DEGREE) / metresPerPx,
        },
      ] as const,
  );
  return { points: new Map(points), metresPerPx };
}

const range = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values),
  Math.max(...values),
];

/** The longest round distance (1, 2 or 5 times a power of ten) that is no longer than so many pixels, in metres. */
export function roundDistance(metresPerPx: number, atMostPx: number): number {
  const most = metresPerPx * atMostPx;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([5, 2].find((times) => times * power <= most) ?? 1);
}
