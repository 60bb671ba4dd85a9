import type { HistoryEvent } from 'history'
import { call } from './call.ts'

export const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const
export type ExecutionStatus = (typeof STATUSES)[number] | 'PENDING_REDRIVE'

export interface StateMachine {
  arn: string
  name: string
  type: string
}

/** An execution as a list reports it. */
export interface ExecutionSummary {
  arn: string
  name: string
  status: ExecutionStatus
  startMs: number
  stopMs?: number
}

/** An execution as DescribeExecution reports it. Input and output are JSON text. */
export interface Execution extends ExecutionSummary {
  stateMachineArn: string
  input?: string
  output?: string
  error?: string
  cause?: string
  redriveCount: number
  redrivable: boolean
  notRedrivableBecause?: string
}

export interface Page<T> {
  items: readonly T[]
  next?: string
}

export async function listStateMachines(signal?: AbortSignal): Promise<StateMachine[]> {
  const machines: StateMachine[] = []
  for (let nextToken: string | undefined, more = true; more; more = nextToken !== undefined) {
    const page: Wire = await sfn('ListStateMachines', { maxResults: 1000, ...(nextToken && { nextToken }) }, signal)
    for (const { stateMachineArn, name, type } of page.stateMachines ?? [])
      machines.push({ arn: stateMachineArn, name, type })
    nextToken = page.nextToken
  }
  return machines
}

export async function listExecutions(
  query: { stateMachineArn: string; status?: string; pageSize: number; from?: string },
  signal?: AbortSignal,
): Promise<Page<ExecutionSummary>> {
  const { stateMachineArn, status, pageSize, from } = query
  const { executions = [], nextToken }: Wire = await sfn(
    'ListExecutions',
    {
      stateMachineArn,
      maxResults: pageSize,
      ...(status && { statusFilter: status }),
      ...(from && { nextToken: from }),
    },
    signal,
  )
  return { items: executions.map(summaryOf), ...(nextToken && { next: nextToken }) }
}

export async function describeExecution(executionArn: string, signal?: AbortSignal): Promise<Execution> {
  const wire = await sfn<WireExecution>('DescribeExecution', { executionArn }, signal)
  const {
    stateMachineArn = '',
    input,
    output,
    error,
    cause,
    redriveCount = 0,
    redriveStatus,
    redriveStatusReason,
  } = wire
  return {
    ...summaryOf(wire),
    stateMachineArn,
    redriveCount,
    redrivable: redriveStatus === 'REDRIVABLE',
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(redriveStatusReason !== undefined && { notRedrivableBecause: redriveStatusReason }),
  }
}

/** The definition that the execution was started with, as text. */
export async function definitionOf(executionArn: string, signal?: AbortSignal): Promise<string> {
  const { definition } = await sfn<{ definition: string }>('DescribeStateMachineForExecution', { executionArn }, signal)
  return definition
}

export async function describeStateMachine(stateMachineArn: string, signal?: AbortSignal): Promise<string> {
  const { definition } = await sfn<{ definition: string }>('DescribeStateMachine', { stateMachineArn }, signal)
  return definition
}

const HISTORY_PAGE = 1000

/** The whole history; where part of it is known, only what came after is fetched, from the end backwards. */
export async function readHistory(
  executionArn: string,
  known: readonly HistoryEvent[],
  signal?: AbortSignal,
): Promise<readonly HistoryEvent[]> {
  const lastKnown = known.at(-1)?.id ?? 0
  const reverseOrder = lastKnown > 0
  const fresh: HistoryEvent[] = []
  let nextToken: string | undefined
  do {
    const page: { events?: WireEvent[]; nextToken?: string } = await sfn(
      'GetExecutionHistory',
      { executionArn, reverseOrder, maxResults: reverseOrder ? 100 : HISTORY_PAGE, ...(nextToken && { nextToken }) },
      signal,
    )
    const events = (page.events ?? []).map(({ timestamp, ...event }) => ({ ...event, timestamp: toMs(timestamp) }))
    fresh.push(...events.filter(({ id }) => id > lastKnown))
    nextToken = events.some(({ id }) => id <= lastKnown) ? undefined : page.nextToken
  } while (nextToken !== undefined)
  if (fresh.length === 0) return known
  return [...known, ...fresh.sort((one, other) => one.id - other.id)]
}

/**
 * Starts what is live: the alias of that name where the state machine has one, so that a rollback is obeyed here too.
 */
export async function startExecution(start: {
  stateMachineArn: string
  input: string
  name?: string
}): Promise<string> {
  const stateMachineArn = await liveArn(start.stateMachineArn)
  const { executionArn } = await sfn<{ executionArn: string }>('StartExecution', { ...start, stateMachineArn })
  return executionArn
}

async function liveArn(stateMachineArn: string): Promise<string> {
  const { stateMachineAliases = [] } = await sfn<Wire>('ListStateMachineAliases', { stateMachineArn, maxResults: 100 })
  const live = stateMachineAliases.find(({ stateMachineAliasArn }) => stateMachineAliasArn.endsWith(':live'))
  return live?.stateMachineAliasArn ?? stateMachineArn
}

export async function stopExecution(executionArn: string): Promise<void> {
  await sfn('StopExecution', { executionArn, error: 'Stopped', cause: 'Stopped from the console.' })
}

export async function redriveExecution(executionArn: string): Promise<void> {
  await sfn('RedriveExecution', { executionArn })
}

interface WireExecution {
  executionArn: string
  stateMachineArn?: string
  name: string
  status: ExecutionStatus
  /** Seconds since the epoch. */
  startDate: number
  stopDate?: number
  input?: string
  output?: string
  error?: string
  cause?: string
  redriveCount?: number
  redriveStatus?: string
  redriveStatusReason?: string
}

type WireEvent = Omit<HistoryEvent, 'timestamp'> & {
  timestamp: number
  id: number
  previousEventId: number
  type: string
}

interface Wire {
  stateMachineAliases?: { stateMachineAliasArn: string }[]
  stateMachines?: { stateMachineArn: string; name: string; type: string }[]
  executions?: WireExecution[]
  nextToken?: string
}

function summaryOf({ executionArn, name, status, startDate, stopDate }: WireExecution): ExecutionSummary {
  return {
    arn: executionArn,
    name,
    status,
    startMs: toMs(startDate),
    ...(stopDate !== undefined && { stopMs: toMs(stopDate) }),
  }
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000)
}

function sfn<T>(operation: string, input: object, signal?: AbortSignal): Promise<T> {
  return call('AWSStepFunctions', operation, input, signal)
}
