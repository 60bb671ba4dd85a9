import { COURSE_ID } from 'records'
import { jsonata } from './jsonata.ts'

/** A field of the request as an expression, whatever JSON the request is. */
export function fieldOfRequest(field: string): string {
  return `($type($states.input) = 'object' ? $lookup($states.input, '${field}'))`
}

/** The id of the requested course, `absent` where the request names none; false for what cannot be an id. White space around it does not count. */
export function requestedCourse(absent: string): `{%${string}%}` {
  return jsonata(String.raw`(
    $course := ${fieldOfRequest('Course')};
    $isText := $type($course) = 'string';
    $isBlank := $isText ? $not($contains($course, /\S/)) : $not($exists($course)) or $course = null;
    $id := $isText ? $match($course, /^\s*(${COURSE_ID})\s*$/, 1).groups[0];
    $isBlank ? ${absent} : $exists($id) ? $id : false
  )`)
}

/** A text of the request, cut to its first characters; empty where the request has none. */
export function requestedText(field: string, maxCharacters: number): `{%${string}%}` {
  return jsonata(`(
    $text := ${fieldOfRequest(field)};
    $type($text) = 'string' ? $trim($substring($text, 0, ${maxCharacters})) : ''
  )`)
}

/** Who asks, as the sender of the request says. */
export const REQUESTED_BY = requestedText('RequestedBy', 100)
