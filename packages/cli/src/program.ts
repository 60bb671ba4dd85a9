import { Command, Option } from 'commander'
import { requestFields } from 'workflow'

/** The command line of `enroll`. Every action returns the exit code: 0 enrolled or done, 2 cancelled, 1 failed. */
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

  targeted(enroll.command('console'))
    .description('serve the web console for an AWS account, read-only by default')
    .option('--profile <name>', 'a profile of the AWS CLI')
    .option('--port <port>', 'port on 127.0.0.1, 0 for any free port', '4567')
    .option('--read-write', 'let the console start, stop and redrive executions')
    .action(async (options) => finish(await (await import('./commands/console.ts')).serveConsole(options)))

  const start = targeted(enroll.command('start')).description('start an enrollment and wait for its answer')
  for (const field of requestFields) {
    const [value, description] = FIELDS[field] ?? ['text', `the field ${field} of the request`]
    start.option(`--${field.toLowerCase()} <${value}>`, description)
  }
  start
    .option('--input <json>', 'the whole request as JSON, or - for standard input')
    .option('--execution-name <name>', 'name of the execution; the same name and input never start a second')
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
    .description('list executions, newest first')
    .option('--status <status>', 'only those RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED')
    .option('--limit <count>', 'list at most this many', '20')
    .action(async (options) => finish(await (await import('./commands/list.ts')).list(options)))

  targeted(enroll.command('samples'))
    .description('add the sample students and course that are missing')
    .action(async (options) => finish(await (await import('./commands/samples.ts')).putSamples(options)))

  const records = enroll.command('records').description('add and list student records')
  targeted(records.command('add'))
    .description('add a student record')
    .requiredOption('--name <name>', 'name of the student')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .requiredOption('--payment <status>', 'Done or Pending')
    .option('--replace', 'overwrite an existing record with this address')
    .action(async (options) => finish(await (await import('./commands/records.ts')).addRecord(options)))

  targeted(records.command('list'))
    .description('list student records, unsorted')
    .option('--limit <count>', 'list at most this many', '100')
    .option('--after <address>', 'continue after this address')
    .action(async (options) => finish(await (await import('./commands/list-records.ts')).listRecords(options)))

  const courses = enroll.command('courses').description('add and list courses')
  targeted(courses.command('add'))
    .description('add a course')
    .requiredOption('--id <id>', 'course id, such as serverless-101')
    .requiredOption('--seats <count>', 'number of seats')
    .option('--title <title>', 'title, the id if omitted')
    .action(async (options) => finish(await (await import('./commands/courses.ts')).addCourse(options)))

  targeted(courses.command('list'))
    .description('list the courses and their seats')
    .action(async (options) => finish(await (await import('./commands/list-courses.ts')).listCourses(options)))

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

/** The options of every command that calls AWS or an emulator. */
function targeted(command: Command): Command {
  return command
    .option('--local', 'use the emulator at http://127.0.0.1:4566, not AWS')
    .addOption(new Option('--endpoint <url>', 'use an emulator at another URL').conflicts('local'))
    .option('--region <region>', 'AWS region (default: from the environment)')
    .addOption(new Option('--stage <stage>', 'prefix of all names on AWS').env('STAGE').default('dev'))
    .option('--json', 'print JSON')
}
