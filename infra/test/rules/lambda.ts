import { statementsOf } from '../policies.ts'
import type { Rule } from './rule.ts'

/** Lambda's runtimes that AWS supports at the time of writing, for Node. */
const SUPPORTED_RUNTIMES = ['nodejs22.x', 'nodejs24.x']
const SECRET = /AKIA[0-9A-Z]{16}|-----BEGIN|secret|password|token|api_?key/i

export const lambdaRules: readonly Rule[] = [
  {
    ids: ['CKV_AWS_50', 'Lambda.7', 'AVD-AWS-0066', 'WS1000'],
    asks: 'X-Ray traces',
    of: ['aws_lambda_function'],
    met: ({ at }) => at('tracing_config', 'mode') === 'Active',
  },
  {
    ids: ['CKV_AWS_115', 'W92'],
    asks: 'reserved concurrency',
    of: ['aws_lambda_function'],
    met: ({ at }) => at('reserved_concurrent_executions') !== undefined,
  },
  {
    ids: ['CKV_AWS_116'],
    asks: 'a dead-letter queue',
    of: ['aws_lambda_function'],
    met: ({ at }) => at('dead_letter_config') !== undefined,
  },
  {
    ids: ['ES1001'],
    asks: 'a failure destination for asynchronous calls',
    of: ['aws_lambda_function'],
    met: ({ stack }, all) =>
      all.some((other) => other.type === 'aws_lambda_function_event_invoke_config' && other.stack === stack),
  },
  {
    ids: ['CKV_AWS_117', 'Lambda.3', 'W89'],
    asks: 'a VPC',
    of: ['aws_lambda_function'],
    met: ({ at }) => at('vpc_config') !== undefined,
  },
  {
    ids: ['Lambda.5'],
    asks: 'of a function in a VPC more than one zone',
    of: ['aws_lambda_function'],
    met: ({ at }) => at('vpc_config') === undefined || Array.isArray(at('vpc_config', 'subnet_ids', 1)),
  },
  {
    ids: ['CKV_AWS_173'],
    asks: 'variables encrypted with an own key',
    of: ['aws_lambda_function'],
    met: ({ at }) => at('environment') === undefined || at('kms_key_arn') !== undefined,
  },
  {
    ids: ['CKV_AWS_45'],
    asks: 'no secret in a variable',
    of: ['aws_lambda_function'],
    met: ({ at }) => !SECRET.test(JSON.stringify(at('environment', 'variables') ?? {})),
  },
  {
    ids: ['CKV_AWS_272'],
    asks: 'signed code',
    of: ['aws_lambda_function'],
    met: ({ at }) => at('code_signing_config_arn') !== undefined,
  },
  {
    ids: ['CKV_AWS_363', 'Lambda.2', 'serverless-rules: end-of-life runtime'],
    asks: 'a runtime that AWS supports',
    of: ['aws_lambda_function'],
    met: ({ at }) => SUPPORTED_RUNTIMES.includes(String(at('runtime'))),
  },
  {
    ids: ['ES1005', 'ES1006'],
    asks: 'memory and timeout that somebody chose',
    of: ['aws_lambda_function'],
    met: ({ at }) => at('memory_size') !== undefined && at('timeout') !== undefined,
  },
  {
    ids: ['Lambda.6'],
    asks: 'tags',
    of: ['aws_lambda_function'],
    met: ({ tags }) => 'stage' in tags && 'version' in tags,
  },
  {
    ids: ['W58'],
    asks: 'a role that may write the log',
    of: ['aws_lambda_function'],
    met: ({ stack }, all) =>
      all.some(
        (other) =>
          other.stack === stack &&
          statementsOf(other, 'policy').some(({ actions }) => actions.includes('logs:PutLogEvents')),
      ),
  },
]
