export type { Command, Execution, ExecutionContext, Signal, Turn } from './execution.ts'
export type { HistoryEvent } from './history.ts'
