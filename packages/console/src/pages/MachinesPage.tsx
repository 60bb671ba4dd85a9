import { Link } from 'react-router'
import { useConsole } from '../hooks/use-console.ts'
import { useTitle } from '../hooks/use-title.ts'
import { machinePath } from '../model/paths.ts'

/** For engineers: every state machine of this endpoint, their own too. */
export function MachinesPage() {
  const { machines } = useConsole()
  useTitle('State machines')
  return (
    <>
      <div className="page-head">
        <h1>State machines</h1>
      </div>
      <table className="table rows machines">
        <caption className="sr-only">State machines</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
          </tr>
        </thead>
        <tbody>
          {machines.map(({ arn, name, type }) => (
            <tr key={arn}>
              <td className="cell-link">
                <Link to={machinePath(name)}>{name}</Link>
              </td>
              <td>{type === 'EXPRESS' ? 'Express' : 'Standard'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
