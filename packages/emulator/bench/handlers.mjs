export const check = async (event) => ({ value: event.name, problems: [] })
export const validate = async ({ results }) => ({
  accepted: results.every(({ problems }) => problems.length === 0),
  results,
})
