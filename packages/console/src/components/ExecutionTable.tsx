import { useConsole } from '../hooks/use-console.ts'
import { useDescribed } from '../hooks/use-executions.ts'
import { useInView } from '../hooks/use-in-view.ts'
import { useNow } from '../hooks/use-now.ts'
import type { Found } from '../hooks/use-search.ts'
import { executionIdOf } from '../model/arns.ts'
import { formatDuration, formatMoment } from '../model/format.ts'
import { outcomeOf, studentIn } from '../model/outcome.ts'
import { hrefOf } from '../model/routes.ts'
import { EXECUTION_LOOKS } from '../model/status.ts'
import { AnswerCell } from './AnswerCell.tsx'
import { StatusMark } from './StatusMark.tsx'

const COLUMNS = ['Status', 'Student', 'Answer', 'Execution', 'Started', 'Duration']

interface ExecutionTableProps {
  executions: readonly Found[]
  /** Nothing newer can be had: what ran then may have ended since. */
  stale?: boolean
}

export function ExecutionTable({ executions, stale = false }: ExecutionTableProps) {
  const nowMs = useNow(!stale && executions.some(({ status }) => status === 'RUNNING'))
  return (
    <table className="table executions">
      <caption className="sr-only">Executions, newest first</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {executions.map((execution) => (
          <ExecutionRow key={execution.arn} execution={execution} nowMs={nowMs} />
        ))}
      </tbody>
    </table>
  )
}

/** What the list does not carry is asked for when the row comes into view. */
function ExecutionRow({ execution, nowMs }: { execution: Found; nowMs: number }) {
  const { machine, revealed } = useConsole()
  const [row, seen] = useInView<HTMLTableRowElement>()
  const described = useDescribed(execution, seen)
  const { arn, name, status, startMs, stopMs } = { ...described.data, ...execution }
  const outcome = outcomeOf(described.data?.output)
  const look =
    status && EXECUTION_LOOKS[status === 'SUCCEEDED' && outcome.verdict === 'cancelled' ? 'CANCELLED' : status]
  return (
    <tr ref={row}>
      <td className="cell-status">{look ? <StatusMark look={look} /> : <span className="faint">…</span>}</td>
      <td className="cell-student">{studentIn(described.data?.input, revealed) ?? <span className="faint">–</span>}</td>
      <td className="cell-answer">
        <AnswerCell outcome={outcome} execution={described.data} />
      </td>
      <td className="cell-name">
        <a href={hrefOf({ page: 'execution', execution: executionIdOf(machine.arn, arn), view: 'graph' })}>{name}</a>
      </td>
      <td className="cell-started">{startMs !== undefined && formatMoment(startMs, nowMs)}</td>
      <td className="cell-duration">
        {startMs !== undefined && formatDuration((stopMs ?? Math.max(startMs, nowMs)) - startMs)}
      </td>
    </tr>
  )
}
