/** One statement of an IAM policy, in its own words. */
export interface Statement {
  Sid: string
  Effect?: 'Allow'
  Action: readonly string[]
  Resource: string | readonly string[]
  Principal?: Record<string, string>
  Condition?: Record<string, Record<string, string | readonly string[]>>
}

export function policyOf(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  })
}

/** Lets a service assume a role; if the service names the resources it acts for, only for those. */
export function trustOf(service: string, source?: { arn: string | readonly string[]; account: string }): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        ...(source === undefined
          ? {}
          : {
              Condition: {
                StringEquals: { 'aws:SourceAccount': source.account },
                ArnLike: { 'aws:SourceArn': source.arn },
              },
            }),
      },
    ],
  })
}

/** X-Ray knows no resources: AWS allows its actions on `*` alone (Service Authorization Reference). */
export const tracing: Statement = {
  Sid: 'WriteTraces',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: '*',
}
