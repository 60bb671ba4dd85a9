import { EXPRESS_KEEPS_NOTHING, Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { renderRequests } from '../render-list.ts'
import { answers, type ListedAnswer, readRequests } from '../requests.ts'
import { type TargetOptions, targetOf } from '../target.ts'

const MAX_LIMIT = 1000

export interface ListOptions extends TargetOptions {
  status?: string
  course?: string
  limit: string
  json?: true
}

/** Lists the newest requests with student, course and answer, newest first. */
export async function list({ status, course, limit: typed, json, ...options }: ListOptions): Promise<number> {
  const limit = Number(typed)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new Failure(`--limit ${typed} is out of range: expected a whole number from 1 to ${MAX_LIMIT}.`)
  }
  const wanted = status === undefined ? undefined : statusOf(status)
  const target = targetOf(options)
  if ((await target.stateMachine()).express) throw new Failure(EXPRESS_KEEPS_NOTHING)
  const requests = await readRequests(target, { limit, course, answers: wanted })
  if (json) printJson(requests)
  else print(requests.length === 0 ? 'No requests yet. Start one with: enroll start' : renderRequests(requests))
  return 0
}

/** SUCCEEDED is any answer of the workflow. */
function statusOf(status: string): readonly ListedAnswer[] {
  const name = status.toUpperCase()
  if (name === 'SUCCEEDED') return ['ENROLLED', 'CANCELLED']
  const known = answers.find((answer) => answer === name)
  if (known !== undefined) return [known]
  throw new Failure(`--status ${status} is unknown: expected one of ${[...answers, 'SUCCEEDED'].join(', ')}.`)
}
