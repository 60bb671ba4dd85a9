import { resolve } from 'node:path'
import { courseItem, createTableInput, enrollmentDefinition, lambdas, studentItem, table } from 'workflow'

const PACKAGES = resolve(import.meta.dirname, '../..')
const STUDENTS = 500

type Handlers = Record<string, (event: unknown, context: object) => Promise<unknown>>

/** Our workflow with the real bundles: most executions are repeats, so all branches of enrolling are walked. */
export const scenario = {
  functions: lambdas.map(({ name, bundle, memoryMb, timeoutMs }) => ({
    name,
    bundle: resolve(PACKAGES, name, bundle),
    handler: 'index.handler',
    memoryMb,
    timeoutMs,
    version: '1.0.0',
    environment: { TABLE_NAME: table.name },
    aliases: ['live'],
  })),
  tables: [
    {
      table: createTableInput,
      items: [
        courseItem({ id: 'serverless-101', title: 'Serverless 101', seats: 1_000_000 }),
        ...Array.from({ length: STUDENTS }, (_, n) =>
          studentItem({ name: 'Student', email: `s${n}@example.com`, payment: 'Done' }),
        ),
      ],
    },
  ],
  definition: JSON.stringify(
    enrollmentDefinition({
      functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
      tableName: table.name,
    }),
  ),
  input: (n: number) => JSON.stringify({ Name: 'Student', Email: `s${n % STUDENTS}@example.com`, Payment: 'Done' }),
  /** The same four handlers. There is no table at the bare endpoint: validate-details gets what needs no look-up. */
  async direct(handlers: Handlers, input: unknown) {
    const [name, email, payment] = await Promise.all(
      ['check-name', 'check-email', 'check-payment'].map((check) => handlers[check]?.(input, context)),
    )
    const rejected = { ...(email as object), value: null, problems: [] }
    return handlers['validate-details']?.({ name, email: rejected, payment, course: false, execution: 'none' }, context)
  },
}

const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 3000 }
