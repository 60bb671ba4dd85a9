/** Quotas of Step Functions, per second in an account: larger in these regions. Service Quotas raises them on request. */
const LARGE_REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1']
const QUOTAS = {
  large: { StartExecution: 300, StateTransition: 5000 },
  other: { StartExecution: 150, StateTransition: 800 },
} as const

/** What an execution takes on AWS, about. */
const ROW_SECONDS = 1

/** What bounds the rate of a batch on AWS, in words, and how many rows in a second that is. */
export function limitOf(
  region: string,
  transitionsPerRow: number,
  concurrency: number,
): { perSecond: number; limitedBy: string } {
  const quotas = LARGE_REGIONS.includes(region) ? QUOTAS.large : QUOTAS.other
  const transitions = quotas.StateTransition / Math.max(1, transitionsPerRow)
  const [name, allowed] =
    transitions < quotas.StartExecution
      ? (['StateTransition', transitions] as const)
      : (['StartExecution', quotas.StartExecution] as const)
  const quota = `the quota ${name} (${quotas[name]} a second in ${region})`
  const atOnce = concurrency / ROW_SECONDS
  if (allowed <= atOnce) return { perSecond: allowed, limitedBy: quota }
  return { perSecond: atOnce, limitedBy: `--concurrency ${concurrency}, up to ${quota}` }
}
