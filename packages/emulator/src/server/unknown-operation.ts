import { AwsError } from '../aws-error.ts'

/** Refuses an operation that a service lacks by its name, and says which ones there are. */
export function unknownOperation(service: string, name: string, operations: object, status = 400): AwsError {
  const supported = Object.keys(operations).sort().join(', ')
  const message = `${service} here has no operation "${name.slice(0, 80)}". Supported are: ${supported}.`
  return new AwsError('UnknownOperationException', message, { status })
}
