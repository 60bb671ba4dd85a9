import type { Steps } from 'history'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Execution } from '../api/step-functions.ts'
import { useConsole } from '../hooks/use-console.ts'
import { useWaiting } from '../hooks/use-executions.ts'
import { useTitle } from '../hooks/use-title.ts'
import { type Answer, answerOf, lookOfAct, lookOfAnswer } from '../model/answer.ts'
import { executionNameOf } from '../model/arns.ts'
import { messageIn } from '../model/cause.ts'
import { maskMessage } from '../model/mask.ts'
import { machinePath, paths } from '../model/paths.ts'
import { type Selection, selectionOf } from '../model/selection.ts'
import { EXECUTION_LOOKS } from '../model/status.ts'
import { CopyButton } from './CopyButton.tsx'
import { Icon } from './Icon.tsx'
import { StatusSign } from './StatusMark.tsx'

interface ExecutionHeadProps {
  execution: Execution
  steps: Steps
  select: (selection: Selection) => void
  /** What can be done with the execution. */
  children: ReactNode
}

export function ExecutionHead({ execution, steps, select, children }: ExecutionHeadProps) {
  const { machine } = useConsole()
  const isRequest = execution.stateMachineArn === machine.arn
  const entry =
    useWaiting(execution.arn, execution.input, isRequest && execution.status === 'RUNNING').data ?? undefined
  const answer = answerOf(execution, entry)
  // Of another state machine no answer is known: there is its status.
  const known = isRequest && answer.kind !== 'other' ? lookOfAnswer(answer) : lookOfAct(execution.output)
  const look = known ?? EXECUTION_LOOKS[execution.status]
  const machineName = executionNameOf(execution.stateMachineArn)
  useTitle(isRequest ? look.label : `${look.label}: ${machineName}`)
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        {isRequest ? (
          <Link to={paths.requests}>Requests</Link>
        ) : (
          <Link to={machinePath(machineName)}>{machineName}</Link>
        )}
        <Icon name="chevron" size={12} />
        <span className="mono">{execution.name}</span>
        <CopyButton text={() => execution.arn} what="ARN" />
      </nav>
      <div className="page-head execution-head">
        <div>
          <div className="headline">
            <StatusSign look={look} />
            <h1>{look.label}</h1>
          </div>
          {execution.redriveCount > 0 && <span className="chip">redriven {execution.redriveCount}×</span>}
        </div>
        <div className="actions">{children}</div>
      </div>
      {answer.kind === 'cancelled' && <Reasons answer={answer} />}
      {execution.status !== 'RUNNING' && execution.status !== 'SUCCEEDED' && (
        <FailureNote execution={execution} steps={steps} select={select} />
      )}
    </>
  )
}

function Reasons({ answer }: { answer: Answer }) {
  const { revealed } = useConsole()
  return (
    <ul className="reasons" aria-label="Reasons">
      {answer.reasons.map(({ code, message }) => (
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
