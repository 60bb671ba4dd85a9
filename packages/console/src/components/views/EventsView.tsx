import { detailsOf, type HistoryEvent } from 'history'
import { useMemo, useState } from 'react'
import { useRows } from '../../hooks/use-rows.ts'
import type { Run } from '../../hooks/use-run.ts'
import { eventSummary, eventTitle, eventTone } from '../../model/events.ts'
import { formatDuration, formatExactTime } from '../../model/format.ts'
import { selectionOf, type ViewProps } from '../../model/selection.ts'
import { Dialog } from '../Dialog.tsx'
import { JsonView } from '../JsonView.tsx'
import { Notice } from '../Notice.tsx'
import { Spacer } from './Spacer.tsx'

const ROW_PX = 36
const COLUMNS = ['Id', 'Event', 'About', 'After', 'Follows']

export function EventsView({ run: { events, execution }, steps, selected, select }: ViewProps & { run: Run }) {
  const [onlySelected, setOnlySelected] = useState(false)
  const [open, setOpen] = useState<HistoryEvent | undefined>()
  const [goal, setGoal] = useState<number | undefined>()
  const stepOf = (event: HistoryEvent) => (event.type.startsWith('Execution') ? undefined : steps.ofEvent.get(event.id))
  const shownEvents = useMemo(() => {
    const ids = onlySelected && selected?.step ? new Set(selected.step.eventIds) : undefined
    return ids === undefined ? events : events.filter(({ id }) => ids.has(id))
  }, [events, onlySelected, selected])
  const goalIndex = goal === undefined ? -1 : shownEvents.findIndex(({ id }) => id === goal)
  const { scroller, shown, beforePx, afterPx } = useRows(shownEvents.length, ROW_PX, goalIndex)
  const follow = (id: number) => {
    setGoal(id)
    scroller.current?.querySelector<HTMLElement>(`[data-event="${id}"] .event-open`)?.focus()
  }
  return (
    <>
      <label className="events-filter">
        <input
          type="checkbox"
          checked={onlySelected}
          disabled={selected?.step === undefined}
          onChange={(event) => setOnlySelected(event.target.checked)}
        />
        Only those of {selected?.step === undefined ? 'the selected step' : selected.state}
      </label>
      {shownEvents.length === 0 && <Notice title="No events">None are recorded yet.</Notice>}
      <div className="events" ref={scroller}>
        <table className="table" aria-label="Events" aria-rowcount={shownEvents.length + 1}>
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
              const event = shownEvents[index]
              if (event === undefined) return null
              const step = stepOf(event)
              const marks = [
                step !== undefined && step === selected?.step && 'of-selected',
                event.id === goal && 'goal',
              ]
              return (
                <tr
                  key={event.id}
                  data-event={event.id}
                  aria-rowindex={index + 2}
                  className={marks.filter(Boolean).join(' ')}
                >
                  <EventCells
                    event={event}
                    state={step?.state}
                    afterMs={event.timestamp - execution.startMs}
                    onOpen={() => setOpen(event)}
                    onSelect={() => step !== undefined && select(selectionOf(steps, step))}
                    onFollow={() => follow(event.previousEventId)}
                  />
                </tr>
              )
            })}
            <Spacer heightPx={afterPx} />
          </tbody>
        </table>
      </div>
      {open !== undefined && (
        <Dialog title={`Event ${open.id}: ${eventTitle(open.type)}`} onClose={() => setOpen(undefined)}>
          <p className="faint">
            {open.type}, {formatExactTime(open.timestamp)}
          </p>
          <EventDetails event={open} />
        </Dialog>
      )}
    </>
  )
}

interface EventCellsProps {
  event: HistoryEvent
  /** The state that it belongs to. */
  state: string | undefined
  afterMs: number
  onOpen: () => void
  onSelect: () => void
  onFollow: () => void
}

function EventCells({ event, state, afterMs, onOpen, onSelect, onFollow }: EventCellsProps) {
  const about = eventSummary(event)
  return (
    <>
      <td className="number">{event.id}</td>
      <td>
        <button type="button" className={`link event-open event-${eventTone(event.type)}`} onClick={onOpen}>
          {eventTitle(event.type)}
        </button>
      </td>
      <td className="event-about">
        {state === undefined ? (
          about
        ) : (
          <button type="button" className="link plain" onClick={onSelect}>
            {about || state}
          </button>
        )}
      </td>
      <td className="number" title={formatExactTime(event.timestamp)}>
        +{formatDuration(afterMs)}
      </td>
      <td className="number">
        {event.previousEventId > 0 && (
          <button
            type="button"
            className="link plain"
            aria-label={`Go to event ${event.previousEventId}`}
            onClick={onFollow}
          >
            {event.previousEventId}
          </button>
        )}
      </td>
    </>
  )
}

const PAYLOADS = ['input', 'output', 'parameters', 'cause']

/** The payloads as JSON of their own, the rest as it is: what is called `name` in an event is a state. */
function EventDetails({ event }: { event: HistoryEvent }) {
  const entries = Object.entries(detailsOf(event)).filter(([key]) => !/Details$/.test(key))
  if (entries.length === 0) return <p>This event has no details.</p>
  return entries.map(([key, value]) => (
    <section key={key} className="event-detail">
      <h3>{key}</h3>
      <JsonView
        text={typeof value === 'string' && PAYLOADS.includes(key) ? value : JSON.stringify(value)}
        label={`${key} of event ${event.id}`}
        plain={key !== 'assignedVariables' && !PAYLOADS.includes(key)}
      />
    </section>
  ))
}
