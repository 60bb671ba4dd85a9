import { list, structure, text } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findTagged } from '../find-tagged.ts'
import { operation } from '../operation.ts'

const input = structure({ resourceArn: shapes.arn, tagKeys: list(text({ min: 1, max: 128 })) })

export const untagResource = operation(input, (context, { resourceArn, tagKeys }) =>
  context.machines.change(async () => {
    const machine = findTagged(context, resourceArn)
    const kept = Object.entries(machine.tags).filter(([key]) => !tagKeys.includes(key))
    await context.machines.put({ ...machine, tags: Object.fromEntries(kept) })
    return {}
  }),
)
