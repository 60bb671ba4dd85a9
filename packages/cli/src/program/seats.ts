import type { Command } from 'commander'
import { asking, example, targeted } from './targeted.ts'

type Finish = (exitCode: number) => void

/** `enroll withdraw`, `waitlist`, `roster`, `payments`: who is in a course. */
export function seatCommands(enroll: Command, finish: Finish): void {
  const withdraw = asking(enroll.command('withdraw'))
    .description('withdraw a student from a course; the next in line gets the seat')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .requiredOption('--course <id>', 'course id')
    .requiredOption('--reason <text>', 'why, at most 500 characters')
    .action(async (options) => finish(await (await import('../commands/withdraw.ts')).withdraw(options)))
  example(withdraw, 'withdraw --email maria@example.com --course maths-1 --reason "moved away"')

  const payments = enroll.command('payments').description('note payments')
  const received = asking(payments.command('received'))
    .description('note that a student has paid, and confirm the seats that are held for the payment')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .action(async (options) => finish(await (await import('../commands/payments.ts')).paymentReceived(options)))
  example(received, 'payments received --email maria@example.com')

  const roster = targeted(enroll.command('roster'))
    .description('list who has a seat in a course, by name')
    .requiredOption('--course <id>', 'course id')
    .option('--csv', 'print CSV for a spreadsheet')
    .action(async (options) => finish(await (await import('../commands/roster.ts')).roster(options)))
  example(roster, 'roster --course maths-1 --csv > maths-1.csv')

  const waitlist = targeted(enroll.command('waitlist'))
    .description('list who waits for a seat in a course, in order')
    .requiredOption('--course <id>', 'course id')
    .action(async (options) => finish(await (await import('../commands/waitlist.ts')).waitlist(options)))
  example(waitlist, 'waitlist --course maths-1')
}
