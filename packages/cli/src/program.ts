import { Command } from 'commander'
import { requestFields } from 'workflow'
import { fieldOption } from './field-option.ts'
import { courseCommands } from './program/courses.ts'
import { recordCommands } from './program/records.ts'
import { seatCommands } from './program/seats.ts'
import { studentCommands } from './program/students.ts'
import { asking, targeted } from './program/targeted.ts'
import { verifyCommand } from './program/verify.ts'

/** The command line of `enroll`. Every action returns the exit code: 0 enrolled or done, 2 a no, 3 waiting, 1 failed. */
export function program(finish: (exitCode: number) => void): Command {
  const enroll = new Command('enroll')
    .description('Enroll students through AWS Step Functions, on AWS or on this machine.')
    .configureHelp({ helpWidth: 80 })
    .showHelpAfterError('(add --help for usage)')
    // Usage errors are thrown: main sets the exit code.
    .exitOverride()

  enroll
    .command('local')
    .description('run the whole system on this machine, without an AWS account, until Ctrl-C')
    .option('--port <port>', 'port on 127.0.0.1, 0 for any free port', '4566')
    .option('--data <directory>', 'directory for executions and records', '.enroll/')
    .option('--sync', 'flush every write to disk: accepted requests survive a power loss')
    .option('--once', 'exit after the first enrollment, with its exit code')
    .option('--quiet', 'print only errors')
    .action(async (options) => finish(await (await import('./commands/local.ts')).local(options)))

  asking(enroll.command('console'))
    .description('serve the web console for an AWS account, read-only by default')
    .option('--profile <name>', 'a profile of the AWS CLI')
    .option('--port <port>', 'port on 127.0.0.1, 0 for any free port', '4567')
    .option('--read-write', 'let the console enroll, change courses and students, start, stop and redrive executions')
    .action(async (options) => finish(await (await import('./commands/console.ts')).serveConsole(options)))

  const start = asking(enroll.command('start')).description('start an enrollment and wait for its answer')
  for (const field of requestFields) {
    const [value, description] = FIELDS[field] ?? ['text', `the field ${field} of the request`]
    start.option(`${fieldOption(field)} <${value}>`, description)
  }
  start
    .option('--input <json>', 'the whole request as JSON, or - for standard input')
    .option('--execution-name <name>', 'name of the execution; the same name and input never start a second')
    .option('--wait', 'wait on while a payment or a seat is awaited')
    .option('--no-wait', 'print the ARN of the execution and exit')
    .action(async (options) => finish(await (await import('./commands/start.ts')).start(options)))

  targeted(enroll.command('batch'))
    .description('run every request of a file; running it again starts nothing twice')
    .argument('<file>', 'a CSV file, a file with a JSON request on each line, or - for standard input')
    .option('--dry-run', 'say how each row would end, how long it takes and what it costs; change nothing')
    .option('--course <id>', 'course of the rows that name none')
    .option('--with-records', 'add a record for each student who has none, as the row says')
    .option('--output <folder>', 'folder of the results, instead of that of the file')
    .option('--concurrency <count>', 'run at most this many at once', '50')
    .option('--as <name>', 'who asks (default: you)')
    .addHelpText('after', BATCH_HELP)
    .action(async (file, options) => finish(await (await import('./commands/batch.ts')).batch(file, options)))

  targeted(enroll.command('show'))
    .description('show an execution: its answer and every step')
    .argument('<execution>', 'ARN or name')
    .action(async (execution, options) => finish(await (await import('./commands/show.ts')).show(execution, options)))

  targeted(enroll.command('list'))
    .description('list requests with student, course and answer, newest first')
    .option('--status <status>', 'only ENROLLED, AWAITING_PAYMENT, WAITLISTED, CANCELLED, RUNNING, FAILED …')
    .option('--course <id>', 'only those for this course')
    .option('--limit <count>', 'list at most this many', '20')
    .action(async (options) => finish(await (await import('./commands/list.ts')).list(options)))

  targeted(enroll.command('samples'))
    .description('add the sample students and course that are missing')
    .action(async (options) => finish(await (await import('./commands/samples.ts')).putSamples(options)))

  recordCommands(enroll, finish)
  courseCommands(enroll, finish)
  seatCommands(enroll, finish)
  studentCommands(enroll, finish)
  verifyCommand(enroll, finish)

  return enroll
}

const BATCH_HELP = `
Beside FILE.csv it writes FILE.results.csv, how each row ended, and
FILE.rejected.csv, the rows that did not get in and why: correct it and run it.

Example:
  enroll batch spring.csv --course maths-1 --dry-run --local`

/** What is given for a field of a request, and what `--help` says of it. */
const FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  Name: ['name', 'name of the student'],
  Email: ['address', 'e-mail address of the student'],
  Payment: ['status', 'Done or Pending'],
  Course: ['id', 'course id, serverless-101 if omitted'],
}
