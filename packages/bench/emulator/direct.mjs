import { courseKey, DEFAULT_COURSE, studentKey, table } from 'records'

const rest = { complete: true, startedAt: new Date().toISOString(), execution: 'none' }
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 3000 }

/**
 * The four handlers, each with the input that the workflow gives it, records included. Rejects if they do not enroll
 * the student.
 */
export async function direct(handlers, input) {
  const checks = await checked(handlers, input)
  const details = { ...checks, ...rest, course: DEFAULT_COURSE, records: await find(checks.email.value) }
  const decision = await handlers['validate-details']?.(details, context)
  if (!decision?.enroll) throw new Error(`Not enrolled: ${JSON.stringify(decision)}`)
  return decision
}

/** The four handlers, but no record is read: less than the workflow does. */
export async function withoutReads(handlers, input) {
  const details = { ...(await checked(handlers, input)), ...rest, course: false, records: [] }
  return handlers['validate-details']?.(details, context)
}

/** The student record and the course, from the endpoint itself. */
async function find(email) {
  const Keys = [studentKey(email), courseKey(DEFAULT_COURSE)]
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.BatchGetItem' },
    body: JSON.stringify({ RequestItems: { [table.name]: { Keys } } }),
  })
  return (await response.json()).Responses[table.name]
}

async function checked(handlers, input) {
  const [name, email, payment] = await Promise.all(
    ['check-name', 'check-email', 'check-payment'].map((check) => handlers[check]?.(input, context)),
  )
  return { name, email, payment }
}
