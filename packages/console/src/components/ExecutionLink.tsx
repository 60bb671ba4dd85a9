import { Link } from 'react-router'
import { useConsole } from '../hooks/use-console.ts'
import { executionIdOf, executionNameOf } from '../model/arns.ts'
import { executionPath } from '../model/paths.ts'

const READ = 24

/** A link to an execution by its name; of one longer than people read, as a UUID is, its beginning is shown. */
export function ExecutionLink({ arn }: { arn: string }) {
  const { machine } = useConsole()
  const name = executionNameOf(arn)
  return (
    <Link
      className={name.length <= READ ? 'mono' : 'mono execution-link'}
      to={executionPath(executionIdOf(machine.arn, arn))}
      title={name}
    >
      {name}
    </Link>
  )
}
