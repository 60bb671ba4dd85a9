/** What a user can mend: printed as one line, without a stack. */
export class Failure extends Error {
  override name = 'Failure'
}

/** Said where somebody looks for an execution of an Express workflow. */
export const EXPRESS_KEEPS_NOTHING =
  'The workflow there is an Express one: Step Functions keeps no list and no history of it. Look in its log group.'

/** One line for what went wrong: ours as they are, AWS's with their code, anything else as it calls itself. */
export function oneLine(error: unknown): string {
  // By name: importing the machine room for its error class would make every command load it.
  if (error instanceof Failure || (error instanceof Error && error.name === 'MachineRoomError')) return error.message
  if (!(error instanceof Error)) return String(error)
  const { name, message } = error
  if (name === 'CredentialsProviderError') {
    return 'No AWS credentials found. Set AWS_PROFILE or the AWS_… variables, or add --local for the machine room.'
  }
  if ((error as { code?: string }).code === 'ECONNREFUSED') {
    return `Nothing answers at ${endpointOf(error)}. Start the machine room with: pnpm start`
  }
  return name === 'Error' ? message : `${name}: ${message}`
}

function endpointOf(error: Error): string {
  const { address, port } = error as { address?: string; port?: number }
  return address === undefined ? 'the endpoint' : `http://${address}:${port}`
}
