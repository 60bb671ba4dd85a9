import type { Command } from 'commander'
import { asking, example, targeted } from './targeted.ts'

type Finish = (exitCode: number) => void

/** `enroll why` and `erase`: all that is known of a student. */
export function studentCommands(enroll: Command, finish: Finish): void {
  const why = targeted(enroll.command('why'))
    .description('show all that is known of a student: enrollments, waits and what ended, with when, who and why')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .action(async (options) => finish(await (await import('../commands/why.ts')).why(options)))
  example(why, 'why --email maria@example.com')

  const erase = asking(enroll.command('erase'))
    .description('withdraw a student from every course and remove what is known; says what remains')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .option('--yes', 'do it; without it, only what would be done is printed')
    .action(async (options) => finish(await (await import('../commands/erase.ts')).erase(options)))
  example(erase, 'erase --email maria@example.com --yes')
}
