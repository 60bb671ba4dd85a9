import type { Bindings } from '../jsonata/expression.ts'
import type { Doc } from './doc.ts'
import type { Frame } from './frame.ts'
import type { Run } from './run.ts'

/** What a field can see beyond the state's input: see the developer guide, "Reserved variable $states". */
export interface Extra {
  result?: Doc
  errorOutput?: unknown
  taskToken?: string
  item?: Frame['item']
}

/** Values are looked up only when asked for: most expressions need one of them. */
export function bindingsOf(run: Run, frame: Frame, extra: Extra = {}): Bindings {
  const { input } = frame.visit
  const { result, errorOutput } = extra
  const context = () => contextObject(run, frame, extra)
  return { states: states(), variables: frame.variables, ambient: run.ambient }

  function states(): Readonly<Record<string, unknown>> {
    if (result !== undefined) {
      return {
        get input() {
          return input.value
        },
        get result() {
          return result.value
        },
        get context() {
          return context()
        },
      }
    }
    const plain = {
      get input() {
        return input.value
      },
      get context() {
        return context()
      },
    }
    return errorOutput === undefined
      ? plain
      : Object.defineProperty(plain, 'errorOutput', { value: errorOutput, enumerable: true })
  }
}

/** The context object (developer guide, "Accessing execution data from the Context object"). */
function contextObject(run: Run, frame: Frame, { taskToken, item = frame.item }: Extra): unknown {
  const { context } = run
  const { node, enteredMs, retryCount } = frame.visit
  const retries = node.type === 'Task' || node.type === 'Parallel' || node.type === 'Map'
  return {
    Execution: executionObject(run),
    StateMachine: { Id: context.stateMachineArn, Name: context.stateMachineName },
    State: { Name: node.name, EnteredTime: isoTime(enteredMs), ...(retries ? { RetryCount: retryCount } : {}) },
    ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
    ...(item === undefined ? {} : { Map: { Item: item } }),
  }
}

const executionObjects = new WeakMap<Run, { redriveCount: number; value: object }>()

/** The same from state to state, and its input may be large: it is made once, until a redrive. */
function executionObject(run: Run): object {
  const { context, redriveCount, redriveMs } = run
  const known = executionObjects.get(run)
  if (known?.redriveCount === redriveCount) return known.value
  const value = {
    Id: context.executionArn,
    Input: JSON.parse(context.input),
    StartTime: isoTime(context.startTimeMs),
    Name: context.executionName,
    RoleArn: context.roleArn,
    RedriveCount: redriveCount,
    ...(redriveMs === undefined ? {} : { RedriveTime: isoTime(redriveMs) }),
  }
  executionObjects.set(run, { redriveCount, value })
  return value
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
