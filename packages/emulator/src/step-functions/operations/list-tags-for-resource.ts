import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findTagged } from '../find-tagged.ts'
import { operation } from '../operation.ts'
import { tagList } from '../tags.ts'

const input = structure({ resourceArn: shapes.arn })

export const listTagsForResource = operation(input, (context, { resourceArn }) => ({
  tags: tagList(findTagged(context, resourceArn).tags),
}))
