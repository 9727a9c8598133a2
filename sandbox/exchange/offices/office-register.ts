import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const wordsSchema = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

const officesSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
    name: wordsSchema,
    /** Manned when it is busiest. */
    counters: z.int().min(1),
    /** How long one person takes at a counter. */
    minutesEach: z.int().min(1),
    /** What items call it. */
    windows: z.array(z.string()).min(1),
  }),
);

export type Office = Omit<z.infer<typeof officesSchema>[number], 'windows'> & {
  /** Ids of what can be done there. */
  readonly items: readonly string[];
};

/** The block of an item that says where else it can be done. */
const WINDOW = /^window:\n(?: .*\n)+/m;
const windowSchema = z.object({ window: z.object({ place: z.object({ 'zh-CN': z.string() }) }) });

/**
 * The offices with a ticket machine, and what is done at each: what the release's items say of their window.
 *
 * @param itemsDirectory `flows/items` of the release. Of each item only its window is read: all of two hundred would
 *   keep everybody waiting for seconds.
 */
export function readOffices(itemsDirectory: string): readonly Office[] {
  const offices = officesSchema.parse(parse(readFileSync(join(import.meta.dirname, 'offices.yaml'), 'utf8')));
  const itemsAt = Map.groupBy(readWindows(itemsDirectory), ({ place }) => place);
  return offices.map(({ windows, ...office }) => ({
    ...office,
    items: windows.flatMap((place) => (itemsAt.get(place) ?? []).map(({ item }) => item)).toSorted(),
  }));
}

function readWindows(directory: string): readonly { readonly item: string; readonly place: string }[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: department }) =>
      readdirSync(join(directory, department))
        .filter((file) => file.endsWith('.yaml'))
        .flatMap((file) => {
          const text = readFileSync(join(directory, department, file), 'utf8');
          const read = windowSchema.safeParse(parse(WINDOW.exec(text)?.[0] ?? ''));
          if (!read.success) return [];
          return [
            {
              item: `${department}.${file.slice(0, -'.yaml'.length)}`,
              place: read.data.window.place['zh-CN'],
            },
          ];
        }),
    );
}
