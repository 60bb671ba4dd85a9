import { type CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch'

/** CloudWatch takes at most so many names at once. */
const NAMES_AT_ONCE = 100

/** Which of these alarms fire. */
export async function firingAlarms(client: CloudWatchClient, names: readonly string[]): Promise<string[]> {
  const firing: string[] = []
  for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
    const query = { AlarmNames: names.slice(at, at + NAMES_AT_ONCE) }
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, query)) {
      const inAlarm = MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM')
      firing.push(...inAlarm.map(({ AlarmName = '' }) => AlarmName))
    }
  }
  return firing
}
