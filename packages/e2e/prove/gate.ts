import type { EmulatorOptions } from 'emulator'

type Intercept = NonNullable<EmulatorOptions['interceptTask']>

/** Where all tasks pass, so that they can be counted and held back. */
export interface Gate {
  intercept: Intercept
  /** How many tasks are under way. */
  underWay(): number
  /** Holds transactions back while `read` runs, so that all that it reads is of one moment. */
  whileClosed<T>(read: () => Promise<T>): Promise<T>
}

export function createGate(): Gate {
  const transactions = new Set<Promise<unknown>>()
  let tasks = 0
  let closed: Promise<void> | undefined

  async function pass<T>(run: () => Promise<T>): Promise<T> {
    while (closed !== undefined) await closed
    const transaction = run()
    transactions.add(transaction)
    try {
      return await transaction
    } finally {
      transactions.delete(transaction)
    }
  }

  return {
    intercept: (runTask) => async (task, start, signal) => {
      tasks += 1
      try {
        const run = () => runTask(task, start, signal)
        return await (task.resource.includes('transactWriteItems') ? pass(run) : run())
      } finally {
        tasks -= 1
      }
    },
    underWay: () => tasks,
    async whileClosed(read) {
      const opening = Promise.withResolvers<void>()
      closed = opening.promise
      try {
        await Promise.all(transactions)
        return await read()
      } finally {
        closed = undefined
        opening.resolve()
      }
    },
  }
}
