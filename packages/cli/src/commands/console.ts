import { startConsoleServer } from '../console-server.ts'
import { whoAsks } from '../console-settings.ts'
import { portOf } from '../port.ts'
import { print } from '../print.ts'
import { stopSignal } from '../stop-signal.ts'
import { type TargetOptions, targetOf } from '../target.ts'
import { requestedBy, type WhoOptions } from '../who.ts'

export interface ConsoleOptions extends TargetOptions, WhoOptions {
  port: string
  readWrite?: true
}

/** Serves the console for an AWS account until Ctrl-C. */
export async function serveConsole({ port, readWrite, as, ...options }: ConsoleOptions): Promise<number> {
  const stopped = stopSignal()
  const readOnly = !readWrite
  const target = targetOf(options)
  const server = await startConsoleServer({
    port: portOf(port),
    target,
    readOnly,
    location: await locationOf(options, target),
    who: as === undefined ? await whoAsks(target) : await requestedBy(target, { as }),
  })
  try {
    const rights = readOnly
      ? 'Read-only. Add --read-write to enroll, to change courses and students, and to start, stop and redrive executions.'
      : 'Read-write: it can enroll, change courses and students, and start, stop and redrive executions.'
    print(`Console    http://127.0.0.1:${server.port}/console/\n           ${rights}\n\nPress Ctrl-C to stop.`)
    await stopped
    return 0
  } finally {
    await server.close()
  }
}

async function locationOf(options: TargetOptions, { sfn }: ReturnType<typeof targetOf>): Promise<string> {
  if (options.endpoint !== undefined || options.local) return options.endpoint ?? 'this machine'
  const region = await sfn.config.region()
  const profile = options.profile === undefined ? '' : ` profile ${options.profile},`
  return `AWS${profile} ${region}`
}
