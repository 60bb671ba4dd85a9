/** List prices of us-east-1 in US dollars, without free tiers. The pages named have the price of the day. */
export const PRICES = {
  asOf: 'November 2026',
  region: 'us-east-1',
  /** https://aws.amazon.com/step-functions/pricing/ */
  standardTransition: 25 / 1_000_000,
  expressRequest: 1 / 1_000_000,
  /** $0.06 an hour, for the first 1,000 GB-hours of a month; billed by started 100 ms and 64 MB. */
  expressGbSecond: 0.06 / 3600,
  /** https://aws.amazon.com/lambda/pricing/, arm64; billed by started millisecond. */
  lambdaRequest: 0.2 / 1_000_000,
  lambdaGbSecond: 0.0000133334,
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  dynamoDbWriteUnit: 0.625 / 1_000_000,
  dynamoDbReadUnit: 0.125 / 1_000_000,
  /** https://aws.amazon.com/cloudwatch/pricing/, standard log class and vended logs alike. */
  logGb: 0.5,
  /** https://aws.amazon.com/xray/pricing/, a trace recorded. */
  trace: 5 / 1_000_000,
  /** https://aws.amazon.com/sns/pricing/; status events of AWS services are free in EventBridge. */
  notification: 0.5 / 1_000_000,
} as const
