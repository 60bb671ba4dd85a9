import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { startEmulator as startStepFunctions } from 'emulator'
import { createTableInput, sampleItems } from 'records'
import { LIVE_ALIAS, lambdas, RUNTIME_ENVIRONMENT } from 'workflow'
import { emulatorUrl } from './prerequisites.ts'

export interface Emulator {
  /** What an AWS tool needs in its environment to work with the emulator, and with nothing else. */
  env: Record<string, string>
  close: () => Promise<void>
}

const REGION = 'eu-west-1'
const ACCOUNT = '000000000000'

/** The emulator of AWS_ENDPOINT_URL, or moto; this repository's own serves Step Functions unless another is named. */
export async function startEmulator(): Promise<Emulator> {
  const running = emulatorUrl()
  const moto = running === undefined ? await startMoto() : undefined
  const named = process.env.AWS_ENDPOINT_URL_SFN
  const stepFunctions = named
    ? undefined
    : await startStepFunctions({ port: 0, region: REGION, ...stageInEmulator('dev'), stateMachines: [] })
  return {
    env: {
      AWS_ENDPOINT_URL: running ?? moto?.url ?? '',
      AWS_ENDPOINT_URL_SFN: named ?? stepFunctions?.url ?? '',
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'emulator',
      AWS_SECRET_ACCESS_KEY: 'emulator',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    close: async () => {
      await stepFunctions?.close()
      await moto?.close()
    },
  }
}

const PACKAGES = resolve(import.meta.dirname, '../../../packages')

/** What the deployed state machines of a stage call: moto has their functions and table too, and runs none of them. */
function stageInEmulator(stage: string) {
  return {
    functions: lambdas.map(({ name, bundle, memoryMb, timeoutMs }) => ({
      name: `${stage}-${name}`,
      bundle: join(PACKAGES, name, bundle),
      handler: 'index.handler',
      memoryMb,
      timeoutMs,
      version: '1.0.0',
      environment: RUNTIME_ENVIRONMENT,
      aliases: [LIVE_ALIAS],
    })),
    tables: [
      { table: { ...createTableInput, TableName: `${stage}-${createTableInput.TableName}` }, items: sampleItems },
    ],
  }
}

async function startMoto(): Promise<{ url: string; close: () => Promise<void> }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const moto = spawn('moto_server', ['--host', '127.0.0.1', '--port', String(port)], {
    env: { ...process.env, MOTO_ACCOUNT_ID: ACCOUNT },
    stdio: 'ignore',
    // A group of its own: what is on PATH may be a wrapper, whose child must end with it.
    detached: true,
  })
  await answering(url, moto)
  return { url, close: () => end(moto) }
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; server.exitCode === null && attempt < 300; attempt++) {
    const answered = await fetch(url).then(
      () => true,
      () => new Promise<false>((resolve) => setTimeout(resolve, 100, false)),
    )
    if (answered) return
  }
  throw new Error(`moto_server does not answer at ${url}.`)
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return
  const exited = once(server, 'exit')
  process.kill(-server.pid, 'SIGTERM')
  await exited
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  return address.port
}
