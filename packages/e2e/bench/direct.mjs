const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 3000 }

/**
 * The four handlers, each with what the workflow gives it. Rejects where they do not enroll the student.
 * @type {import('../../local/bench/scenario.ts').Direct}
 */
export async function direct(handlers, input) {
  const [name, email, payment] = await Promise.all(
    ['check-name', 'check-email', 'check-payment'].map((check) => handlers[check]?.(input, context)),
  )
  const details = { name, email, payment, course: null, execution: 'none' }
  const decision = await handlers['validate-details']?.(details, context)
  if (!decision?.enroll) throw new Error(`Not enrolled: ${JSON.stringify(decision)}`)
  return decision
}
