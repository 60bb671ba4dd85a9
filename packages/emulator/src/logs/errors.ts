import { AwsError } from '../aws-error.ts'

export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message)
export const noSuchGroup = () => notFound('The specified log group does not exist.')
export const noSuchStream = () => notFound('The specified log stream does not exist.')

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message)
}
