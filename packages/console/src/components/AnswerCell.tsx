import type { Execution } from '../api/step-functions.ts'
import type { Outcome } from '../model/outcome.ts'

/** An execution's answer in a line: the course, the reasons against it, or the error. */
export function AnswerCell({ outcome, execution }: { outcome: Outcome; execution: Execution | undefined }) {
  if (outcome.verdict === 'enrolled') {
    return (
      <>
        Enrolled in {outcome.course}
        {outcome.repeated && <span className="chip">already</span>}
      </>
    )
  }
  if (outcome.verdict === 'cancelled') {
    return (
      <span className="chips">
        {outcome.reasons.map(({ code, message }) => (
          <span key={code} className="chip tone-warn" title={message}>
            {code}
          </span>
        ))}
      </span>
    )
  }
  if (execution?.error !== undefined) return <span className="tone-bad">{execution.error}</span>
  return null
}
