/**
 * The body of a device's `fault` button. “For ever” stays unsaid: a device counts only what it is told to count, and a
 * mended one has nothing to count.
 */
export const countedFault = <Preset extends string>(
  preset: Preset,
  times: number | null,
): { readonly preset: Preset; readonly times?: number } =>
  times === null || preset === 'none' ? { preset } : { preset, times };
