import type { Step } from 'history'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useNow } from '../../hooks/use-now.ts'
import { useRows } from '../../hooks/use-rows.ts'
import type { Run } from '../../hooks/use-run.ts'
import { formatDuration } from '../../model/format.ts'
import { selectionOf, type ViewProps } from '../../model/selection.ts'
import { lookOf } from '../../model/status.ts'
import { type StepRow, stepRows, treeMove } from '../../model/step-rows.ts'
import { Icon } from '../Icon.tsx'
import { StatusMark } from '../StatusMark.tsx'
import { Spacer } from './Spacer.tsx'

const ROW_PX = 41
const COLUMNS = ['Step', 'Status', 'After', 'Duration', 'Attempts']

/** The steps as a tree: arrow keys move and fold, Enter selects. */
export function StepsView({ run, steps, selected, select }: ViewProps & { run: Run }) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const rows = useMemo(() => stepRows(steps.roots, folded), [steps, folded])
  const [focused, setFocused] = useState(0)
  const chosen = rows.findIndex(({ step }) => step === selected?.step)
  const { scroller, shown, beforePx, afterPx } = useRows(rows.length, ROW_PX, chosen)
  const nowMs = useNow(run.execution.status === 'RUNNING')

  const fold = (step: Step, fold: boolean) => {
    const next = new Set(folded)
    if (fold) next.add(step.id)
    else next.delete(step.id)
    setFolded(next)
  }
  const focus = (index: number) => {
    setFocused(index)
    scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus()
  }
  const choose = (step: Step) => select(step === selected?.step ? {} : selectionOf(steps, step))
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const row = rows[index]
    if (row !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      return choose(row.step)
    }
    const move = treeMove(event.key, rows, index)
    if (move === undefined) return
    event.preventDefault()
    if ('to' in move) focus(move.to)
    else if ('fold' in move) fold(move.fold, true)
    else fold(move.unfold, false)
  }

  return (
    <div className="steps" ref={scroller}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA names the table as a tree of rows */}
      <table role="treegrid" className="table tree" aria-label="Steps" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer heightPx={beforePx} />
          {shown.map((index) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <tr
                key={row.step.id}
                data-row={index}
                tabIndex={index === Math.min(focused, rows.length - 1) ? 0 : -1}
                aria-rowindex={index + 2}
                aria-level={row.level}
                aria-expanded={row.expanded}
                aria-selected={row.step === selected?.step}
                onClick={() => {
                  setFocused(index)
                  choose(row.step)
                }}
                onKeyDown={(event) => onKeyDown(event, index)}
              >
                <StepCells row={row} startMs={run.execution.startMs} nowMs={nowMs} onFold={fold} />
              </tr>
            )
          })}
          <Spacer heightPx={afterPx} />
        </tbody>
      </table>
    </div>
  )
}

interface StepCellsProps {
  row: StepRow
  startMs: number
  nowMs: number
  onFold: (step: Step, fold: boolean) => void
}

function StepCells({ row: { step, level, group, expanded }, startMs, nowMs, onFold }: StepCellsProps) {
  const durationMs = (step.leftMs ?? Math.max(nowMs, step.enteredMs)) - step.enteredMs
  return (
    <>
      <td>
        <span className="step-cell" style={{ paddingInlineStart: (level - 1) * 20 }}>
          {expanded === undefined ? (
            <span className="fold" />
          ) : (
            <button
              type="button"
              className={`fold ${expanded ? 'open' : ''}`}
              tabIndex={-1}
              aria-label={expanded ? `Fold ${step.state}` : `Unfold ${step.state}`}
              onClick={(event) => {
                event.stopPropagation()
                onFold(step, expanded)
              }}
            >
              <Icon name="chevron" size={12} />
            </button>
          )}
          <span className="state-name">{step.state}</span>
          <span className="faint">{[step.type, group].filter(Boolean).join(' · ')}</span>
        </span>
      </td>
      <td>
        <StatusMark look={lookOf(step)} />
      </td>
      <td className="number">+{formatDuration(step.enteredMs - startMs)}</td>
      <td className="number">{formatDuration(durationMs)}</td>
      <td className="number">{step.attempts.length || ''}</td>
    </>
  )
}
