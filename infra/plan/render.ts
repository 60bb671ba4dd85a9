import type { PlannedStack } from './plan-stack.ts'

/** A plan as Markdown, for a comment and a job's summary. */
export function renderPlan(stage: string, planned: readonly PlannedStack[]): string {
  const changed = planned.filter(({ changes, problem }) => changes.length > 0 || problem !== undefined)
  const unchanged = planned.filter((stack) => !changed.includes(stack)).map(({ stack }) => `\`${stack}\``)
  return [
    `### Plan of the stage ${stage}`,
    '',
    ...changed.flatMap(({ stack, changes, problem }) => [
      `**${stack}**${problem === undefined ? '' : ` cannot be planned: ${problem}`}`,
      '',
      ...changes.map((change) => `- \`${change}\``),
      ...(changes.length > 0 ? [''] : []),
    ]),
    unchanged.length === 0 ? 'Every stack changes.' : `Nothing changes in ${unchanged.join(', ')}.`,
    '',
  ].join('\n')
}
