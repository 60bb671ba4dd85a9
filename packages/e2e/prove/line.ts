import type { HistoryEvent, SFNClient } from '@aws-sdk/client-sfn'
import { sortKeyPrefix } from 'records'
import { stateMachines } from 'workflow'
import { allEvents, allExecutions } from './executions.ts'
import type { Item } from './snapshot.ts'

/** When each place was seen in line: at the end of the first snapshot that has it, and at the beginning of the last. */
export class PlacesSeen {
  readonly #places = new Map<string, { firstMs: number; lastMs: number }>()

  note(items: readonly Item[], beganMs: number, endedMs: number): void {
    for (const { sk } of items) {
      if (!sk?.S?.startsWith(sortKeyPrefix.waiting)) continue
      const { firstMs } = this.#places.get(sk.S) ?? { firstMs: endedMs }
      this.#places.set(sk.S, { firstMs, lastMs: beganMs })
    }
  }

  /** Those before the place who were in line when a promotion looked for the first one, and still after that one got its seat. */
  overtaken({ place, lookedMs, givenMs }: SeatGiven): string[] {
    return [...this.#places]
      .filter(([other, { firstMs, lastMs }]) => other < place && firstMs < lookedMs && lastMs > givenMs)
      .map(([other]) => `${other} was overtaken by ${place}`)
  }
}

interface SeatGiven {
  place: string
  lookedMs: number
  givenMs: number
}

/** The places that promotions gave a seat. */
export async function seatsGiven(sfn: SFNClient): Promise<SeatGiven[]> {
  const given: SeatGiven[] = []
  for (const { executionArn = '' } of await allExecutions(sfn, stateMachines.promotion)) {
    given.push(...seatsGivenIn(await allEvents(sfn, executionArn)))
  }
  return given
}

function seatsGivenIn(events: readonly HistoryEvent[]): SeatGiven[] {
  let lookedMs = 0
  return events.flatMap(({ id = 0, timestamp, stateEnteredEventDetails, taskScheduledEventDetails }) => {
    if (stateEnteredEventDetails?.name === 'FirstInLine') lookedMs = timestamp?.getTime() ?? 0
    const parameters = taskScheduledEventDetails?.parameters ?? ''
    if (!parameters.includes('REMOVE waitKey')) return []
    // TaskScheduled, TaskStarted, TaskSucceeded: none where the answer was lost.
    const answer = events.find(({ type, previousEventId }) => type === 'TaskSucceeded' && previousEventId === id + 1)
    const [, place] = parameters.match(/"sk":\{"S":"(WAIT#[^"]+)"/) ?? []
    return answer?.timestamp && place ? [{ place, lookedMs, givenMs: answer.timestamp.getTime() }] : []
  })
}
