import type { ChoiceState } from '../states/choice.ts'
import type { FailState } from '../states/fail.ts'
import type { ItemProcessorOf, MapStateOf } from '../states/map.ts'
import type { ParallelStateOf } from '../states/parallel.ts'
import type { PassState } from '../states/pass.ts'
import type { SucceedState } from '../states/succeed.ts'
import type { TaskState } from '../states/task/task.ts'
import type { WaitState } from '../states/wait.ts'
import type { QueryLanguage } from './fields.ts'

/** Types for authors of a definition: AWS's spelling, because they mirror the document that is deployed. */
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

export type ParallelState = ParallelStateOf<Branch>
export type MapState = MapStateOf<Branch>
export type ItemProcessor = ItemProcessorOf<Branch>
