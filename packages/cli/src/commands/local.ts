import { resolve } from 'node:path'
import type { Emulator } from 'emulator'
import type { EnrollmentRequest } from 'workflow'
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

/** The request of the article, in its words. */
const ARTICLE_REQUEST: EnrollmentRequest = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done' }

/** Runs the whole system here: starts the emulator, enrolls the article's student, then serves until it is stopped. */
export async function local(options: LocalOptions): Promise<number> {
  if (options.data.trim() === '') {
    throw new Failure('--data is empty: expected a directory, such as .enroll/ (which it is where left out).')
  }
  const say = options.quiet ? () => {} : print
  const stopped = stopSignal()
  // Lambda's time zone. A worker has that of its process.
  process.env.TZ = 'UTC'
  const emulator = await startEnrollmentEmulator({
    port: portOf(options.port),
    dataDirectory: resolve(options.data),
    sync: options.sync ?? false,
  })
  try {
    say(welcome(emulator, options.data))
    const enrolled = enrollFromArticle(targetOf({ endpoint: emulator.url }), say)
    const code = await Promise.race([enrolled, stopped.then(() => undefined)])
    if (code !== undefined) {
      if (options.once) return code
      say(directions(emulator))
      await stopped
    }
    // Nobody waits any more for the answer of an enrollment that runs on.
    enrolled.catch(() => undefined)
    say('\nStopping. What was accepted is kept.')
    return code === undefined && options.once ? 1 : 0
  } finally {
    await emulator.close()
  }
}

async function enrollFromArticle(target: Target, say: (text: string) => void): Promise<number> {
  const input = JSON.stringify(ARTICLE_REQUEST)
  say(`Request    ${input}`)
  const executionArn = await startExecution(target.sfn, (await target.stateMachine()).startArn, input)
  const execution = await awaitExecution(target.sfn, executionArn)
  const steps = stepLines(await readHistory(target.sfn, executionArn))
  say(`Execution  ${executionArn.split(':').at(-1)}\n\n${renderOutcome(execution)}\n\n${renderSteps(steps)}\n`)
  return exitCodeOf(outcomeOf(execution))
}

function welcome(emulator: Emulator, data: string): string {
  const { kept, resumed } = emulator
  const executions = `kept from before: ${kept} ${kept === 1 ? 'execution' : 'executions'}`
  const state = kept === 0 ? 'new' : executions + (resumed === 0 ? '' : `, ${resumed} resumed`)
  return `Course Enrollment

Endpoint   ${emulator.url}
Console    ${emulator.url}/console/
${hang('Data       ', `${data} (${state})`)}`
}

function directions(emulator: Emulator): string {
  const where = emulator.url === LOCAL_ENDPOINT ? '--local' : `--endpoint ${emulator.url}`
  return [
    `Serving Step Functions, Lambda and DynamoDB at ${emulator.url}.`,
    'For any AWS client:',
    '',
    `  export AWS_ENDPOINT_URL=${emulator.url}`,
    `  export AWS_REGION=${emulator.region} AWS_DEFAULT_REGION=${emulator.region}`,
    '  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
    '',
    'Enroll a student of your own from another terminal:',
    '',
    `  pnpm enroll records add ${where} \\`,
    '      --name Maria --email maria@example.com --payment Done',
    `  pnpm enroll start ${where} \\`,
    '      --name Maria --email maria@example.com --payment Done',
    '',
    'Ctrl-C stops it.',
  ].join('\n')
}
