import type { Command } from 'commander'
import { asking, example } from './targeted.ts'

/** `enroll verify` */
export function verifyCommand(enroll: Command, finish: (exitCode: number) => void): void {
  const verify = asking(enroll.command('verify'))
    .description('check seats, lines and executions against each other; 1 if something is off')
    .option('--repair', 'put right what can be, through executions where one does it')
    .action(async (options) => finish(await (await import('../commands/verify.ts')).verify(options)))
  example(verify, 'verify --repair')
}
