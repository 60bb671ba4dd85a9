import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget/index.js'
import type { StageStack } from './stage-stack.ts'

/**
 * Sends an e-mail when the month is forecast to cost more than the stage may, and when it does. AWS counts what has the
 * tag `stage` of this name, whichever system it belongs to: a budget counts what has any of several tags, and cannot
 * ask for two. The tag must be activated as a cost allocation tag of the account.
 */
export function budget(stack: StageStack): void {
  const { budget, stage } = stack.settings
  if (budget === undefined) return
  new BudgetsBudget(stack, 'budget', {
    name: stack.nameOf('course-enrollment'),
    budgetType: 'COST',
    timeUnit: 'MONTHLY',
    limitAmount: String(budget.monthlyUsd),
    limitUnit: 'USD',
    costFilter: [{ name: 'TagKeyValue', values: [`user:stage$${stage}`] }],
    notification: ['FORECASTED', 'ACTUAL'].map((notificationType) => ({
      notificationType,
      comparisonOperator: 'GREATER_THAN',
      threshold: 100,
      thresholdType: 'PERCENTAGE',
      subscriberEmailAddresses: [budget.email],
    })),
  })
}
