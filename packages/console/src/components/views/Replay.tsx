import type { HistoryEvent } from 'history'
import { useEffect, useState } from 'react'
import { eventTitle } from '../../model/events.ts'
import { formatDuration } from '../../model/format.ts'
import { Icon } from '../Icon.tsx'

interface ReplayProps {
  events: readonly HistoryEvent[]
  live: boolean
  /** How many events are shown; undefined: all there are. */
  upTo: number | undefined
  onChange: (upTo: number | undefined) => void
}

/** A whole run takes about this long, whatever it took in earnest. */
const REPLAY_MS = 6000
const FASTEST_MS = 40
const SLOWEST_MS = 400

/** Goes through an execution again, event by event: most are over before anybody could watch. */
export function Replay({ events, live, upTo, onChange }: ReplayProps) {
  const [playing, setPlaying] = useState(false)
  const shown = upTo ?? events.length
  useEffect(() => {
    if (!playing) return
    const everyMs = Math.min(SLOWEST_MS, Math.max(FASTEST_MS, REPLAY_MS / Math.max(1, events.length)))
    const timer = setTimeout(() => {
      if (shown + 1 < events.length) return onChange(shown + 1)
      onChange(undefined)
      setPlaying(false)
    }, everyMs)
    return () => clearTimeout(timer)
  }, [playing, shown, events.length, onChange])
  if (live) {
    return (
      <div className="replay-live">
        <span className="spinner tone-live" /> Live
      </div>
    )
  }
  const event = events[shown - 1]
  const startMs = events[0]?.timestamp ?? 0
  const toggle = () => {
    if (!playing && upTo === undefined) onChange(1)
    setPlaying(!playing)
  }
  return (
    <div className="replay">
      <button type="button" className="button" onClick={toggle}>
        <Icon name={playing ? 'pause' : 'play'} /> {playing ? 'Pause' : 'Replay'}
      </button>
      <input
        type="range"
        min={1}
        max={Math.max(1, events.length)}
        value={shown}
        aria-label="Event shown"
        aria-valuetext={`Event ${shown} of ${events.length}`}
        onChange={(change) => {
          const next = Number(change.target.value)
          setPlaying(false)
          onChange(next === events.length ? undefined : next)
        }}
      />
      {upTo !== undefined && event !== undefined && (
        <span className="replay-at">
          +{formatDuration(event.timestamp - startMs)} {eventTitle(event.type)}
        </span>
      )}
    </div>
  )
}
