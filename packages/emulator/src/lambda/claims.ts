/**
 * Who has which job of an environment, in one shared number: up to it all jobs are taken, by the worker that begins them or by the host
 * that wants them back. Jobs are numbered from 1.
 */
export type Claims = Int32Array

export function createClaims(): Claims {
  return new Int32Array(new SharedArrayBuffer(4))
}

/** Takes back every job up to `lastJob` that the worker has not begun. Returns the number of the last one that it has. */
export function recall(claims: Claims, lastJob: number): number {
  for (;;) {
    const claimed = Atomics.load(claims, 0)
    if (Atomics.compareExchange(claims, 0, claimed, lastJob) === claimed) return claimed
  }
}
