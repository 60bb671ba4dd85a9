import { Command, Option } from 'commander'
import { requestFields } from 'workflow'

/** The command line of `enroll`. Every action answers with the exit code: 0 enrolled or done, 2 cancelled, 1 failed. */
export function program(finish: (exitCode: number) => void): Command {
  const enroll = new Command('enroll')
    .description('Enroll students through AWS Step Functions, on AWS or on this machine.')
    .configureHelp({ helpWidth: 80 })
    .showHelpAfterError('(add --help for what can be given)')
    // Usage errors are thrown, for main to give them the exit code of all that is unusable.
    .exitOverride()

  enroll
    .command('local')
    .description('run the whole system here, without an account: serves AWS’s APIs until Ctrl-C')
    .option('--port <port>', 'port on 127.0.0.1, 0 picks a free one', '4566')
    .option('--data <directory>', 'where executions and records are kept', '.enroll/')
    .option('--sync', 'flush every write to the disk: what is accepted survives a power loss')
    .option('--once', 'end after the first enrollment, with its exit code')
    .option('--quiet', 'print nothing but errors')
    .action(async (options) => finish(await (await import('./commands/local.ts')).local(options)))

  targeted(enroll.command('console'))
    .description('serve the web console for an AWS account, to look at only unless told otherwise')
    .option('--profile <name>', "one of the AWS CLI's profiles")
    .option('--port <port>', 'port on 127.0.0.1, 0 picks a free one', '4567')
    .option('--read-write', 'let the console start, stop and redrive executions')
    .action(async (options) => finish(await (await import('./commands/console.ts')).serveConsole(options)))

  const start = targeted(enroll.command('start')).description('start an enrollment and wait for its answer')
  for (const field of requestFields) {
    const [value, description] = FIELDS[field] ?? ['text', `the field ${field} of the request`]
    start.option(`--${field.toLowerCase()} <${value}>`, description)
  }
  start
    .option('--input <json>', 'the whole request as JSON, - reads it from standard input')
    .option('--execution-name <name>', 'the same name and input never start a second execution')
    .option('--no-wait', 'print the ARN of the execution and end')
    .action(async (options) => finish(await (await import('./commands/start.ts')).start(options)))

  targeted(enroll.command('batch'))
    .description('run every request of a file; the same file again starts nothing twice')
    .argument('<file>', 'a JSON request on each line, - reads standard input')
    .option('--concurrency <count>', 'how many at a time', '10')
    .action(async (file, options) => finish(await (await import('./commands/batch.ts')).batch(file, options)))

  targeted(enroll.command('show'))
    .description('show an execution: its answer and every step')
    .argument('<execution>', 'ARN or name')
    .action(async (execution, options) => finish(await (await import('./commands/show.ts')).show(execution, options)))

  targeted(enroll.command('list'))
    .description('list executions, newest first')
    .option('--status <status>', 'only RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED ones')
    .option('--limit <count>', 'how many at most', '20')
    .action(async (options) => finish(await (await import('./commands/list.ts')).list(options)))

  targeted(enroll.command('samples'))
    .description('put the sample students and their course, where they are absent')
    .action(async (options) => finish(await (await import('./commands/samples.ts')).putSamples(options)))

  const records = enroll.command('records').description('the student records')
  targeted(records.command('add'))
    .description('add a student record')
    .requiredOption('--name <name>', 'name of the student')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .requiredOption('--payment <status>', 'Done or Pending')
    .option('--replace', 'put it in the place of the record with this address')
    .action(async (options) => finish(await (await import('./commands/records.ts')).addRecord(options)))

  targeted(records.command('list'))
    .description('list student records, in no order')
    .option('--limit <count>', 'how many at most', '100')
    .option('--after <address>', 'go on behind this address')
    .action(async (options) => finish(await (await import('./commands/list-records.ts')).listRecords(options)))

  const courses = enroll.command('courses').description('the courses')
  targeted(courses.command('add'))
    .description('add a course')
    .requiredOption('--id <id>', 'such as serverless-101')
    .requiredOption('--seats <count>', 'how many students it takes')
    .option('--title <title>', 'the id where left out')
    .action(async (options) => finish(await (await import('./commands/courses.ts')).addCourse(options)))

  targeted(courses.command('list'))
    .description('list the courses and their seats')
    .action(async (options) => finish(await (await import('./commands/list-courses.ts')).listCourses(options)))

  return enroll
}

/** What is given for a field of a request, and what `--help` says of it. */
const FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  Name: ['name', 'name of the student'],
  Email: ['address', 'e-mail address of the student'],
  Payment: ['status', 'Done or Pending'],
  Course: ['id', 'the default course where left out'],
}

/** The options of all commands that talk to Step Functions somewhere. */
function targeted(command: Command): Command {
  return command
    .option('--local', 'the emulator at http://127.0.0.1:4566, not AWS')
    .addOption(new Option('--endpoint <url>', 'an emulator elsewhere').conflicts('local'))
    .option('--region <region>', 'AWS region, that of the environment where left out')
    .addOption(new Option('--stage <stage>', 'prefix of all names on AWS').env('STAGE').default('dev'))
    .option('--json', 'print JSON')
}
