import type { Step } from 'history'
import { groupLabel } from './timeline.ts'

/** A line of the tree of steps. `level` is 1 for the topmost, as ARIA counts. */
export interface StepRow {
  step: Step
  level: number
  group: string
  expanded?: boolean
}

/** The lines that are to be seen when some steps are folded. */
export function stepRows(roots: readonly Step[], folded: ReadonlySet<number>, level = 1, group = ''): StepRow[] {
  return roots.flatMap((step) => {
    if (step.groups.length === 0) return [{ step, level, group }]
    const expanded = !folded.has(step.id)
    const inner = expanded
      ? step.groups.flatMap((each) => stepRows(each.steps, folded, level + 1, groupLabel(each, step.attempts.length)))
      : []
    return [{ step, level, group, expanded }, ...inner]
  })
}

export type TreeMove = { to: number } | { fold: Step } | { unfold: Step } | undefined

/** What a key does in a tree, as the ARIA practices for tree grids have it. */
export function treeMove(key: string, rows: readonly StepRow[], index: number): TreeMove {
  const row = rows[index]
  if (row === undefined) return undefined
  const parent = rows.findLastIndex(({ level }, at) => at < index && level < row.level)
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(rows.length - 1, index + 1) }
    case 'ArrowUp':
      return { to: Math.max(0, index - 1) }
    case 'Home':
      return { to: 0 }
    case 'End':
      return { to: rows.length - 1 }
    case 'ArrowRight':
      return row.expanded === false ? { unfold: row.step } : row.expanded ? { to: index + 1 } : undefined
    case 'ArrowLeft':
      if (row.expanded) return { fold: row.step }
      return parent < 0 ? undefined : { to: parent }
    default:
      return undefined
  }
}
