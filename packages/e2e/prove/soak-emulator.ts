import { lookAgainAfter, startLifeEmulator } from '../test/life-emulator.ts'
import { randomFaults } from './faults.ts'

/**
 * A program: an emulator in a process of its own, whose tasks have faults now and then. Arguments: the data directory, how many closed
 * executions it keeps, bytes that each task leaves behind (the control). Answers every message with the memory that it needs then.
 */
const [dataDirectory = '', executions = '', leakBytes = '0'] = process.argv.slice(2)
/** Retried by the definitions; and one that nothing retries, so that somebody has to redrive the execution. */
const [TRANSIENT, PERMANENT] = [0.005, 0.002]

const injected = new Map<string, number>()
const left: Buffer[] = []
const { emulator } = await startLifeEmulator(lookAgainAfter(20), {
  dataDirectory,
  retention: { executions: Number(executions) },
  interceptTask: (runTask) => {
    const runWithFaults = randomFaults(TRANSIENT, injected)(runTask)
    return async (task, start, signal) => {
      if (leakBytes !== '0') left.push(Buffer.alloc(Number(leakBytes), 1))
      if (Math.random() >= PERMANENT) return runWithFaults(task, start, signal)
      injected.set('Soak.Permanent', (injected.get('Soak.Permanent') ?? 0) + 1)
      return { error: 'Soak.Permanent', cause: 'injected' }
    }
  },
  report: (message) => process.stderr.write(`${message}\n`),
})

export interface Memory {
  residentBytes: number
  heapBytes: number
  injected: Record<string, number>
}

process.on('message', () => {
  globalThis.gc?.()
  const { rss: residentBytes, heapUsed: heapBytes } = process.memoryUsage()
  process.send?.({ residentBytes, heapBytes, injected: Object.fromEntries(injected) } satisfies Memory)
})
process.send?.(emulator.url)
