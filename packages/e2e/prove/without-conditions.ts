import { type Change, replaceState } from '../test/life-emulator.ts'

interface Write {
  ConditionExpression?: string
  UpdateExpression?: string
  ExpressionAttributeValues?: Record<string, unknown>
}
type TransactItems = { Put?: Write; Update?: Write; ConditionCheck?: Write }[]

/** EnrollStudent without the conditions of its writes of one kind. */
export function withoutConditions(kind: 'Put' | 'Update'): Change {
  return replaceState('course-enrollment', 'EnrollStudent', (was) => {
    const state = structuredClone(was) as { Arguments: { TransactItems: TransactItems } }
    for (const item of state.Arguments.TransactItems) {
      const write = item[kind]
      if (write?.ConditionExpression === undefined) continue
      delete write.ConditionExpression
      const { UpdateExpression = '', ExpressionAttributeValues: values = {} } = write
      const used = Object.entries(values).filter(([name]) => UpdateExpression.includes(name))
      if (used.length > 0) write.ExpressionAttributeValues = Object.fromEntries(used)
    }
    return state
  })
}
