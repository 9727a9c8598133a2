/**
 * Adds properties that are made when they are first read, and kept. Over two hundred items stand on offer, and a visit
 * runs a few of them.
 */
export function lazily<Ready extends object, Late extends Readonly<Record<string, unknown>>>(
  ready: Ready,
  late: { readonly [Name in keyof Late]: () => Late[Name] },
): Ready & Late {
  for (const name of Object.keys(late)) {
    Object.defineProperty(ready, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = late[name]?.();
        Object.defineProperty(ready, name, { enumerable: true, value });
        return value;
      },
    });
  }
  // Each property of `Late` has just been defined.
  return ready as Ready & Late;
}
