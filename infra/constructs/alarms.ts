import { type LambdaManifest, lambdas, STATE_MACHINE, type StateMachineName, stateMachines } from 'workflow'
import type { AlarmOptions } from './alarm.ts'

export type NamedAlarm = AlarmOptions & { id: string }

/** A business "no" succeeds, so each of these means that the system has a problem. */
export function executionAlarms(name: StateMachineName, stateMachineArn: string): NamedAlarm[] {
  return [
    { metric: 'ExecutionsFailed', what: 'failed' },
    { metric: 'ExecutionsTimedOut', what: 'timed out' },
    { metric: 'ExecutionsAborted', what: 'aborted' },
    { metric: 'ExecutionThrottled', what: 'throttled' },
  ].map(({ metric, what }) => ({
    id: metric,
    name: `${name}-${what.replace(' ', '-')}`,
    description: `Executions of ${name} ${what}.`,
    namespace: 'AWS/States',
    metric,
    dimensions: { StateMachineArn: stateMachineArn },
  }))
}

/** A function that takes this part of its time limit is about to run out of it. */
const SLOW = 0.8

export function functionAlarms({ name, timeoutMs }: LambdaManifest, functionName: string): NamedAlarm[] {
  const ofFunction = { namespace: 'AWS/Lambda', dimensions: { FunctionName: functionName } }
  return [
    {
      ...ofFunction,
      id: 'errors',
      name: `${name}-errors`,
      description: `${functionName} threw, timed out or crashed.`,
      metric: 'Errors',
    },
    {
      ...ofFunction,
      id: 'throttles',
      name: `${name}-throttles`,
      description: `${functionName} was refused for want of concurrency.`,
      metric: 'Throttles',
    },
    {
      ...ofFunction,
      id: 'duration',
      name: `${name}-duration`,
      description: `${functionName} took over ${SLOW * 100} % of its time limit of ${timeoutMs / 1000} s.`,
      metric: 'Duration',
      statistic: 'Maximum',
      threshold: timeoutMs * SLOW,
    },
  ]
}

export function undeliveredAlarm(queueName: string): NamedAlarm {
  return {
    id: 'UndeliveredOutcomes',
    name: `${STATE_MACHINE}-undelivered`,
    description: 'Outcomes of executions could not be published to their topic.',
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    statistic: 'Maximum',
    dimensions: { QueueName: queueName },
  }
}

/** The names of all alarms of a stage, without the stage. */
export const alarmNames: readonly string[] = [
  ...Object.values(stateMachines).flatMap((name) => executionAlarms(name, '')),
  ...lambdas.flatMap((manifest) => functionAlarms(manifest, '')),
  undeliveredAlarm(''),
].map(({ name }) => name)
