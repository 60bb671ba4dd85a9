/** How large a check is: `pnpm test` runs a bounded one, `pnpm prove` sets PROVE and runs the whole. */
export function scale(bounded: number, full: number): number {
  return process.env.PROVE ? full : bounded
}

/** How long a check may take. Bounded ones keep to the limit of the project. */
export const PATIENCE = { timeout: process.env.PROVE ? 3_000_000 : 60_000 }

/** Prints what was measured, for docs/reliability.md: only where the whole is run. */
export function printFigures(figures: Record<string, unknown>): void {
  if (process.env.PROVE) process.stderr.write(`${JSON.stringify(figures)}\n`)
}

/** The same for checks that start processes again and again, or wait until a crowd has settled: a busy machine takes its time. */
export const MORE_PATIENCE = { timeout: process.env.PROVE ? 3_000_000 : 180_000 }
