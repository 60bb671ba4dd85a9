import { fileURLToPath } from 'node:url'
import type { Scenario } from './scenario.ts'

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:'
const NAMES = ['check-a', 'check-b', 'check-c', 'validate']

/** Three checks side by side, then what puts their results together. No store: the engine itself is measured. */
export const scenario: Scenario = {
  setUp: {
    functions: NAMES.map((name) => ({
      name,
      bundle: fileURLToPath(new URL('handlers.mjs', import.meta.url)),
      handler: name === 'validate' ? 'index.validate' : 'index.check',
      memoryMb: 128,
      timeoutMs: 3_000,
      version: '1.0.0',
      environment: {},
      aliases: [],
    })),
    tables: [],
    definition: JSON.stringify({
      QueryLanguage: 'JSONata',
      TimeoutSeconds: 600,
      StartAt: 'Checks',
      States: {
        Checks: {
          Type: 'Parallel',
          Branches: NAMES.slice(0, 3).map((name) => ({
            StartAt: name,
            States: { [name]: { Type: 'Task', Resource: ARN + name, TimeoutSeconds: 10, End: true } },
          })),
          Output: { results: '{% $states.result %}' },
          Next: 'Validate',
        },
        Validate: { Type: 'Task', Resource: `${ARN}validate`, TimeoutSeconds: 10, Next: 'Decision' },
        Decision: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.accepted %}', Next: 'Accepted' }],
          Default: 'Rejected',
        },
        Accepted: { Type: 'Succeed', Output: { status: 'ACCEPTED', results: '{% $states.input.results %}' } },
        Rejected: { Type: 'Succeed', Output: { status: 'REJECTED' } },
      },
    }),
  },
  prepare: async () => undefined,
  input: (n) => JSON.stringify({ name: `name ${n}`, value: n }),
  direct: fileURLToPath(new URL('direct.mjs', import.meta.url)),
}
