import * as fc from 'fast-check'
import type { Catcher, ChoiceRule, Definition, Json, Retrier, State } from '../src/index.ts'
import type { Lambdas } from './lambdas.ts'

type Draw = fc.GeneratorValue

/** Functions of every temper, for the definitions below. */
export const LAMBDAS: Lambdas = {
  echo: { behaviour: { echo: true } },
  slow: { behaviour: { echo: true, seconds: 3 } },
  slower: { behaviour: { return: [1, 2, 3], seconds: 7 } },
  broken: { behaviour: { raise: 'Broken', message: 'always' } },
  flaky: { behaviour: { sequence: [{ raise: 'Flaky' }, { raise: 'Flaky' }, { echo: true }] } },
  stuck: { behaviour: { hang: true } },
  later: { behaviour: { submit: { return: 'called back', seconds: 5 } } },
}

/** JSONata definitions of all eight state types, nested, that pass the checks. */
export const definitions: fc.Arbitrary<Definition> = fc.gen().map((draw) => {
  const names = { next: 0 }
  const definition: Definition = { QueryLanguage: 'JSONata', ...graph(draw, names, 2) }
  if (draw(fc.nat, { max: 5 }) === 0) definition.TimeoutSeconds = 1 + draw(fc.nat, { max: 20 })
  return definition
})

interface Names {
  next: number
}

function graph(draw: Draw, names: Names, depth: number): Pick<Definition, 'StartAt' | 'States'> {
  const length = 1 + draw(fc.nat, { max: 3 })
  const chain = Array.from({ length }, () => `S${names.next++}`)
  const States: Record<string, State> = {}
  for (const [index, name] of chain.entries()) {
    const next = chain[index + 1]
    States[name] = next === undefined ? lastState(draw, names, depth) : state(draw, names, depth, { Next: next })
  }
  return { StartAt: String(chain[0]), States }
}

function lastState(draw: Draw, names: Names, depth: number): State {
  const kind = draw(fc.nat, { max: 9 })
  if (kind === 0) return { Type: 'Succeed', Output: output(draw) }
  if (kind === 1) return { Type: 'Fail', Error: 'Given up', Cause: '{% $string($states.input) %}' }
  return state(draw, names, depth, { End: true })
}

type Move = { Next: string } | { End: true }

function state(draw: Draw, names: Names, depth: number, move: Move): State {
  const kind = draw(fc.nat, { max: depth > 0 ? 9 : 6 })
  switch (kind) {
    case 0:
      return { Type: 'Pass', Output: output(draw), ...assign(draw, names), ...move }
    case 1:
      return { Type: 'Wait', Seconds: draw(fc.nat, { max: 6 }), ...move }
    case 2:
      return { Type: 'Wait', Seconds: '{% 2 + $count($keys($states.input)) %}', Output: output(draw), ...move }
    case 3:
      return 'Next' in move ? choice(draw, move.Next) : { Type: 'Pass', ...move }
    case 4:
    case 5:
    case 6:
      return task(draw, move)
    case 7: {
      const branches = Array.from({ length: 1 + draw(fc.nat, { max: 2 }) }, () => graph(draw, names, depth - 1))
      return { Type: 'Parallel', Branches: branches, ...recovery(draw, move), ...move }
    }
    default: {
      const items: Json[] = Array.from({ length: draw(fc.nat, { max: 4 }) }, (_, i) => i)
      const MaxConcurrency = draw(fc.nat, { max: 3 })
      const ItemProcessor = graph(draw, names, depth - 1)
      return { Type: 'Map', Items: items, MaxConcurrency, ItemProcessor, ...recovery(draw, move), ...move }
    }
  }
}

function choice(draw: Draw, next: string): State {
  const rule: ChoiceRule = { Condition: '{% $exists($states.input.seen) %}', Next: next, Output: output(draw) }
  return { Type: 'Choice', Choices: [rule], Default: next }
}

function task(draw: Draw, move: Move): State {
  const functions = Object.keys(LAMBDAS).filter((name) => name !== 'later')
  const name = functions[draw(fc.nat, { max: functions.length - 1 })] ?? 'echo'
  const arn = `arn:aws:lambda:us-east-1:111111111111:function:${name}`
  const limits = { TimeoutSeconds: 6 }
  const common = { Type: 'Task' as const, ...limits, ...recovery(draw, move), ...move }
  if (draw(fc.nat, { max: 3 }) > 0) return { ...common, Resource: arn, Arguments: { seen: true } }
  return {
    ...common,
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    HeartbeatSeconds: 4,
    Arguments: { FunctionName: 'later', Payload: { token: '{% $states.context.Task.Token %}' } },
  }
}

function recovery(draw: Draw, move: Move): { Retry?: Retrier[]; Catch?: Catcher[] } {
  const Retry: Retrier[] = [
    { ErrorEquals: ['Flaky'], IntervalSeconds: 1, MaxAttempts: 3, JitterStrategy: 'FULL' },
    { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 1, BackoffRate: 1.5 },
  ]
  return {
    ...(draw(fc.boolean) ? { Retry } : {}),
    ...('Next' in move && draw(fc.boolean)
      ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: move.Next, Output: '{% $states.errorOutput %}' }] }
      : {}),
  }
}

const OUTPUTS: readonly Json[] = [
  { seen: true },
  '{% $states.input %}',
  '{% {"at": $millis(), "random": $random(), "id": $uuid()} %}',
  '{% $states.context.State.Name %}',
  '{% [$states.input] %}',
  '{% $states.input.missing %}',
  [1, '{% $now() %}'],
]

function output(draw: Draw): Json {
  return OUTPUTS[draw(fc.nat, { max: OUTPUTS.length - 1 })] ?? null
}

function assign(draw: Draw, names: Names): { Assign?: Record<string, Json> } {
  return draw(fc.boolean) ? { Assign: { [`v${names.next++}`]: '{% $states.input %}' } } : {}
}
