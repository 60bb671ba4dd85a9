import { AwsError } from '../../aws-error.ts'
import type { Operation } from '../operation.ts'

/** An operation that AWS has and this server has not: refused by name, never answered as if there were nothing. */
export function unsupported(name: string, what: string): Operation {
  return () =>
    Promise.reject(
      new AwsError(
        'UnknownOperationException',
        `${name} is not supported: this server has no ${what}. Use AWS for it.`,
      ),
    )
}
