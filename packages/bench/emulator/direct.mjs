import { courseKey, DEFAULT_COURSE, studentKey, table } from 'records'

const rest = { complete: true, startedAt: new Date().toISOString(), execution: 'none' }
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 3000 }

/** The handlers, each with what the workflow gives it, the records included. Rejects where they do not enroll the student. */
export async function direct(handlers, input) {
  const checks = await checked(handlers, input)
  const details = { ...rest, checks, course: DEFAULT_COURSE, records: await find(checks.Email.value) }
  const decision = await handlers['validate-details']?.(details, context)
  if (!decision?.enroll) throw new Error(`Not enrolled: ${JSON.stringify(decision)}`)
  return decision
}

/** The handlers, but no record is looked for: less than the workflow does. */
export async function withoutReads(handlers, input) {
  const details = { ...rest, checks: await checked(handlers, input), course: false, records: [] }
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

/** The results of all checks, by their fields. */
async function checked({ 'validate-details': _, ...checks }, input) {
  const results = await Promise.all(Object.values(checks).map((check) => check(input, context)))
  return Object.fromEntries(results.map((result) => [result.field, result]))
}
