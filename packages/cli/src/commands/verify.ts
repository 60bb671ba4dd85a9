import type { Ledger } from 'records'
import { print, printJson } from '../print.ts'
import { renderTable } from '../render-table.ts'
import { sameTarget, type Target, type TargetOptions, targetOf } from '../target.ts'
import { type Verified, verifyTable } from '../verify/find.ts'
import { describeFinding, type Finding, REPAIR_ORDER } from '../verify/finding.ts'
import { repair } from '../verify/repair.ts'
import { requestedBy, type WhoOptions } from '../who.ts'

export interface VerifyOptions extends TargetOptions, WhoOptions {
  repair?: true
  json?: true
}

interface Repaired {
  finding: Finding
  done: string
}

/** A repair may bring the next finding to light. */
const MAX_ROUNDS = 8

/** Checks the counters against the items, and the enrollments against their executions. 1 where something is off and stays so. */
export async function verify({ repair: isRepair, json, ...options }: VerifyOptions): Promise<number> {
  const target = targetOf(options)
  const first = await verifyTable(target)
  const { verified, repaired } =
    isRepair && first.findings.length > 0
      ? await repairAll(target, first, await requestedBy(target, options))
      : { verified: first, repaired: [] }
  const { ledgers, findings } = verified
  if (json) printJson({ courses: ledgers, repaired, findings })
  else {
    const hint = isRepair ? [] : [`To repair: enroll verify --repair${sameTarget(options)}`]
    const summary =
      findings.length === 0
        ? ['Nothing is off.']
        : [
            `${findings.length} ${findings.length === 1 ? 'thing is' : 'things are'} off:`,
            ...findings.map(described),
            ...hint,
          ]
    const repairs = repaired.map(({ finding, done }) => `  ${describeFinding(finding)}: ${done}`)
    print([renderLedgers(ledgers), '', ...(repairs.length > 0 ? ['Repaired:', ...repairs] : []), ...summary].join('\n'))
  }
  return findings.length === 0 ? 0 : 1
}

/** One kind after the other: the counters are right only when the items are. */
async function repairAll(
  target: Target,
  first: Verified,
  who: string,
): Promise<{ verified: Verified; repaired: Repaired[] }> {
  const repaired: Repaired[] = []
  let verified = first
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const kinds = REPAIR_ORDER.find((some) => verified.findings.some(({ kind }) => some.includes(kind)))
    if (kinds === undefined) break
    for (const finding of verified.findings.filter(({ kind }) => kinds.includes(kind))) {
      const done = await repair(target, finding, who)
      if (done !== undefined) repaired.push({ finding, done })
    }
    verified = await verifyTable(target)
  }
  return { verified, repaired }
}

function described(finding: Finding): string {
  return `  ${describeFinding(finding)}`
}

function renderLedgers(ledgers: readonly Ledger[]): string {
  const rows = ledgers.map(({ course, seats, seatsTaken, countedTaken, waiting, countedWaiting }) => {
    return [seats, seatsTaken, countedTaken, waiting, countedWaiting, course]
  })
  return renderTable(['seats', 'taken', 'counted', 'waiting', 'counted', 'course'], rows, 5)
}
