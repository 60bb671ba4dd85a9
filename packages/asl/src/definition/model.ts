/** Types for authors of a definition: AWS's spelling, because they mirror the document that is deployed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A JSONata expression between `{%` and `%}`. */
export type ExpressionText = `{%${string}%}`

export type QueryLanguage = 'JSONata' | 'JSONPath'

export interface Definition extends Branch {
  Version?: '1.0'
  QueryLanguage?: QueryLanguage
  TimeoutSeconds?: number
}

export interface Branch {
  Comment?: string
  StartAt: string
  States: Readonly<Record<string, State>>
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState

export type StateType = State['Type']

interface AnyState {
  Comment?: string
  QueryLanguage?: QueryLanguage
}

interface Transforming {
  Output?: Json
  Assign?: Readonly<Record<string, Json>>
}

interface Moving {
  Next?: string
  End?: true
}

interface Recovering {
  Retry?: readonly Retrier[]
  Catch?: readonly Catcher[]
}

/** The template of a JSONPath state. Only literals are supported: no key may end in `.$`. */
interface LiteralTemplates {
  Parameters?: Json
  ResultSelector?: Json
}

export interface PassState extends AnyState, Transforming, Moving {
  Type: 'Pass'
  Result?: Json
  Parameters?: Json
}

export interface TaskState extends AnyState, Transforming, Moving, Recovering, LiteralTemplates {
  Type: 'Task'
  Resource: string
  Arguments?: Json
  TimeoutSeconds?: number | ExpressionText
  HeartbeatSeconds?: number | ExpressionText
  Credentials?: { RoleArn: string }
}

export interface ChoiceState extends AnyState, Transforming {
  Type: 'Choice'
  Choices: readonly ChoiceRule[]
  Default?: string
}

export interface ChoiceRule extends Transforming {
  Comment?: string
  Condition: boolean | ExpressionText
  Next: string
}

export interface WaitState extends AnyState, Transforming, Moving {
  Type: 'Wait'
  Seconds?: number | ExpressionText
  Timestamp?: string
}

export interface SucceedState extends AnyState {
  Type: 'Succeed'
  Output?: Json
}

export interface FailState extends AnyState {
  Type: 'Fail'
  Error?: string
  Cause?: string
}

export interface ParallelState extends AnyState, Transforming, Moving, Recovering, LiteralTemplates {
  Type: 'Parallel'
  Branches: readonly Branch[]
  Arguments?: Json
}

export interface MapState extends AnyState, Transforming, Moving, Recovering, LiteralTemplates {
  Type: 'Map'
  Items?: readonly Json[] | ExpressionText
  ItemSelector?: Json
  ItemProcessor?: ItemProcessor
  /** The older name of ItemProcessor. */
  Iterator?: ItemProcessor
  MaxConcurrency?: number | ExpressionText
  ToleratedFailureCount?: number | ExpressionText
  ToleratedFailurePercentage?: number | ExpressionText
}

export interface ItemProcessor extends Branch {
  ProcessorConfig?: { Mode: 'INLINE' }
}

export interface Retrier {
  Comment?: string
  ErrorEquals: readonly string[]
  IntervalSeconds?: number
  MaxAttempts?: number
  BackoffRate?: number
  MaxDelaySeconds?: number
  JitterStrategy?: 'FULL' | 'NONE'
}

export interface Catcher extends Transforming {
  Comment?: string
  ErrorEquals: readonly string[]
  Next: string
}
