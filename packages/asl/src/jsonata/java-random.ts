const MULTIPLIER = 0x5deece66dn
const MASK = (1n << 48n) - 1n

/** The first `nextDouble` of a `java.util.Random` with this seed: what AWS's `$random(seed)` answers. */
export function javaRandom(seed: number): number {
  const first = step((BigInt(seed) ^ MULTIPLIER) & MASK)
  const second = step(first)
  return (Number(first >> 22n) * 2 ** 27 + Number(second >> 21n)) / 2 ** 53
}

function step(state: bigint): bigint {
  return (state * MULTIPLIER + 0xbn) & MASK
}
