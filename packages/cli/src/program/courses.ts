import type { Command } from 'commander'
import { asking, example, targeted } from './targeted.ts'

type Finish = (exitCode: number) => void

/** `enroll courses …` */
export function courseCommands(enroll: Command, finish: Finish): void {
  const courses = enroll.command('courses').description('add, change and look at courses')

  const add = settings(targeted(courses.command('add')))
    .description('add a course')
    .requiredOption('--id <id>', 'course id, such as serverless-101')
    .requiredOption('--seats <count>', 'number of seats')
    .action(async (options) => finish(await (await import('../commands/courses.ts')).addCourse(options)))
  example(add, 'courses add --id maths-1 --seats 30 --waitlist 10 --closes-at 2026-12-31')

  const edit = settings(asking(courses.command('edit')))
    .description('change settings of a course; those who wait get new seats, or hear that it is closed, at once')
    .requiredOption('--id <id>', 'course id')
    .option('--seats <count>', 'number of seats')
    .action(async (options) => finish(await (await import('../commands/edit-course.ts')).editCourse(options)))
  example(edit, 'courses edit --id maths-1 --seats 35 --closes-at none')

  const list = targeted(courses.command('list'))
    .description('list the courses and their seats')
    .action(async (options) => finish(await (await import('../commands/list-courses.ts')).listCourses(options)))
  example(list, 'courses list --local')

  const show = targeted(courses.command('show'))
    .description('show a course: its seats, its dates, its waitlist')
    .requiredOption('--id <id>', 'course id')
    .action(async (options) => finish(await (await import('../commands/show-course.ts')).showCourse(options)))
  example(show, 'courses show --id maths-1')

  const remove = targeted(courses.command('remove'))
    .description('remove a course that nobody is in')
    .requiredOption('--id <id>', 'course id')
    .action(async (options) => finish(await (await import('../commands/remove-course.ts')).removeCourse(options)))
  example(remove, 'courses remove --id maths-1')
}

function settings(command: Command): Command {
  return command
    .option('--title <title>', 'title (a new course: the id if omitted)')
    .option('--waitlist <count>', 'how many may wait for a seat, 0 for nobody')
    .option('--opens-at <time>', 'no request before it: a date (its start), a time with its zone, or none')
    .option('--closes-at <time>', 'no request after it: a date (its end), a time with its zone, or none')
    .option('--payment-hours <hours>', 'how long a seat is held for a payment that is on its way, 0 for not')
}
