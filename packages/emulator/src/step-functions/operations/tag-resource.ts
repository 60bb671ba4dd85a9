import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findTagged } from '../find-tagged.ts'
import { operation } from '../operation.ts'
import { checkTags, tagList, tagRecord } from '../tags.ts'

const input = structure({ resourceArn: shapes.arn, tags: shapes.tags })

export const tagResource = operation(input, (context, { resourceArn, tags }) =>
  context.machines.change(async () => {
    const machine = findTagged(context, resourceArn)
    const all = { ...machine.tags, ...tagRecord(tags) }
    checkTags(resourceArn, tagList(all))
    await context.machines.put({ ...machine, tags: all })
    return {}
  }),
)
