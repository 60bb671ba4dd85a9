import type { ExecutionRecord } from './execution-record.ts'

/** Every kept execution, by ARN and by state machine. */
export interface Catalogue {
  add(record: ExecutionRecord): void
  remove(record: ExecutionRecord): void
  get(arn: string): ExecutionRecord | undefined
  /** Newest first, those that started before execution `before`; with `running`, only those that run. */
  newestFirst(stateMachineArn: string, filter?: { before?: number; running?: boolean }): Iterable<ExecutionRecord>
  /** Keeps the few that run apart from the many that have ended. Called whenever a record's status changes. */
  statusChanged(record: ExecutionRecord): void
  /** Oldest first. */
  all(): Iterable<ExecutionRecord>
}

export function createCatalogue(): Catalogue {
  const byArn = new Map<string, ExecutionRecord>()
  const byMachine = new Map<string, ExecutionRecord[]>()

  const running = new Map<number, ExecutionRecord>()

  function statusChanged(record: ExecutionRecord): void {
    if (record.status === 'RUNNING' && byArn.get(record.arn) === record) running.set(record.number, record)
    else running.delete(record.number)
  }

  function runningOf(stateMachineArn: string): ExecutionRecord[] {
    const records = [...running.values()].filter(({ start }) => start.stateMachineArn === stateMachineArn)
    return records.sort((a, b) => a.number - b.number)
  }

  function* newestFirst(
    stateMachineArn: string,
    { before = Number.POSITIVE_INFINITY, running = false }: { before?: number; running?: boolean } = {},
  ) {
    const records = running ? runningOf(stateMachineArn) : (byMachine.get(stateMachineArn) ?? [])
    for (let at = startingBefore(records, before) - 1; at >= 0; at--) {
      const record = records[at]
      if (record !== undefined) yield record
    }
  }

  return {
    add(record) {
      byArn.set(record.arn, record)
      const records = byMachine.get(record.start.stateMachineArn)
      if (records === undefined) byMachine.set(record.start.stateMachineArn, [record])
      else records.push(record)
      statusChanged(record)
    },
    remove(record) {
      if (byArn.get(record.arn) === record) byArn.delete(record.arn)
      statusChanged(record)
      const records = byMachine.get(record.start.stateMachineArn) ?? []
      const at = startingBefore(records, record.number)
      if (records[at] === record) records.splice(at, 1)
    },
    statusChanged,
    get: (arn) => byArn.get(arn),
    newestFirst,
    all: () => byArn.values(),
  }
}

/** How many of `records`, which are in the order of their numbers, have a lower number. */
function startingBefore(records: readonly ExecutionRecord[], number: number): number {
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >> 1
    const record = records[middle]
    if (record !== undefined && record.number < number) low = middle + 1
    else high = middle
  }
  return low
}
