export { type Diagnostic, type DiagnosticCode, InvalidDefinition } from './definition/diagnostics.ts'
export type { ExpressionText, Json, QueryLanguage } from './definition/fields.ts'
export type {
  Branch,
  Definition,
  ItemProcessor,
  MapState,
  ParallelState,
  State,
  StateType,
} from './definition/model.ts'
export { diagnoseDefinition, parseDefinition } from './definition/parse.ts'
export type { Catcher, Retrier } from './definition/recovery.ts'
export type { Command, Execution, ExecutionContext, Flush, HistoryEvent, Signal, Turn } from './execution.ts'
export { createExecution } from './interpreter/interpret.ts'
export { NotRedrivable } from './interpreter/redrive.ts'
export { ReplayDiverged, resumeExecution } from './interpreter/resume.ts'
export {
  EVALUATION_OUT_OF_MEMORY,
  EVALUATION_TIMED_OUT,
  type Evaluation,
  type EvaluationResult,
  type Evaluator,
  evaluateDetached,
} from './jsonata/detached.ts'
export type { Program } from './program.ts'
export { makeTaskToken, readTaskToken } from './random.ts'
export type { ChoiceRule, ChoiceState } from './states/choice.ts'
export type { FailState } from './states/fail.ts'
export type { PassState } from './states/pass.ts'
export type { SucceedState } from './states/succeed.ts'
export { type ArgumentCheck, type ArgumentFinding, UNKNOWN } from './states/task/arguments.ts'
export type { TaskState } from './states/task/task.ts'
export type { WaitState } from './states/wait.ts'
export { unsupportedJson } from './unsupported-json.ts'
