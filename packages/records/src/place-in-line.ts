import { type StoredItem, textOf } from './item.ts'
import { courseIdOf, sortKeyPrefix } from './keys.ts'

/** Where somebody waits. */
export interface PlaceInLine {
  /** The id of the course. */
  course: string
  /** The sort key: the order of the line. */
  waitKey: string
  email: string
  /** ISO 8601: when the place was taken. */
  since: string
}

export function placeInLineOf(item: StoredItem): PlaceInLine {
  const waitKey = textOf(item, 'sk')
  return {
    course: courseIdOf(item),
    waitKey,
    email: textOf(item, 'email'),
    since: waitKey.slice(sortKeyPrefix.waiting.length).split('#')[0] ?? '',
  }
}
