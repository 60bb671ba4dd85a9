import { appendFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { backOffUpTo, inTurn, lookAgainAfter, startLifeEmulator } from '../test/life-emulator.ts'

/**
 * The program of an emulator that is killed: the four workflows, on the data in a directory. As a task begins, its
 * execution, its id there and the time are a line of the ledger.
 */
const [dataDirectory = '', ledger = ''] = process.argv.slice(2)
const { emulator } = await startLifeEmulator(inTurn(backOffUpTo(5), lookAgainAfter(20)), {
  dataDirectory,
  // All are looked for at the end.
  retention: { executions: 1_000_000 },
  interceptTask: (runTask) => (task, start, signal) => {
    appendFileSync(ledger, `${start.arn} ${task.task} ${Date.now()}\n`)
    return runTask(task, start, signal)
  },
  report: (fault) => process.send?.({ fault }),
})
// It does not live to write it at its end.
flushCompileCache()
process.send?.({ url: emulator.url })
