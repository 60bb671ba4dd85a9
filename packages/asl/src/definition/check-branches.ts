import { refuseUnknown } from './check-recovery.ts'
import type { CheckInner, Subject } from './check-state.ts'

export function checkBranches({ report, state, location }: Subject, checkInner: CheckInner): void {
  if (state.Branches === undefined) {
    report.schema('These fields are required: [Branches]', location)
    return
  }
  const branches = report.list(state.Branches, `${location}/Branches`) ?? []
  for (const [index, value] of branches.entries()) {
    const at = `${location}/Branches[${index}]`
    const branch = report.object(value, at)
    if (branch === undefined) continue
    refuseUnknown(report, branch, ['Comment', 'StartAt', 'States'], at)
    if (branch.Comment !== undefined) report.string(branch.Comment, `${at}/Comment`)
    checkInner(branch, at)
  }
}
