/** `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME`, from the machine's ARN and the execution's name. */
export function executionArnOf(stateMachineArn: string, execution: string): string {
  if (execution.startsWith('arn:')) return execution
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${execution}`
}

/** How an address names an execution: by name where it belongs to this machine, else by its whole ARN. */
export function executionIdOf(stateMachineArn: string, executionArn: string): string {
  const prefix = executionArnOf(stateMachineArn, '')
  return executionArn.startsWith(prefix) ? executionArn.slice(prefix.length) : executionArn
}

export function executionNameOf(executionArn: string): string {
  return executionArn.split(':').at(-1) ?? executionArn
}

/** The state machine that an execution's ARN names. */
export function stateMachineArnOf(executionArn: string): string {
  return executionArn.split(':').slice(0, -1).join(':').replace(':execution:', ':stateMachine:')
}

/** The function that a task calls, from its resource or, where that is `lambda:invoke`, from its parameters. */
export function functionNameOf(resource: string | undefined, parameters: string | undefined): string | undefined {
  const named = /:function:([^:]+)/.exec(resource ?? '')?.[1]
  if (named !== undefined || resource !== 'invoke') return named
  const name = /"FunctionName"\s*:\s*"([^"]+)"/.exec(parameters ?? '')?.[1]
  return name === undefined ? undefined : (/:function:([^:]+)/.exec(name)?.[1] ?? name)
}
