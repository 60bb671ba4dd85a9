import type { Command } from 'commander'
import { asking, example, targeted } from './targeted.ts'

type Finish = (exitCode: number) => void

/** `enroll records …` */
export function recordCommands(enroll: Command, finish: Finish): void {
  const records = enroll.command('records').description('add, correct and find student records')

  const add = targeted(records.command('add'))
    .description('add a student record')
    .requiredOption('--name <name>', 'name of the student')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .requiredOption('--payment <status>', 'Done or Pending')
    .option('--replace', 'overwrite an existing record with this address')
    .action(async (options) => finish(await (await import('../commands/records.ts')).addRecord(options)))
  example(add, 'records add --name Maria --email maria@example.com --payment Done')

  const edit = asking(records.command('edit'))
    .description('correct the name or the payment of a student')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .option('--name <name>', 'the right name; enrollments get it too')
    .option('--payment <status>', 'Done (as "payments received" does) or Pending')
    .action(async (options) => finish(await (await import('../commands/edit-record.ts')).editRecord(options)))
  example(edit, 'records edit --email maria@example.com --name "María López"')

  const rename = targeted(records.command('rename'))
    .description('correct the e-mail address of a student; enrollments move with it')
    .argument('<old>', 'the address as it is')
    .argument('<new>', 'the right address')
    .action(async (from, to, options) =>
      finish(await (await import('../commands/rename-record.ts')).renameRecord(from, to, options)),
    )
  example(rename, 'records rename maria@exmaple.com maria@example.com')

  const remove = targeted(records.command('remove'))
    .description('remove the record of a student who is in no course')
    .requiredOption('--email <address>', 'e-mail address of the student')
    .action(async (options) => finish(await (await import('../commands/remove-record.ts')).removeRecord(options)))
  example(remove, 'records remove --email maria@example.com')

  const importFile = targeted(records.command('import'))
    .description('add a student record for each row of a spreadsheet, all or none')
    .argument('<file>', 'a CSV file with name, e-mail and payment, or - for standard input')
    .option('--replace', 'overwrite existing records with these addresses')
    .action(async (file, options) =>
      finish(await (await import('../commands/import-records.ts')).importRecords(file, options)),
    )
  example(importFile, 'records import students.csv')

  const list = targeted(records.command('list'))
    .description('list student records, unsorted')
    .option('--find <text>', 'only those with this part of a name or address')
    .option('--limit <count>', 'list at most this many', '100')
    .option('--after <address>', 'continue after this address')
    .action(async (options) => finish(await (await import('../commands/list-records.ts')).listRecords(options)))
  example(list, 'records list --find alis')
}
