import { resolve } from 'node:path'
import { courseItem, createTableInput, DEFAULT_COURSE, studentItem, table } from 'records'
import { enrollmentDefinition, lambdas, RUNTIME_ENVIRONMENT } from 'workflow'
import type { Client } from '../shared/http-client.ts'
import { putItems } from '../shared/operations.ts'
import { size } from '../shared/size.ts'
import type { Scenario } from './scenario.ts'

const PACKAGES = resolve(import.meta.dirname, '../..')
/** More than are enrolled in one run. */
const STUDENTS = size(16_000, 500)

const course = courseItem({ id: DEFAULT_COURSE, title: 'Serverless 101', seats: 1_000_000 })

/** Our workflow with the real bundles: every execution enrolls another student, in one and the same course. */
export const scenario: Scenario = {
  setUp: {
    functions: lambdas.map(({ name, bundle, memoryMb, timeoutMs }) => ({
      name,
      bundle: resolve(PACKAGES, name, bundle),
      handler: 'index.handler',
      memoryMb,
      timeoutMs,
      version: '1.0.0',
      environment: RUNTIME_ENVIRONMENT,
      aliases: ['live'],
    })),
    tables: [{ table: createTableInput, items: [course] }],
    definition: JSON.stringify(
      enrollmentDefinition({
        functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
        stateMachineArn: (name) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}:live`,
        tableName: table.name,
        type: 'STANDARD',
      }),
    ),
  },
  prepare: (client: Client) =>
    putItems(
      client,
      Array.from({ length: STUDENTS }, (_, n) => studentItem({ name: 'Student', email: emailOf(n), payment: 'Done' })),
    ),
  input: (n: number) => JSON.stringify({ Name: 'Student', Email: emailOf(n % STUDENTS), Payment: 'Done' }),
  direct: resolve(import.meta.dirname, 'direct.mjs'),
}

function emailOf(student: number): string {
  return `s${student}@example.com`
}
