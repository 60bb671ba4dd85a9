import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Deployment } from './configuration.ts'
import { workerEnvironment } from './environment-variables.ts'
import type { LogBacklog } from './log-backlog.ts'
import { workerSettings } from './worker-settings.ts'

/** Lies beside this module: a source beside the source, a bundle of its own beside the bundle. */
const program = new URL(`./lambda-worker${extname(import.meta.url)}`, import.meta.url)

/** Throws where the function's NODE_OPTIONS are none that a worker can have. */
export function startWorker(deployment: Deployment, logStream: string, backlog: LogBacklog): Worker {
  const { name, memoryMb } = deployment.configuration
  const worker = new Worker(program, {
    name,
    workerData: workerSettings(deployment, logStream, backlog),
    env: workerEnvironment(deployment, logStream),
    stdout: true,
    stderr: true,
    // Small young generation: a warm environment that waits should cost little.
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 4 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  return worker
}
