import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { sampleItems } from 'records'
import { print, printJson } from '../print.ts'
import { type Target, type TargetOptions, targetOf } from '../target.ts'

/** Adds the sample students and course that are missing: an existing course keeps its count of taken seats. */
export async function putSamples({ json, ...options }: TargetOptions & { json?: true }): Promise<number> {
  const target = targetOf(options)
  const added: string[] = []
  const present: string[] = []
  for (const item of sampleItems) {
    const isNew = await putIfAbsent(target, item)
    const list = isNew ? added : present
    list.push(nameOf(item))
  }
  if (json) printJson({ added, present })
  else {
    if (added.length > 0) print(`Added: ${added.join(', ')}.`)
    if (present.length > 0) print(`Already there, left unchanged: ${present.join(', ')}.`)
  }
  return 0
}

/** A student's address, a course's title. */
function nameOf({ email, title }: SampleItem): string {
  const attribute = email ?? title
  return attribute !== undefined && 'S' in attribute ? attribute.S : ''
}

type SampleItem = (typeof sampleItems)[number]

async function putIfAbsent(target: Target, item: SampleItem): Promise<boolean> {
  try {
    await target.dynamodb.send(
      new PutItemCommand({
        TableName: target.tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    )
    return true
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false
    throw error
  }
}
