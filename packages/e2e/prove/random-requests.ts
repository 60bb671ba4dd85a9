import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { table } from 'records'
import { stateMachines } from 'workflow'
import type { CourseLife } from '../test/course-life.ts'
import type { LifeEmulator } from '../test/life-emulator.ts'

export const nameOf = (n: number) => `Student-${n}`

/** What students and the office ask for, at random, until nobody answers any more. Each answer is noted in `acknowledged`. */
export async function askUntilGone(
  life: CourseLife,
  { dynamodb }: Pick<LifeEmulator, 'dynamodb'>,
  students: number,
  acknowledged: { executions: string[]; writes: number },
  client: string,
): Promise<void> {
  for (let n = 0; ; n += 1) {
    try {
      const sk = { S: `${client}-${n}` }
      await dynamodb.send(new PutItemCommand({ TableName: table.name, Item: { pk: { S: 'ACKNOWLEDGED' }, sk } }))
      acknowledged.writes += 1
      const arn = await askOnce(life, Math.floor(Math.random() * students))
      if (arn !== undefined) acknowledged.executions.push(arn)
    } catch (error) {
      // The hold ended before its time was changed.
      if ((error as Error).name !== 'ConditionalCheckFailedException') return
    }
  }
}

async function askOnce(life: CourseLife, n: number): Promise<string | undefined> {
  const name = nameOf(n)
  const request = { Email: life.emailOf(name), Course: life.id }
  const isLate = n % 3 === 0
  const chance = Math.random()
  if (chance < 0.25) return life.start(stateMachines.withdrawal, request)
  if (chance < 0.35 && isLate) return life.start(stateMachines.payment, request)
  if (chance < 0.45 && isLate) {
    if ((await life.status(name)) === 'AWAITING_PAYMENT') await life.endHold(name)
    return undefined
  }
  const payment = isLate ? 'Pending' : 'Done'
  // Who has paid before owes the next payment.
  if (isLate) await life.student(name, payment)
  return life.request(name, { payment })
}
