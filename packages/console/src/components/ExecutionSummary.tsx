import { expressCost, PRICES, type Steps, standardCost, transitionsOf } from 'history'
import type { ReactNode } from 'react'
import { useNow } from '../hooks/use-now.ts'
import type { Definition, Run } from '../hooks/use-run.ts'
import { formatBytes, formatCount, formatDollars, formatDuration, formatWhen } from '../model/format.ts'
import { bytesOf, largestPayloadBytes, MAX_EVENTS, MAX_PAYLOAD_BYTES } from '../model/limits.ts'

interface ExecutionSummaryProps {
  run: Run
  steps: Steps
  definition: Definition | undefined
}

export function ExecutionSummary({ run: { execution, events }, steps, definition }: ExecutionSummaryProps) {
  const nowMs = useNow(execution.status === 'RUNNING')
  const { startMs, stopMs } = execution
  const durationMs = (stopMs ?? Math.max(nowMs, startMs)) - startMs
  const transitions = transitionsOf(steps)
  const payloadBytes = largestPayloadBytes(events)
  const express = expressCost({
    durationMs,
    definitionBytes: bytesOf(definition?.text ?? ''),
    payloadBytes,
    groups: steps.all.reduce((sum, { groups }) => sum + groups.length, 0),
  })
  const priced = `Prices of ${PRICES.region} as of ${PRICES.asOf}, without the free tier: aws.amazon.com/step-functions/pricing. Standard: $25 per million transitions. Express: $1 per million requests and $0.06 per GB-hour, with its memory estimated as AWS does.`
  return (
    <dl className="facts">
      <Fact term="Started" title={new Date(startMs).toISOString()}>
        {formatWhen(startMs)}
      </Fact>
      <Fact term="Duration">{formatDuration(durationMs)}</Fact>
      <Fact term="Transitions">{formatCount(transitions)}</Fact>
      <Fact term="Largest payload" share={payloadBytes / MAX_PAYLOAD_BYTES}>
        {formatBytes(payloadBytes)} <small>of 256 KiB</small>
      </Fact>
      <Fact term="Events" share={events.length / MAX_EVENTS}>
        {formatCount(events.length)} <small>of {formatCount(MAX_EVENTS)}</small>
      </Fact>
      <Fact term="Cost as Standard" title={priced}>
        {formatDollars(standardCost(transitions))}
      </Fact>
      <Fact term="Cost as Express" title={priced}>
        {formatDollars(express)}
      </Fact>
    </dl>
  )
}

interface FactProps {
  term: string
  children: ReactNode
  title?: string
  /** How much of a quota is used, from 0 to 1. */
  share?: number
}

function Fact({ term, children, title, share }: FactProps) {
  return (
    <div className="fact" title={title}>
      <dt>{term}</dt>
      <dd>
        {children}
        {title !== undefined && <span className="sr-only"> ({title})</span>}
        {share !== undefined && (
          <span className={share > 0.8 ? 'share tone-bad' : 'share'} aria-hidden="true">
            <span style={{ width: `${Math.max(1, Math.min(100, share * 100))}%` }} />
          </span>
        )}
      </dd>
    </div>
  )
}
