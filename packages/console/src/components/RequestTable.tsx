import { useDescribed, useWaiting } from '../hooks/use-executions.ts'
import { useInView } from '../hooks/use-in-view.ts'
import type { Request } from '../hooks/use-requests.ts'
import { answerOf, lookOfAnswer } from '../model/answer.ts'
import { formatWhen } from '../model/format.ts'
import { personIn } from '../model/person.ts'
import { EXECUTION_LOOKS } from '../model/status.ts'
import { ExecutionLink } from './ExecutionLink.tsx'
import { Person } from './Person.tsx'
import { StatusMark } from './StatusMark.tsx'

const COLUMNS = ['Student', 'Answer', 'Requested', 'Execution']

export function RequestTable({ requests }: { requests: readonly Request[] }) {
  return (
    <table className="table rows">
      <caption className="sr-only">Requests, newest first</caption>
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
        {requests.map((request) => (
          <RequestRow key={request.arn} request={request} />
        ))}
      </tbody>
    </table>
  )
}

/** What the list does not carry is asked for when the row comes into view. */
function RequestRow({ request }: { request: Request }) {
  const [row, seen] = useInView<HTMLTableRowElement>()
  const { arn, entry } = request
  const known = entry !== undefined || request.input !== undefined
  const described = useDescribed(request, seen && !known)
  const execution = { ...described.data, ...request }
  const waiting = useWaiting(arn, execution.input, seen && entry === undefined && execution.status === 'RUNNING')
  const answer = answerOf(execution, entry ?? waiting.data ?? undefined)
  const pending = !known && described.data === undefined
  return (
    <tr ref={row}>
      <td className="cell-wide">{<Person person={entry ?? personIn(execution.input)} />}</td>
      <td className="cell-wide cell-answer">
        {pending && execution.status === 'SUCCEEDED' ? (
          <span className="faint">…</span>
        ) : (
          <StatusMark
            look={
              answer.kind === 'other' && execution.status ? EXECUTION_LOOKS[execution.status] : lookOfAnswer(answer)
            }
          />
        )}
      </td>
      <td className="cell-when">{execution.startMs !== undefined && formatWhen(execution.startMs)}</td>
      <td className="cell-link">
        <ExecutionLink arn={arn} />
      </td>
    </tr>
  )
}
