import { writeFileSync } from 'node:fs'
import { PARTS } from './parts.ts'
import type { PartResults, Results } from './results.ts'
import { runPart } from './run-part.ts'
import { thisMachine } from './shared/machine.ts'

/**
 * Measures all parts, or those whose names contain a word, one after the other; ends with 1 if one failed.
 * Usage: [BENCH_JSON=FILE] pnpm bench [WORD]
 */
const [word = ''] = process.argv.slice(2)
const chosen = PARTS.filter((name) => name.includes(word))
if (chosen.length === 0) {
  console.error(`No part is named "${word}". Expected a part of one of these names: ${PARTS.join(', ')}.`)
  process.exit(1)
}

const measuredAt = new Date().toISOString()
const parts: PartResults[] = []
for (const name of chosen) {
  console.log(`\n== ${name} ==`)
  const part = await runPart(name)
  parts.push(part)
  const percent = (share: number) => `${Math.round(100 * share)} %`
  console.log(
    `\n${part.complete ? '' : 'FAILED after '}${Math.round(part.seconds)} s; other programs used ` +
      `${percent(part.usedByOthers.before)} of the CPUs before, ${percent(part.usedByOthers.after)} after`,
  )
  writeResults()
}
process.exitCode = parts.every(({ complete }) => complete) ? 0 : 1

/** After each part: one that is interrupted does not take the others with it. */
function writeResults(): void {
  const results: Results = { measuredAt, machine: thisMachine(), parts }
  if (process.env.BENCH_JSON) writeFileSync(process.env.BENCH_JSON, `${JSON.stringify(results, null, 2)}\n`)
}
