import * as shapes from '../common-shapes.ts'
import { findTagged } from '../find-tagged.ts'
import { operation } from '../operation.ts'
import { structure } from '../shapes.ts'
import { checkTags, tagList, tagRecord } from '../tags.ts'

const input = structure({ resourceArn: shapes.arn, tags: shapes.tags })

export const tagResource = operation(input, (room, { resourceArn, tags }) =>
  room.machines.change(async () => {
    const machine = findTagged(room, resourceArn)
    const all = { ...machine.tags, ...tagRecord(tags) }
    checkTags(resourceArn, tagList(all))
    await room.machines.put({ ...machine, tags: all })
    return {}
  }),
)
