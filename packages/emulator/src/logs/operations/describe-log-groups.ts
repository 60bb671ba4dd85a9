import { optional, structure } from '../../server/shapes.ts'
import { atMostOne } from '../at-most-one.ts'
import * as shapes from '../common-shapes.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../page.ts'

const input = structure({
  logGroupNamePrefix: optional(shapes.groupName),
  logGroupNamePattern: optional(shapes.groupName),
  limit: shapes.limit(50),
  nextToken: shapes.token,
})

export const describeLogGroups = operation(input, ({ groups, arnPrefix }, request) => {
  atMostOne(request, 'logGroupNamePrefix', 'logGroupNamePattern')
  const { logGroupNamePrefix: prefix = '', logGroupNamePattern: part = '' } = request
  const found = [...groups.values()]
    .filter(({ name }) => name.startsWith(prefix) && name.includes(part))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const { page, ...rest } = pageOf(found, request)
  const logGroups = page.map(({ name, createdMs, bytes }) => ({
    logGroupName: name,
    creationTime: createdMs,
    metricFilterCount: 0,
    arn: `${arnPrefix}${name}:*`,
    storedBytes: bytes,
    logGroupClass: 'STANDARD',
    logGroupArn: `${arnPrefix}${name}`,
  }))
  return { logGroups, ...rest }
})
