import type { Steps } from 'history'
import type { ReactNode } from 'react'
import type { Execution } from '../api/step-functions.ts'
import { useConsole } from '../hooks/use-console.ts'
import { messageIn } from '../model/cause.ts'
import { maskMessage } from '../model/mask.ts'
import { type Outcome, outcomeOf } from '../model/outcome.ts'
import { type Selection, selectionOf } from '../model/selection.ts'
import { EXECUTION_LOOKS } from '../model/status.ts'
import { CopyButton } from './CopyButton.tsx'
import { Icon } from './Icon.tsx'
import { StatusMark } from './StatusMark.tsx'

interface ExecutionHeadProps {
  execution: Execution
  steps: Steps
  select: (selection: Selection) => void
  /** What can be done with the execution. */
  children: ReactNode
}

export function ExecutionHead({ execution, steps, select, children }: ExecutionHeadProps) {
  const outcome = outcomeOf(execution.output)
  const look = EXECUTION_LOOKS[execution.status]
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <a href="#/executions">Executions</a>
        <Icon name="chevron" size={12} />
        <span className="mono">{execution.name}</span>
        <CopyButton text={() => execution.arn} what="ARN" />
      </nav>
      <div className="page-head execution-head">
        <div>
          <h1>{headline(execution, outcome)}</h1>
          <StatusMark look={{ ...look, label: `Execution ${look.label.toLowerCase()}` }} />
          {execution.redriveCount > 0 && <span className="chip">redriven {execution.redriveCount}×</span>}
        </div>
        <div className="actions">{children}</div>
      </div>
      {outcome.verdict === 'cancelled' && <Reasons outcome={outcome} />}
      {execution.status !== 'RUNNING' && execution.status !== 'SUCCEEDED' && (
        <FailureNote execution={execution} steps={steps} select={select} />
      )}
    </>
  )
}

function headline({ status, error }: Execution, { verdict, course, repeated, reasons }: Outcome): string {
  if (verdict === 'enrolled') return repeated ? `Already enrolled in ${course}` : `Enrolled in ${course}`
  if (verdict === 'cancelled')
    return `Cancelled for ${reasons.length === 1 ? 'one reason' : `${reasons.length} reasons`}`
  if (status === 'FAILED' && error !== undefined) return `Failed with ${error}`
  return EXECUTION_LOOKS[status].label
}

function Reasons({ outcome }: { outcome: Outcome }) {
  const { revealed } = useConsole()
  return (
    <ul className="reasons" aria-label="Reasons">
      {outcome.reasons.map(({ code, message }) => (
        <li key={code}>
          <span className="chip tone-warn">{code}</span> {revealed ? message : maskMessage(message)}
        </li>
      ))}
    </ul>
  )
}

/** Error and cause, and the way to the step that they come from. */
function FailureNote({ execution, steps, select }: Omit<ExecutionHeadProps, 'children'>) {
  const { revealed } = useConsole()
  const failed = steps.all.findLast(({ status, groups }) => status === 'failed' && groups.length === 0)
  const { error = '' } = execution
  const cause = messageIn(execution.cause ?? '')
  if (error === '' && cause === '' && failed === undefined) return null
  return (
    <div className="failure">
      <p>
        <strong>{error}</strong> {revealed ? cause : maskMessage(cause)}
      </p>
      {failed !== undefined && (
        <button type="button" className="link" onClick={() => select(selectionOf(steps, failed))}>
          Show the step that failed: {failed.state}
        </button>
      )}
    </div>
  )
}
