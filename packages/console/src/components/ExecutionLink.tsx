import { Link } from 'react-router'
import { useConsole } from '../hooks/use-console.ts'
import { executionIdOf, executionNameOf, shortName } from '../model/arns.ts'
import { executionPath } from '../model/paths.ts'

/** A link to an execution by its name, short. */
export function ExecutionLink({ arn }: { arn: string }) {
  const { machine } = useConsole()
  const name = executionNameOf(arn)
  return (
    <Link
      className="mono execution-link"
      to={executionPath(executionIdOf(machine.arn, arn))}
      aria-label={name}
      title={name}
    >
      {shortName(name)}
    </Link>
  )
}
