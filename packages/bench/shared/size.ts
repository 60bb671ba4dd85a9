/** How much is measured: BENCH_SMALL only shows that a part runs, its figures say nothing. */
export function size(full: number, small: number): number {
  return process.env.BENCH_SMALL ? small : full
}
