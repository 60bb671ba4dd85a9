import { expect, test } from 'vitest'
import { hrefOf, parseRoute, type Route } from './routes.ts'

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:course-enrollment'

test('returns to the same location by its address', () => {
  const routes: Route[] = [
    { page: 'executions' },
    { page: 'executions', status: 'FAILED', search: 'a@b & c' },
    { page: 'execution', execution: 'one', view: 'graph' },
    { page: 'execution', execution: `${MACHINE}:x/1`, view: 'timeline', state: 'Look Up?', visit: 12 },
    { page: 'courses' },
    { page: 'courses', course: 'serverless-101' },
    { page: 'records' },
  ]
  for (const route of routes) expect(parseRoute(hrefOf(route))).toEqual(route)
  expect(parseRoute('')).toEqual({ page: 'executions' })
  expect(parseRoute('#/%E0%A4%A/x')).toMatchObject({ page: 'unknown' })
})
