import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SFNClient } from '@aws-sdk/client-sfn'

export const ROOT = resolve(import.meta.dirname, '../../..')
const builtIn = (root: string) => join(root, 'packages/cli/dist/enroll.mjs')
export const ENROLL = builtIn(ROOT)

export interface Finished {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
}

/** Runs `enroll` to its end, with Node as the tests run it. */
export async function enroll(
  args: readonly string[],
  options: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  const child = spawnEnroll(args, options.env)
  child.stdin.end(options.input ?? '')
  return finished(child)
}

/** Starts `enroll`, for a test that does not let it end. */
export function spawnEnroll(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [ENROLL, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' })
}

export async function finished(child: ChildProcess): Promise<Finished> {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit') as Promise<[number | null, string | null]>,
  ])
  return { code, signal, stdout, stderr }
}

export interface EmulatorProcess {
  url: string
  pid: number
  sfn: SFNClient
  dynamodb: DynamoDBClient
  /** Everything printed so far. */
  printed: () => string
  /** Ends it as Ctrl-C does, and waits until it has exited. */
  stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; signal: string | null }>
}

/** Starts `enroll local` on a free port, in a process of its own, as it was built in `root`; resolves when it serves. */
export async function startEmulatorProcess(
  data: string,
  args: readonly string[] = [],
  root = ROOT,
): Promise<EmulatorProcess> {
  const child = spawn(process.execPath, [builtIn(root), 'local', '--port', '0', '--data', data, ...args], {
    stdio: 'pipe',
  })
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>
  let printed = ''
  child.stderr.on('data', (chunk) => {
    printed += chunk
  })
  await new Promise<void>((serving, failed) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk
      if (printed.includes('Ctrl-C')) serving()
    })
    exit.then(() => failed(new Error(`enroll local ended instead of serving:\n${printed}`)), failed)
  })
  const url = printed.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0] ?? ''
  return {
    url,
    pid: child.pid ?? 0,
    ...clients(url),
    printed: () => printed,
    stop: async (wanted = 'SIGINT') => {
      child.kill(wanted)
      const [code, signal] = await exit
      return { code, signal }
    },
  }
}

export function clientConfig(url: string) {
  return { endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
}

export function clients(url: string) {
  // A crowd of requests waits for the sockets: that is no warning.
  const config = { ...clientConfig(url), requestHandler: { socketAcquisitionWarningTimeout: 3_600_000 } }
  return { sfn: new SFNClient(config), dynamodb: new DynamoDBClient(config) }
}

/** A temporary directory, and how to remove it. */
export async function scratch(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'enroll-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
