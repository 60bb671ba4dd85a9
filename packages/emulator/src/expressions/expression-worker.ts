import { parentPort } from 'node:worker_threads'
import { type Evaluation, evaluateDetached } from 'asl'

/** The program of a worker: evaluates one expression after the other. What takes too long is ended with the worker. */

const port = parentPort
if (port === null) {
  throw new Error('expression-worker.ts is the program of a worker thread. Start it by startExpressionWorker().')
}
port.on('message', async (evaluation: Evaluation) => port.postMessage(await evaluateDetached(evaluation)))
port.postMessage('ready')
