import { resolve } from 'node:path'
import type { Emulator, ServiceResponse } from 'emulator'
import { type EnrollmentRequest, STATE_MACHINE } from 'workflow'
import { createAdministration } from '../administration/routes.ts'
import { SETTINGS_PATH, settingsResponse, whoAsks } from '../console-settings.ts'
import { startEnrollmentEmulator } from '../enrollment-emulator.ts'
import { awaitExecution, exitCodeOf, outcomeOf, readHistory, startExecution } from '../execution.ts'
import { Failure } from '../failure.ts'
import { hang } from '../layout.ts'
import { portOf } from '../port.ts'
import { print } from '../print.ts'
import { renderOutcome, renderSteps } from '../render.ts'
import { stepLines } from '../step-lines.ts'
import { stopSignal } from '../stop-signal.ts'
import { LOCAL_ENDPOINT, type Target, targetOf } from '../target.ts'

export interface LocalOptions {
  port: string
  data: string
  sync?: true
  once?: true
  quiet?: true
}

/** The article's request, as written there. */
const ARTICLE_REQUEST: EnrollmentRequest = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done' }

/**
 * Runs the whole system on this machine: starts the emulator, enrolls the article's student, then serves until Ctrl-C.
 */
export async function local(options: LocalOptions): Promise<number> {
  if (options.data.trim() === '') {
    throw new Failure('--data is empty: expected a directory, such as .enroll/ (the default).')
  }
  const output = options.quiet ? () => {} : print
  const stopped = stopSignal()
  // Lambda's time zone. A worker has that of its process.
  process.env.TZ = 'UTC'
  const started = Promise.withResolvers<Target>()
  const administration = createAdministration(started.promise, { readOnly: false })
  const emulator = await startEnrollmentEmulator({
    port: portOf(options.port),
    dataDirectory: resolve(options.data),
    sync: options.sync ?? false,
    otherRoutes: async (request) =>
      request.path === SETTINGS_PATH ? settingsOf(await started.promise) : administration.handle(request),
  })
  started.resolve(targetOf({ endpoint: emulator.url }))
  try {
    output(welcome(emulator, options.data))
    const enrolled = enrollFromArticle(targetOf({ endpoint: emulator.url }), output)
    const code = await Promise.race([enrolled, stopped.then(() => undefined)])
    if (code !== undefined) {
      if (options.once) return code
      output(directions(emulator))
      await stopped
    }
    // The enrollment may still run, but nothing waits for its answer any more.
    enrolled.catch(() => undefined)
    output('\nStopping. Everything accepted so far is saved.')
    return code === undefined && options.once ? 1 : 0
  } finally {
    await administration.close()
    await emulator.close()
  }
}

async function settingsOf(target: Target): Promise<ServiceResponse> {
  const { tableName } = target
  const requestedBy = await whoAsks(target)
  return settingsResponse({
    readOnly: false,
    location: 'this machine',
    stateMachine: STATE_MACHINE,
    tableName,
    requestedBy,
  })
}

async function enrollFromArticle(target: Target, output: (text: string) => void): Promise<number> {
  const input = JSON.stringify(ARTICLE_REQUEST)
  output(`Request    ${input}`)
  const executionArn = await startExecution(target.sfn, (await target.stateMachine()).startArn, input)
  const execution = await awaitExecution(target.sfn, executionArn)
  const steps = stepLines(await readHistory(target.sfn, executionArn))
  output(`Execution  ${executionArn.split(':').at(-1)}\n\n${renderOutcome(execution)}\n\n${renderSteps(steps)}\n`)
  return exitCodeOf(outcomeOf(execution))
}

function welcome(emulator: Emulator, data: string): string {
  const { kept, resumed } = emulator
  const restored = `${kept} ${kept === 1 ? 'execution' : 'executions'} restored`
  const state = kept === 0 ? 'new' : restored + (resumed === 0 ? '' : `, ${resumed} resumed`)
  return `Course Enrollment

Endpoint   ${emulator.url}
Console    ${emulator.url}/console/
${hang('Data       ', `${data} (${state})`)}`
}

function directions(emulator: Emulator): string {
  const where = emulator.url === LOCAL_ENDPOINT ? '--local' : `--endpoint ${emulator.url}`
  return [
    `Serving Step Functions, Lambda and DynamoDB at ${emulator.url}.`,
    'To use any AWS client:',
    '',
    `  export AWS_ENDPOINT_URL=${emulator.url}`,
    `  export AWS_REGION=${emulator.region} AWS_DEFAULT_REGION=${emulator.region}`,
    '  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
    '',
    'To enroll a student of your own, from another terminal:',
    '',
    `  pnpm enroll records add ${where} \\`,
    '      --name Maria --email maria@example.com --payment Done',
    `  pnpm enroll start ${where} \\`,
    '      --name Maria --email maria@example.com --payment Done',
    '',
    'Press Ctrl-C to stop.',
  ].join('\n')
}
