import { at } from 'intake'
import { Failure } from '../failure.ts'
import { importStudents } from '../import-students.ts'
import { intakeSource } from '../intake-source.ts'
import { print, printJson } from '../print.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface ImportOptions extends TargetOptions {
  replace?: true
  json?: true
}

/** Adds a record for each row, or none. */
export async function importRecords(file: string, { replace, json, ...options }: ImportOptions): Promise<number> {
  const target = targetOf(options)
  const { problems, ...counts } = await importStudents(target, await intakeSource(file), {
    replace: replace === true,
    toReplace: 'add --replace',
  })
  if (problems.length > 0) {
    if (json) printJson({ added: 0, problems })
    else print(problems.map((problem) => `${at(problem)}: ${problem.message}`).join('\n'))
    throw new Failure(
      `${problems.length === 1 ? '1 row is' : `${problems.length} rows are`} wrong, and nothing was written. Correct the file and repeat.`,
    )
  }
  if (json) printJson(counts)
  else print(`${counts.added} added, ${counts.replaced} replaced, ${counts.unchanged} there already.`)
  return 0
}
