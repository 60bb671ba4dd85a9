/** Milliseconds per call, one after the other. */
export async function oneAtATime(calls: number, call: (n: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < calls; n++) {
    const began = performance.now()
    await call(n)
    times.push(performance.now() - began)
  }
  return times
}

export interface Load {
  perSecond: number
  /** Milliseconds of each call. */
  times: number[]
}

/** Calls at a constant concurrency. */
export async function throughput(calls: number, atATime: number, call: (n: number) => Promise<unknown>): Promise<Load> {
  let next = 0
  const began = performance.now()
  const worker = async (): Promise<number[]> => {
    const times: number[] = []
    while (next < calls) {
      const n = next++
      times.push(...(await oneAtATime(1, () => call(n))))
    }
    return times
  }
  const times = (await Promise.all(Array.from({ length: atATime }, worker))).flat()
  return { perSecond: calls / ((performance.now() - began) / 1000), times }
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
