/** The flags that `pnpm start` passes to Node: the benchmark measures what users run. */
export const NODE_FLAGS = [
  '--max-semi-space-size=4',
  '--initial-old-space-size=16',
  '--heap-growing-percent=30',
  '--v8-pool-size=2',
  '--no-concurrent-recompilation',
]
