import { setTimeout as sleep } from 'node:timers/promises'
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { DescribeExecutionCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import {
  type Course,
  type CourseSettings,
  courseItem,
  courseKey,
  courseOf,
  type EndedRequest,
  type Enrollment,
  endedRequestOf,
  enrollmentKey,
  enrollmentOf,
  type Key,
  keyPrefix,
  type StudentRecord,
  sortKeyPrefix,
  studentItem,
  studentKey,
  studentOf,
  table,
} from 'records'
import { type StateMachineName, stateMachines } from 'workflow'
import { scale } from '../prove/scale.ts'
import { putItem } from './executions.ts'

interface Answer {
  status: string
  [key: string]: unknown
}

const POLL_MS = 25
const PATIENCE_MS = scale(120_000, 1_200_000)

/** Resolves with what `read` gives, as soon as `holds` is true of it. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    const value = await read()
    if (holds(value)) return value
    if (Date.now() > deadline) throw new Error(`Not so after ${PATIENCE_MS} ms: ${JSON.stringify(value)}`)
    await sleep(POLL_MS)
  }
}

/** A course with its students, and all that can be asked of it. */
export class CourseLife {
  private readonly aws: { sfn: SFNClient; dynamodb: DynamoDBClient }
  readonly id: string
  private readonly redriven: boolean

  /** `redriven`: somebody redrives what fails, so that only a success is an end. */
  constructor(aws: { sfn: SFNClient; dynamodb: DynamoDBClient }, id: string, { redriven = false } = {}) {
    this.aws = aws
    this.id = id
    this.redriven = redriven
  }

  async open(settings: Partial<CourseSettings> & { seats: number }): Promise<void> {
    await putItem(this.aws.dynamodb, courseItem({ id: this.id, title: this.id, ...settings }))
  }

  /** A student record for the name: its address is `<name>@<course>.example`. */
  async student(name: string, payment: StudentRecord['payment'] = 'Done'): Promise<void> {
    await putItem(this.aws.dynamodb, studentItem({ name, email: this.emailOf(name), payment }))
  }

  emailOf(name: string): string {
    return `${name.toLowerCase()}@${this.id}.example`
  }

  /** Starts a request. Resolves with the ARN of its execution. */
  request(name: string, { payment = 'Done', by = 'tests' } = {}): Promise<string> {
    const request = { Name: name, Email: this.emailOf(name), Payment: payment, Course: this.id, RequestedBy: by }
    return this.start(stateMachines.enrollment, request)
  }

  start(machine: StateMachineName, input: unknown, name?: string): Promise<string> {
    return this.startText(machine, JSON.stringify(input), name)
  }

  /** Starts an execution with the text as it is. */
  async startText(machine: StateMachineName, input: string, name?: string): Promise<string> {
    const stateMachineArn = `arn:aws:states:us-east-1:000000000000:stateMachine:${machine}`
    const { executionArn = '' } = await this.aws.sfn.send(new StartExecutionCommand({ stateMachineArn, input, name }))
    return executionArn
  }

  /** What an execution answers, as soon as it ends. Fails unless it succeeds. */
  async answer(executionArn: string): Promise<Answer> {
    const end = await until(
      () => this.aws.sfn.send(new DescribeExecutionCommand({ executionArn })),
      ({ status }) => (this.redriven ? status === 'SUCCEEDED' : status !== 'RUNNING'),
    )
    if (end.status !== 'SUCCEEDED') throw new Error(`${executionArn} ${end.status}: ${end.error} ${end.cause}`)
    return JSON.parse(end.output ?? '')
  }

  async withdraw(name: string, reason = 'changed plans'): Promise<Answer> {
    const request = { Email: this.emailOf(name), Course: this.id, Reason: reason, RequestedBy: 'office' }
    return this.answer(await this.start(stateMachines.withdrawal, request))
  }

  async pay(name: string): Promise<Answer> {
    return this.answer(await this.start(stateMachines.payment, { Email: this.emailOf(name), RequestedBy: 'office' }))
  }

  async promote(): Promise<Answer> {
    return this.answer(await this.start(stateMachines.promotion, { Course: this.id }))
  }

  async course(): Promise<Course> {
    const key = { TableName: table.name, Key: courseKey(this.id), ConsistentRead: true }
    const { Item = {} } = await this.aws.dynamodb.send(new GetItemCommand(key))
    return courseOf(Item)
  }

  async record(name: string): Promise<StudentRecord | undefined> {
    const key = { TableName: table.name, Key: studentKey(this.emailOf(name)), ConsistentRead: true }
    const { Item } = await this.aws.dynamodb.send(new GetItemCommand(key))
    return Item && studentOf(Item)
  }

  async enrollment(name: string): Promise<Enrollment | undefined> {
    const key = { TableName: table.name, Key: enrollmentKey(this.id, this.emailOf(name)), ConsistentRead: true }
    const { Item } = await this.aws.dynamodb.send(new GetItemCommand(key))
    return Item && enrollmentOf(Item)
  }

  async status(name: string): Promise<string | undefined> {
    return (await this.enrollment(name))?.status
  }

  /** Sets one attribute of the course, as an administrator does. */
  async change(attribute: keyof CourseSettings, value: AttributeValue): Promise<void> {
    await this.set(courseKey(this.id), attribute, value)
  }

  /** The time for the payment is over, as if so much of it had passed. */
  async endHold(name: string): Promise<void> {
    await this.set(enrollmentKey(this.id, this.emailOf(name)), 'heldUntil', { S: new Date().toISOString() })
  }

  private async set(Key: Key, attribute: string, value: AttributeValue): Promise<void> {
    await this.aws.dynamodb.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key,
        UpdateExpression: 'SET #attribute = :value',
        // An update of what is gone meanwhile would make an item of this attribute alone.
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#attribute': attribute },
        ExpressionAttributeValues: { ':value': value },
      }),
    )
  }

  /** Resolves as soon as the student's enrollment has the status; `undefined`: as soon as there is none. */
  async becomes(name: string, status: string | undefined): Promise<void> {
    await until(
      () => this.status(name),
      (now) => now === status,
    )
  }

  /** Resolves as soon as its execution waits for a callback. */
  async waits(name: string, status: string): Promise<void> {
    await until(
      () => this.enrollment(name),
      (now) => now?.status === status && now.taskToken !== undefined,
    )
  }

  async enrollments(): Promise<Enrollment[]> {
    return (await this.items(keyPrefix.student)).map(enrollmentOf)
  }

  /** The addresses of those who wait, in order. */
  async line(): Promise<string[]> {
    return (await this.items(sortKeyPrefix.waiting)).map((item) => item.email?.S ?? '')
  }

  async ended(): Promise<EndedRequest[]> {
    return (await this.items(sortKeyPrefix.ended)).map(endedRequestOf)
  }

  private async items(prefix: string) {
    const { Items = [] } = await this.aws.dynamodb.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': courseKey(this.id).pk, ':prefix': { S: prefix } },
        ConsistentRead: true,
      }),
    )
    return Items
  }
}
