import type { ExecutionContext } from 'asl'

export const context: Omit<ExecutionContext, 'input'> = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:machine:one',
  executionName: 'one',
  roleArn: 'arn:aws:iam::000000000000:role/machine',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine',
  stateMachineName: 'machine',
  region: 'us-east-1',
  startTimeMs: 1000,
  seed: 'seed',
}
