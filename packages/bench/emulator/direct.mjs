const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 3000 }

/** The four handlers, each with what the workflow gives it. Rejects where they do not enroll the student. */
export async function direct(handlers, input) {
  const details = { ...(await checked(handlers, input)), course: null, execution: 'none' }
  const decision = await handlers['validate-details']?.(details, context)
  if (!decision?.enroll) throw new Error(`Not enrolled: ${JSON.stringify(decision)}`)
  return decision
}

/** The four handlers, but validate-details is given what it can refuse without a look at the records: less than the workflow has it do. */
export async function withoutReads(handlers, input) {
  const { email, ...others } = await checked(handlers, input)
  const details = { ...others, email: { ...email, value: null }, course: false, execution: 'none' }
  return handlers['validate-details']?.(details, context)
}

async function checked(handlers, input) {
  const [name, email, payment] = await Promise.all(
    ['check-name', 'check-email', 'check-payment'].map((check) => handlers[check]?.(input, context)),
  )
  return { name, email, payment }
}
