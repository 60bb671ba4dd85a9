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
  return { states: new States(run, frame, sees), variables: frame.variables, context: run }
}

/** `$states`. A class, because an object with getters of its own costs V8 a hidden class each. */
class States {
  readonly #run: Run
  readonly #frame: Frame
  readonly #input: JsonDocument
  readonly #sees: Visible

  constructor(run: Run, frame: Frame, sees: Visible) {
    this.#run = run
    this.#frame = frame
    this.#input = frame.visit.input
    this.#sees = sees
  }

  get input(): unknown {
    return this.#input.value
  }

  get result(): unknown {
    return this.#sees.result?.value
  }

  get context(): unknown {
    return contextObject(this.#run, this.#frame, this.#sees)
  }

  get errorOutput(): unknown {
    return this.#sees.errorOutput
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
