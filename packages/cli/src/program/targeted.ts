import { type Command, Option } from 'commander'

/** The options of every command that calls AWS or an emulator. */
export function targeted(command: Command): Command {
  return command
    .option('--local', 'use the emulator at http://127.0.0.1:4566, not AWS')
    .addOption(new Option('--endpoint <url>', 'use an emulator at another URL').conflicts('local'))
    .option('--region <region>', 'AWS region (default: from the environment)')
    .addOption(new Option('--stage <stage>', 'prefix of all names on AWS').env('STAGE').default('dev'))
    .option('--json', 'print JSON')
}

/** As `targeted`, for a command that sends a request: it says who asks. */
export function asking(command: Command): Command {
  return targeted(command).option('--as <name>', 'who asks (default: your AWS identity, or user name)')
}

/** An example at the end of the help. */
export function example(command: Command, line: string): Command {
  return command.addHelpText('after', `\nExample:\n  enroll ${line}`)
}
