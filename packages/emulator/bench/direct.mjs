/** @type {import('./scenario.ts').Direct} */
export async function direct(handlers, input) {
  const results = await Promise.all(['check-a', 'check-b', 'check-c'].map((name) => handlers[name]?.(input, {})))
  return handlers.validate?.({ results }, {})
}
