/**
 * How much more the last third of the samples is than the middle third; 0.1 is 10 %. Each third counts by its low: how many environments
 * of Lambdas are warm goes up and down with the machine, and what leaks raises the low too. The first third is left out: code is
 * compiled then, and caches fill.
 */
export function growth(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3)
  if (third === 0) throw new Error(`Three samples at least are needed, got ${samples.length}.`)
  return low(samples.slice(-third)) / low(samples.slice(-2 * third, -third)) - 1
}

/** Nine of ten are not below it. */
export function low(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 10)] ?? Number.NaN
}
