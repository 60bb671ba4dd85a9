import { at, type BatchState } from 'intake'
import { capital } from '../model/batch.ts'
import { formatCount, plural } from '../model/format.ts'
import { Pager, usePages } from './Pager.tsx'

const PAGE_SIZE = 25

interface BatchProblemsProps {
  problems: BatchState['problems']
  /** How many there are: not all of them are listed. */
  all: number
}

/** The rows that no execution is started for, with all that is wrong with each. */
export function BatchProblems({ problems, all }: BatchProblemsProps) {
  const { items, pager } = usePages(problems, PAGE_SIZE)
  if (problems.length === 0) return null
  return (
    <>
      <h2 className="section-title">{plural(all, 'row')} not started</h2>
      {all > problems.length && (
        <p className="faint">
          The first {formatCount(problems.length)} are listed; the file of rejected rows will have all of them.
        </p>
      )}
      <table className="table">
        <caption className="sr-only">Rows that are not started, and why</caption>
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {items.map((problem) => (
            <tr key={problem.line}>
              <td className="cell-when">{capital(at(problem))}</td>
              <td className="wraps">{capital(problem.text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > PAGE_SIZE && <Pager {...pager} />}
    </>
  )
}
