const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 3000 }

/** The four handlers. There is no table at the bare endpoint: validate-details gets what needs no look-up. */
export async function direct(handlers, input) {
  const [name, email, payment] = await Promise.all(
    ['check-name', 'check-email', 'check-payment'].map((check) => handlers[check]?.(input, context)),
  )
  const rejected = { ...email, value: null, problems: [] }
  return handlers['validate-details']?.({ name, email: rejected, payment, course: false, execution: 'none' }, context)
}
