import type { JsonDocument } from '../document.ts'
import type { Bindings } from '../jsonata/expression.ts'
import type { StateContext, Visible } from '../outcome.ts'
import { makeTaskToken } from '../random.ts'
import type { Frame } from './frame.ts'
import type { Run } from './run.ts'

/** What a frame's state may know when it is executed. Values are looked up only when asked for. */
export function contextOf(run: Run, frame: Frame): StateContext {
  const { input, enteredId } = frame.visit
  const { region } = run.context
  return {
    input,
    enteredId,
    nowMs: run.nowMs,
    region,
    bindings: (sees) => bindingsOf(run, frame, sees),
    taskToken: () => makeTaskToken(run.context, run.nextId),
  }
}

/** What a field of a frame's state can see now. */
export function bindingsOf(run: Run, frame: Frame, sees: Visible = {}): Bindings {
  const states = statesOf(frame.visit.input, () => contextObject(run, frame, sees), sees)
  return { states, variables: frame.variables, ambient: run.ambient }
}

/** `$states`. Its values are looked up only when asked for: most expressions need one of them. */
function statesOf(
  input: JsonDocument,
  context: () => unknown,
  { result, errorOutput }: Visible,
): Readonly<Record<string, unknown>> {
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
  return {
    get input() {
      return input.value
    },
    get context() {
      return context()
    },
    ...(errorOutput === undefined ? {} : { errorOutput }),
  }
}

/** The context object (developer guide, "Accessing execution data from the Context object"). */
function contextObject(run: Run, frame: Frame, { taskToken, item = frame.item }: Visible): unknown {
  const { context } = run
  const { node, enteredMs, retryCount } = frame.visit
  return {
    Execution: executionObject(run),
    StateMachine: { Id: context.stateMachineArn, Name: context.stateMachineName },
    State: {
      Name: node.name,
      EnteredTime: isoTime(enteredMs),
      ...(node.recovery === undefined ? {} : { RetryCount: retryCount }),
    },
    ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
    ...(item === undefined ? {} : { Map: { Item: item } }),
  }
}

/** The same from state to state, and its input may be large: it is made once, until a redrive. */
function executionObject(run: Run): object {
  const { context, redriveCount, redriveMs } = run
  run.executionObject ??= {
    Id: context.executionArn,
    Input: JSON.parse(context.input),
    StartTime: isoTime(context.startTimeMs),
    Name: context.executionName,
    RoleArn: context.roleArn,
    RedriveCount: redriveCount,
    ...(redriveMs === undefined ? {} : { RedriveTime: isoTime(redriveMs) }),
  }
  return run.executionObject
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
