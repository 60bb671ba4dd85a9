import { useMemo } from 'react'
import { useNow } from '../../hooks/use-now.ts'
import { useRows } from '../../hooks/use-rows.ts'
import type { Run } from '../../hooks/use-run.ts'
import { formatDuration } from '../../model/format.ts'
import { selectionOf, type ViewProps } from '../../model/selection.ts'
import { lookOf } from '../../model/status.ts'
import { type Bar, type Timeline, type TimelineRow, timelineOf } from '../../model/timeline.ts'
import { StatusSign } from '../StatusMark.tsx'

const ROW_PX = 36

export function TimelineView({ run, steps, selected, select }: ViewProps & { run: Run }) {
  const { startMs, stopMs, status } = run.execution
  const nowMs = useNow(status === 'RUNNING', 250)
  const timeline = useMemo(
    () => timelineOf(steps, { startMs, ...(stopMs !== undefined && { stopMs }) }, nowMs),
    [steps, startMs, stopMs, nowMs],
  )
  const focused = timeline.rows.findIndex(({ step }) => step === selected?.step)
  const { scroller, shown, beforePx, afterPx } = useRows(timeline.rows.length, ROW_PX, focused)
  return (
    <div className="timeline" ref={scroller}>
      <Axis timeline={timeline} />
      <ol aria-label="Timeline of the steps" style={{ paddingBlock: `${beforePx}px ${afterPx}px` }}>
        {shown.map((index) => {
          const row = timeline.rows[index]
          if (row === undefined) return null
          return (
            <li key={row.step.id}>
              <button
                type="button"
                className="timeline-row"
                aria-pressed={row.step === selected?.step}
                aria-label={inWords(row)}
                onClick={() => select(row.step === selected?.step ? {} : selectionOf(steps, row.step))}
              >
                <span
                  className="timeline-label"
                  style={{ paddingInlineStart: `calc(8px + ${row.depth} * var(--indent))` }}
                >
                  <StatusSign look={lookOf(row.step)} />
                  <span className="state-name">{row.step.state}</span>
                </span>
                <span className="track">
                  {row.bars.map((bar) => (
                    <BarMark key={`${bar.kind} ${bar.label}`} bar={bar} />
                  ))}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
      <TimelineLegend />
    </div>
  )
}

function BarMark({ bar: { kind, status, from, to, label, fromMs, toMs } }: { bar: Bar }) {
  return (
    <span
      className={`bar is-${kind} is-${status}`}
      data-kind={kind}
      data-status={status}
      title={`${label}, ${formatDuration(toMs - fromMs)}`}
      style={{ insetInlineStart: `${from * 100}%`, width: `${(to - from) * 100}%` }}
    />
  )
}

function Axis({ timeline: { ticks } }: { timeline: Timeline }) {
  return (
    <div className="axis" aria-hidden="true">
      <span className="track">
        {ticks.map(({ at, ms }) => (
          <span key={ms} className="tick" style={{ insetInlineStart: `${at * 100}%` }}>
            {formatDuration(ms)}
          </span>
        ))}
      </span>
    </div>
  )
}

function TimelineLegend() {
  return (
    <ul className="legend" aria-label="Legend">
      <li>
        <span className="bar-sample is-state" /> in the state
      </li>
      <li>
        <span className="bar-sample is-attempt is-succeeded" /> attempt
      </li>
      <li>
        <span className="bar-sample is-attempt is-failed" /> failed attempt
      </li>
      <li>
        <span className="bar-sample is-wait" /> wait before a retry
      </li>
    </ul>
  )
}

function inWords({ step, group, bars }: TimelineRow): string {
  const [whole, ...parts] = bars
  const duration = whole === undefined ? '' : formatDuration(whole.toMs - whole.fromMs)
  const details = parts.map(({ label, fromMs, toMs }) => `${label}, ${formatDuration(toMs - fromMs)}`)
  return [step.state, group, lookOf(step).label, duration, ...details].filter((part) => part !== '').join(', ')
}
