import { expect, test } from 'vitest'
import { coursePath, executionPath, formerListPath } from './paths.ts'

test('an id stays one part of an address, whatever it holds', () => {
  expect(executionPath('arn:aws:states:us-east-1:1:execution:other:a/b?c')).toBe(
    '/executions/arn%3Aaws%3Astates%3Aus-east-1%3A1%3Aexecution%3Aother%3Aa%2Fb%3Fc',
  )
  expect(coursePath('maths-1')).toBe('/courses/maths-1')
})

test('addresses of the former list of executions lead to the same requests', () => {
  const former = (query: string) => formerListPath(new URLSearchParams(query))
  expect(former('')).toBe('/requests')
  expect(former('status=FAILED')).toBe('/requests?answer=failed')
  expect(former('status=SUCCEEDED&search=maths-1')).toBe('/requests?search=maths-1')
})
