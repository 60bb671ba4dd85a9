import { type Attempt, awaitsRetry, type Step } from 'history'
import { Fragment } from 'react'
import { useConsole } from '../hooks/use-console.ts'
import { useNow } from '../hooks/use-now.ts'
import { messageIn } from '../model/cause.ts'
import { formatDuration, formatExactTime } from '../model/format.ts'
import { maskMessage } from '../model/mask.ts'
import { STEP_LOOKS } from '../model/status.ts'
import { JsonView } from './JsonView.tsx'
import { StatusMark } from './StatusMark.tsx'

/** Every attempt with its error and cause, and how long was waited between them. */
export function AttemptList({ step }: { step: Step }) {
  const nowMs = useNow(step.status === 'running')
  return (
    <ol className="attempts">
      {step.attempts.map((attempt, index) => {
        const next = step.attempts[index + 1]
        const waitsUntil = next?.fromMs ?? (awaitsRetry(step) ? nowMs : undefined)
        return (
          <Fragment key={attempt.number}>
            <AttemptItem attempt={attempt} nowMs={nowMs} />
            {waitsUntil !== undefined && attempt.toMs !== undefined && (
              <li className="attempt-wait">
                {next === undefined ? 'Waiting to retry, for' : 'Waited'} {formatDuration(waitsUntil - attempt.toMs)}
              </li>
            )}
          </Fragment>
        )
      })}
    </ol>
  )
}

function AttemptItem({ attempt, nowMs }: { attempt: Attempt; nowMs: number }) {
  const { number, status, fromMs, toMs, resource, error, cause } = attempt
  return (
    <li className="attempt">
      <p>
        <strong>Attempt {number}</strong> <StatusMark look={STEP_LOOKS[status]} />{' '}
        <span className="faint">
          {formatDuration((toMs ?? Math.max(nowMs, fromMs)) - fromMs)}, from {formatExactTime(fromMs)}
        </span>
      </p>
      {resource !== undefined && <p className="faint mono">{resource}</p>}
      {error !== undefined && <p className="tone-bad">{error}</p>}
      {cause !== undefined && <CauseText cause={cause} number={number} />}
    </li>
  )
}

/** A Lambda reports its error as JSON, with the trace. */
function CauseText({ cause, number }: { cause: string; number: number }) {
  const { revealed } = useConsole()
  if (messageIn(cause) !== cause) return <JsonView text={cause} label={`Cause of attempt ${number}`} />
  return <p className="cause">{revealed ? cause : maskMessage(cause)}</p>
}
