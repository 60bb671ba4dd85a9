/** Milliseconds per call, one after the other, sorted. */
export async function oneAtATime(calls: number, call: (n: number) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < calls; n++) {
    const began = performance.now()
    await call(n)
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)
}

/** Calls per second at a constant concurrency. */
export async function throughput(calls: number, atATime: number, call: (n: number) => Promise<void>): Promise<number> {
  let next = 0
  const began = performance.now()
  const worker = async () => {
    while (next < calls) await call(next++)
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  return calls / ((performance.now() - began) / 1000)
}

export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}
