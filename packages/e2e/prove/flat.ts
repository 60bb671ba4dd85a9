/**
 * How much more the last third of the samples is than the middle third, each by its median; 0.1 is 10 %. The first third is left out:
 * code is compiled then, and caches fill.
 */
export function growth(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3)
  if (third === 0) throw new Error(`Three samples at least are needed, got ${samples.length}.`)
  return median(samples.slice(-third)) / median(samples.slice(-2 * third, -third)) - 1
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
