import { join } from 'node:path'
import { parseDefinition } from 'asl'
import { type DataDirectory, openDataDirectory } from './data-directory/open.ts'
import { type DeployedStateMachine, deployStateMachines, type StateMachineSource } from './deploy-state-machines.ts'
import { createDynamoDb } from './dynamodb/dynamodb.ts'
import type { RunTask } from './executions/live-execution.ts'
import { openExecutions } from './executions/open.ts'
import { DEFAULT_RETENTION, type Retention } from './executions/retention.ts'
import { systemClock } from './executions/timers.ts'
import { createEvaluator } from './expressions/evaluator.ts'
import type { FunctionConfiguration } from './lambda/configuration.ts'
import { createFunctions } from './lambda/functions.ts'
import { pinBundles } from './lambda/pin-bundles.ts'
import { createLogs } from './logs/logs.ts'
import { createTaskRunner } from './run-task.ts'
import { seededRandom } from './seeded-random.ts'
import { listen } from './server/listen.ts'
import { route, type Services } from './server/route.ts'
import type { ServiceRequest, ServiceResponse } from './service.ts'
import { setUpTables, type TableSource } from './set-up-tables.ts'
import { createStateMachineStore } from './state-machines/state-machine-store.ts'
import { createStateMachines } from './state-machines/state-machines.ts'
import { createStepFunctions } from './step-functions/service.ts'
import { openStorage } from './storage/storage.ts'

export interface EmulatorOptions {
  /** 0 takes any free one. */
  port?: number
  /** Left out: everything is in memory and ends with the process. */
  dataDirectory?: string
  /** Acknowledge only what outlives a power failure, not only what outlives the process. */
  sync?: boolean
  region?: string
  retention?: Partial<Retention>
  /** The bundles are copied at the start: one that is built anew takes effect at the next one. */
  functions: readonly FunctionConfiguration[]
  tables: readonly TableSource[]
  stateMachines: readonly StateMachineSource[]
  /** Which version a weighted alias leads to repeats with the same one. Left out: it is random. */
  seed?: number
  /** The built console. Left out: none is served. */
  consoleDirectory?: string
  /** Wraps what does the work of a Task: so that a test can have it fail, or its answer lost. */
  interceptTask?: (runTask: RunTask) => RunTask
  /** Answers requests beside AWS's, behind the same guards; what it leaves undefined the emulator answers. */
  otherRoutes?: (request: ServiceRequest) => Promise<ServiceResponse | undefined>
  /** Called with what should not happen, in one line each. */
  report?: (message: string) => void
}

export interface Emulator {
  /** What AWS_ENDPOINT_URL is to be. */
  url: string
  port: number
  region: string
  stateMachines: readonly DeployedStateMachine[]
  /** How many running executions of an earlier start were taken up again. */
  resumed: number
  /** How many executions were kept from earlier starts, the running ones among them. */
  kept: number
  /** Ends requests under way, leaves running executions to the next start, lets go of port and directory. */
  close(): Promise<void>
}

/** Starts all services behind one port. Throws an EmulatorError that says in one line what to do; nothing is left running then. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { port = 4566, dataDirectory, sync = false, region = 'us-east-1', report = () => undefined } = options
  const { interceptTask = (runTask: RunTask) => runTask } = options
  const clock = systemClock
  const random = options.seed === undefined ? Math.random : seededRandom(options.seed)
  const closers: (() => unknown)[] = []
  // Requests that come before everything is up wait, and are turned away if it does not come up.
  const services = Promise.withResolvers<Services>()
  services.promise.catch(() => undefined)
  // Before anything is written: where the port is taken, no directory is made.
  const listener = await listen(port, async (request) => {
    const started = await services.promise
    const other = request.headers['x-amz-target'] === undefined ? await options.otherRoutes?.(request) : undefined
    return other ?? route(request, started, options.consoleDirectory)
  })
  const url = `http://127.0.0.1:${listener.port}`
  const close = async () => {
    await listener.close()
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const { storage, release } = open(dataDirectory, sync)
    closers.push(release)
    const inDirectory = (name: string): { directory?: string } =>
      dataDirectory === undefined ? {} : { directory: join(dataDirectory, name) }
    const dynamodb = await createDynamoDb({ ...inDirectory('dynamodb'), sync, region })
    closers.push(() => dynamodb.close())
    const groups = options.functions.map(({ name }) => `/aws/lambda/${name}`)
    const logs = createLogs({ region, groups })
    const bundles = await pinBundles(options.functions, inDirectory('bundles').directory)
    closers.push(() => bundles.release())
    const functions = createFunctions(bundles.functions, { region, endpointUrl: () => url, log: logs.append, random })
    closers.push(() => functions.close())
    const machines = createStateMachines(createStateMachineStore(storage), ({ definition, type }) =>
      parseDefinition(definition, type),
    )
    const evaluator = createEvaluator()
    closers.push(() => evaluator.close())
    const executions = openExecutions({
      storage,
      clock,
      retention: { ...DEFAULT_RETENTION, ...options.retention },
      machines,
      runTask: interceptTask(createTaskRunner({ functions, dynamodb, stepFunctions: () => context })),
      evaluate: evaluator.evaluate,
      report,
    })
    closers.push(() => executions.close())
    const { catalogue, histories, runner, finishDeletion } = executions
    const kept = [...catalogue.all()]
    await machines.sweep(new Set(kept.map(({ start }) => start.revision)))
    const context = { region, clock, random, machines, catalogue, histories, runner, finishDeletion }
    await setUpTables(dynamodb, options.tables)
    const stateMachines = await deployStateMachines(context, options.stateMachines)
    const resumed = await runner.resume()
    for (const { arn } of machines.all()) await finishDeletion(arn)
    services.resolve({ stepFunctions: createStepFunctions(context), dynamodb, lambda: functions, logs })
    return { url, port: listener.port, region, stateMachines, resumed, kept: kept.length, close }
  } catch (error) {
    services.reject(error)
    await close()
    throw error
  }
}

function open(dataDirectory: string | undefined, sync: boolean): DataDirectory {
  if (dataDirectory !== undefined) return openDataDirectory(dataDirectory, sync)
  const storage = openStorage({ sync })
  return { storage, release: storage.close }
}
