/** The ten digits in an order nobody can foresee (Fisher–Yates over the browser's own randomness). */
export function shuffledDigits(random: (below: number) => number = below): readonly string[] {
  const digits = [...'1234567890'];
  for (let last = digits.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [digits[last], digits[other]] = [digits[other] ?? '', digits[last] ?? ''];
  }
  return digits;
}

/** Uniform: numbers that would favour the low ones are drawn again. */
function below(limit: number): number {
  const fair = 256 - (256 % limit);
  const [drawn = 0] = crypto.getRandomValues(new Uint8Array(1));
  return drawn < fair ? drawn % limit : below(limit);
}
