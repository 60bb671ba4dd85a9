/** Those that `pnpm start` gives to Node: what is measured runs as what is used. */
export const NODE_FLAGS = [
  '--max-semi-space-size=4',
  '--initial-old-space-size=16',
  '--heap-growing-percent=30',
  '--v8-pool-size=2',
  '--no-concurrent-recompilation',
]
