import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUp } from './decode.ts';
import { publishedSchemas } from './json-schema.ts';
import { allUpExamples, upTopics } from './testing/examples.ts';

type Json = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every schema inside a schema, with where it stands. */
function* within(schema: unknown, at = ''): Generator<readonly [string, Json]> {
  if (!isObject(schema)) return;
  if (!Array.isArray(schema)) yield [at, schema];
  for (const [key, value] of Object.entries(schema)) yield* within(value, `${at}/${key}`);
}

/** What a kiosk sends; a hall's own message on a standby screen is for everybody. */
const upSchemas = [...publishedSchemas()].filter(([name]) => !/^(ack|cmd|desired|poke)\./.test(name));

describe('the privacy wall of telemetry', () => {
  it.each(upSchemas)('is closed in every object of %s', (_name, text) => {
    for (const [at, schema] of within(JSON.parse(text)))
      if (schema.type === 'object') expect(schema.additionalProperties, at).not.toBeOneOf([undefined, true]);
  });

  it.each(upSchemas)(
    'has no free text in %s: every text is a word of a list, or has a pattern',
    (_name, text) => {
      for (const [at, schema] of within(JSON.parse(text)))
        if (schema.type === 'string') expect(schema.enum ?? schema.const ?? schema.pattern, at).toBeDefined();
    },
  );

  it('has no place for a name, an address, a telephone or a resident’s number, in any field of any message', () => {
    const personal = [
      '王秀云',
      '浙江省桐庐县迎春南路12号',
      '13858012345',
      '330122195803124529',
      '33012219580312452X',
    ];
    for (const message of allUpExamples) {
      for (const value of personal) {
        for (const poisoned of poisonings(message, value)) {
          const bytes = new TextEncoder().encode(JSON.stringify(poisoned));
          expect(decodeUp(upTopics[message.ty], bytes).ok, JSON.stringify(poisoned)).toBe(false);
        }
      }
    }
  });

  it('takes no key nobody knows, at any depth', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...allUpExamples),
        fc.nat(),
        fc.string({ minLength: 1 }),
        (message, place, key) => {
          const copy = structuredClone(message);
          const objects = [...within(copy)].map(([, each]) => each as Record<string, unknown>);
          const target = objects[place % objects.length];
          fc.pre(target !== undefined && !(key in target));
          Object.defineProperty(target, key, { value: 1, enumerable: true });
          const bytes = new TextEncoder().encode(JSON.stringify(copy));
          expect(decodeUp(upTopics[message.ty], bytes).ok).toBe(false);
        },
      ),
    );
  });
});

/** The message once for each text in it, with that text replaced. */
function* poisonings(value: unknown, by: string): Generator<unknown> {
  if (typeof value === 'string') yield by;
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value))
    for (const poisoned of poisonings(inner, by))
      yield Array.isArray(value)
        ? value.map((each) => (each === inner ? poisoned : each))
        : { ...value, [key]: poisoned };
}
