/** What a user can mend: printed as one line, without a stack. */
export class Failure extends Error {
  override name = 'Failure'
}

/** Said where somebody looks for an execution of an Express workflow. */
export const EXPRESS_KEEPS_NOTHING =
  'The workflow there is an Express one: Step Functions keeps no list and no history of it. Look in its log group.'

/** One line for what went wrong: ours as they are, AWS's with their code, anything else as it calls itself. */
export function oneLine(error: unknown): string {
  // By name: importing the emulator for its error class would make every command load it.
  if (error instanceof Failure || (error instanceof Error && error.name === 'EmulatorError')) return error.message
  if (!(error instanceof Error)) return String(error)
  return awsFailure(error) ?? plain(error)
}

/** What `enroll` prints for what went wrong: one line for what a user can mend, the stack for what is a bug of ours. */
export function report(error: unknown): string {
  return isExpected(error) ? oneLine(error) : stackOf(error)
}

/** Ours, AWS's, and the operating system's. */
function isExpected(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const ours = error instanceof Failure || error.name === 'EmulatorError'
  return ours || '$metadata' in error || 'syscall' in error || awsFailure(error) !== undefined
}

function stackOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `\nCaused by: ${stackOf(error.cause)}` : ''
  return (error instanceof Error ? (error.stack ?? plain(error)) : String(error)) + cause
}

function plain({ name, message }: Error): string {
  return (name === 'Error' ? message : `${name}: ${message}`).replace(/\s*\n\s*/g, ' ')
}

/** AWS's texts end with a full stop or without one. */
function sentence(error: Error): string {
  return `${plain(error).replace(/\.$/, '')}.`
}

/** What AWS's clients say about where and as whom they were asked to go, with what to do about it. */
function awsFailure(error: Error): string | undefined {
  const { name, message } = error
  const { code, hostname } = error as { code?: string; hostname?: string }
  // The second is what an empty variable leads to.
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
  if (name === 'InvalidName') return `${sentence(error)} Give it letters, digits, - and _ only.`
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
