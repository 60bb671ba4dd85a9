export { type Diagnostic, type DiagnosticCode, InvalidDefinition } from './definition/diagnostics.ts'
export type {
  Branch,
  Catcher,
  ChoiceRule,
  ChoiceState,
  Definition,
  ExpressionText,
  FailState,
  ItemProcessor,
  Json,
  MapState,
  ParallelState,
  PassState,
  QueryLanguage,
  Retrier,
  State,
  StateType,
  SucceedState,
  TaskState,
  WaitState,
} from './definition/model.ts'
export { diagnoseDefinition, parseDefinition } from './definition/parse.ts'
export type { Program } from './definition/program.ts'
export type { Command, Execution, ExecutionContext, Signal, Turn } from './execution.ts'
export type { HistoryEvent } from './history.ts'
export { createExecution } from './interpreter/interpret.ts'
export { NotRedrivable } from './interpreter/redrive.ts'
export { ReplayDiverged, resumeExecution } from './interpreter/resume.ts'
export { makeTaskToken, readTaskToken } from './random.ts'
export { unsupportedJson } from './unsupported-json.ts'
