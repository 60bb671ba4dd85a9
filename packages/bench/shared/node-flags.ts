/** Those that `pnpm start` gives to Node: what is measured runs as what is used. */
export const NODE_FLAGS = ['--max-semi-space-size=16']
