/** An error that the user can fix: printed as one line, without a stack. */
export class Failure extends Error {
  override name = 'Failure'
}

/** For commands that look up executions: an Express workflow has none. */
export const EXPRESS_KEEPS_NOTHING =
  'The workflow is an Express workflow: Step Functions keeps no list of its executions and no history. See its log group.'

/** An error in one line: ours as they are, AWS's with their code, any other with its name. */
export function oneLine(error: unknown): string {
  if (isOurs(error)) return error.message
  if (!(error instanceof Error)) return String(error)
  return awsFailure(error) ?? plain(error)
}

/** What `enroll` prints for an error: one line for what the user can fix, the stack for a bug. */
export function report(error: unknown): string {
  return isExpected(error) ? oneLine(error) : stackOf(error)
}

/** Our own errors, AWS's and the operating system's. */
function isExpected(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return isOurs(error) || '$metadata' in error || 'syscall' in error || awsFailure(error) !== undefined
}

/** By name: importing the packages of these error classes would make every command load them. */
function isOurs(error: unknown): error is Error {
  return error instanceof Failure || (error instanceof Error && /^(Emulator|Intake)Error$/.test(error.name))
}

function stackOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `\nCaused by: ${stackOf(error.cause)}` : ''
  return (error instanceof Error ? (error.stack ?? plain(error)) : String(error)) + cause
}

function plain({ name, message }: Error): string {
  return (name === 'Error' ? message : `${name}: ${message}`).replace(/\s*\n\s*/g, ' ')
}

/** Some of AWS's messages end with a full stop. */
function sentence(error: Error): string {
  return `${plain(error).replace(/\.$/, '')}.`
}

/** What AWS's clients report about endpoint, region and credentials, with what to do. */
function awsFailure(error: Error): string | undefined {
  const { name, message } = error
  const { code, hostname } = error as { code?: string; hostname?: string }
  // The second comes from an empty variable.
  if (message === 'Region is missing' || message.startsWith('Region not accepted: region=""')) {
    return 'No AWS region is set. Set AWS_REGION or add --region, or add --local for the emulator.'
  }
  if (EXPIRED.test(name) || (CREDENTIALS.test(name) && /expired/i.test(message))) {
    return `${sentence(error)} Sign in again (aws sso login, or new AWS_… variables) and repeat the command.`
  }
  if (CREDENTIALS.test(name)) {
    const profile = /profile/i.test(message) ? ` (${plain(error)})` : ''
    return `No AWS credentials found${profile}. Set AWS_PROFILE or the AWS_… variables, or add --local for the emulator.`
  }
  if (REJECTED.test(name)) return `${sentence(error)} Check AWS_PROFILE or the AWS_… variables.`
  if (name === 'InvalidName') return `${sentence(error)} Use only letters, digits, - and _.`
  if (name === 'ResourceNotFoundException')
    return `${sentence(error)} Deploy it, or choose another --stage or --region.`
  if (code === 'ECONNREFUSED') return `Nothing answers at ${endpointOf(error)}. Start the emulator with: pnpm start`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `${hostname ?? 'The host'} cannot be found. Check the network, and the region or --endpoint.`
  }
  return undefined
}

const EXPIRED = /^(ExpiredToken(Exception)?|RequestExpired)$/
const CREDENTIALS = /^(CredentialsProviderError|TokenProviderError)$/
const REJECTED = /^(UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|IncompleteSignature)$/

function endpointOf(error: Error): string {
  const { address, port } = error as { address?: string; port?: number }
  return address === undefined ? 'the endpoint' : `http://${address}:${port}`
}
