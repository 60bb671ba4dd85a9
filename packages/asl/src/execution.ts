/** What the context object and the history need to know of an execution. Fixed for its whole life. */
export interface ExecutionContext {
  executionArn: string
  executionName: string
  roleArn: string
  stateMachineArn: string
  /** Where the execution was started by one. */
  stateMachineAliasArn?: string
  stateMachineVersionArn?: string
  stateMachineName: string
  region: string
  /** The input text, kept verbatim. */
  input: string
  startTimeMs: number
  /** Seeds jitter, $random and $uuid, so that a replay draws the same numbers. */
  seed: string
}

/**
 * What reaches an execution from outside. `task` is the id of the task's …Scheduled event. `taskSubmitted` is only for
 * `.waitForTaskToken`: the call was made, and the token's holder will report the rest.
 */
export type Signal =
  | { type: 'start' }
  | { type: 'taskSucceeded'; task: number; output: string }
  | { type: 'taskFailed'; task: number; error: string; cause?: string }
  | { type: 'taskSubmitted'; task: number; output: string }
  | { type: 'taskHeartbeat'; task: number }
  | { type: 'timer'; timer: string }
  | { type: 'stop'; error?: string; cause?: string }
  | { type: 'redrive' }
  /** The state machine was deleted: the execution ends with what would have been its next transition. */
  | { type: 'machineDeleted' }

/** What an execution asks of the outside. Commands of one turn are carried out in order, after its events are durable. */
export type Command =
  | {
      type: 'runTask'
      task: number
      /** The Resource as written, e.g. `arn:aws:lambda:…:function:check-name:live`, `arn:aws:states:::dynamodb:getItem`. */
      resource: string
      /** JSON text: the payload of a function ARN, the Arguments of a service integration. */
      input: string
      /** Only on `.waitForTaskToken`. Derived from execution and task, so that it survives a restart. */
      taskToken?: string
      credentialsRoleArn?: string
    }
  | { type: 'cancelTask'; task: number }
  /** A timer of the same name is replaced. May be due years ahead. */
  | { type: 'setTimer'; timer: string; dueMs: number }
  | { type: 'clearTimer'; timer: string }
  | { type: 'end'; status: 'SUCCEEDED'; output: string }
  | { type: 'end'; status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; error?: string; cause?: string }

/** The answer to one signal: the events it added and what is to be done about them. Empty for a signal that came too late. */
export interface Turn {
  events: readonly HistoryEvent[]
  commands: readonly Command[]
}

/** One execution in memory. Signals are applied one after the other: await a turn before the next signal. */
export interface Execution {
  /**
   * Where an evaluation takes long, `flush` is called with what the turn came to until then, to be kept as a turn is,
   * and the answer is the rest.
   */
  apply(signal: Signal, nowMs: number, flush?: Flush): Promise<Turn>
  /**
   * Gives up an evaluation that takes long, and with it the rest of its turn, which then ends. Answers whether there was
   * one: then the next signal must be a stop.
   */
  interrupt(): boolean
}

/** Never rejects. */
export type Flush = (turn: Turn) => Promise<void>

/** One event of an execution's history: AWS's wire shape, except that `timestamp` is epoch milliseconds. */
export interface HistoryEvent {
  id: number
  previousEventId: number
  type: string
  timestamp: number
  /** Exactly one `…EventDetails` object, or none (some types carry no details). */
  [details: `${string}EventDetails`]: Record<string, unknown>
}
