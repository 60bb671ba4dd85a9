import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Course, CourseSettings } from 'records'
import { addCourse, changeCourse } from '../api/courses.ts'
import { startExecution } from '../api/step-functions.ts'
import { useActMachine, useTableName } from './use-console.ts'
import { useRequestedBy } from './use-requested-by.ts'

/**
 * Saves the settings of a course, or adds it. Those who wait get the seats that are added, and are cancelled if it is closed: what is
 * saved is the ARN of the execution that does so, if there is one; `onSaved` is for where there is none.
 */
export function useSaveCourse(before: Course | undefined, onSaved: () => void) {
  const table = useTableName()
  const [requestedBy] = useRequestedBy()
  const queryClient = useQueryClient()
  const promotion = useActMachine('waitlist-promotion')
  return useMutation({
    mutationFn: async ({ id, settings }: { id: string; settings: CourseSettings }): Promise<string | undefined> => {
      if (before === undefined) await addCourse(await table(), { id, ...settings })
      else await changeCourse(await table(), before, settings)
      const closed = settings.closesAt !== undefined && Date.parse(settings.closesAt) <= Date.now()
      const concerned = before !== undefined && before.waiting > 0 && (closed || settings.seats > before.seats)
      if (!concerned || promotion === undefined) return undefined
      const who = requestedBy.trim() === '' ? {} : { RequestedBy: requestedBy.trim() }
      return startExecution({ stateMachineArn: promotion.arn, input: JSON.stringify({ Course: id, ...who }) })
    },
    onSuccess: async (started) => {
      await queryClient.invalidateQueries({ queryKey: ['courses'] })
      if (started === undefined) onSaved()
    },
  })
}
