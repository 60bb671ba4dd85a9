import type { JsonDocument } from '../document.ts'
import type { Failure } from '../failure.ts'
import type { Outcome } from '../outcome.ts'
import type { Children, Frame } from './frame.ts'

/** The next thing that happens to a frame: what its state decided, or what the frames around it bring about. */
export interface Step {
  readonly frame: Frame
  readonly action: Outcome | Progress
}

type Progress =
  /** The state does what it is for, from its beginning: also on a retry and on a redrive. */
  | { readonly kind: 'execute' }
  | { readonly kind: 'redrive'; readonly redrivenId: number }
  | { readonly kind: 'childSucceeded'; readonly index: number; readonly output: JsonDocument }
  | { readonly kind: 'childFailed'; readonly index: number; readonly failure: Failure }
  /** More of these children start while there are places; they are linked to `previousEventId`. */
  | { readonly kind: 'startMore'; readonly children: Children; readonly previousEventId: number }
  | { readonly kind: 'childrenEnded' }
