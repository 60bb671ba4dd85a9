import { print, printJson } from '../print.ts'
import { renameStudent } from '../rename-student.ts'
import { sameTarget, type TargetOptions, targetOf } from '../target.ts'

/** Moves a student to another address, with all enrollments and ended requests. */
export async function renameRecord(
  from: string,
  to: string,
  { json, ...options }: TargetOptions & { json?: true },
): Promise<number> {
  const where = sameTarget(options)
  const renamed = await renameStudent(
    targetOf(options),
    { from, to },
    {
      find: 'To find a student: enroll records list --find NAME',
      withdraw: (email, course) => `enroll withdraw --email ${email} --course ${course} --reason TEXT${where}`,
    },
  )
  if (json) printJson(renamed)
  else {
    const { enrollments, ended } = renamed
    const moved = `${enrollments} ${enrollments === 1 ? 'enrollment' : 'enrollments'} and ${ended} ended ${ended === 1 ? 'request' : 'requests'}`
    print(`Renamed ${renamed.from} to ${renamed.to}, with ${moved}.`)
  }
  return 0
}
