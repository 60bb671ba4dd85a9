import * as v from 'valibot'
import { afterEach, expect, test, vi } from 'vitest'
import { PermanentError } from './errors.ts'
import { type LambdaContext, type LambdaOptions, lambda } from './lambda.ts'

const context = { functionName: 'echo', awsRequestId: 'request-1' } as LambdaContext

const echo: LambdaOptions<{ text: string }, { text: string }> = {
  name: 'echo',
  input: v.object({ text: v.string() }),
  output: v.object({ text: v.string() }),
  summary: ({ text }) => ({ characters: text.length }),
}

afterEach(() => {
  vi.restoreAllMocks()
  delete process.env._X_AMZN_TRACE_ID
})

/** Powertools writes through a console of its own to the process's streams. */
function captureLog(): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = []
  const capture = (chunk: unknown) => {
    lines.push(JSON.parse(String(chunk)) as Record<string, unknown>)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(capture)
  vi.spyOn(process.stderr, 'write').mockImplementation(capture)
  return lines
}

test('answers with what the rule returns', async () => {
  captureLog()
  expect(await lambda(echo, (input) => input)({ text: 'hello' }, context)).toEqual({ text: 'hello' })
})

test('logs a summary with function, version and request, and nothing of the input', async () => {
  const lines = captureLog()
  await lambda(echo, (input) => input)({ text: 'alison@example.com' }, context)
  expect(lines).toMatchObject([
    { message: 'Answered', service: 'echo', function_request_id: 'request-1', version: 'unbundled', characters: 18 },
  ])
  expect(JSON.stringify(lines)).not.toContain('alison')
})

test('names the execution and, as correlation id, the X-Ray trace', async () => {
  const lines = captureLog()
  process.env._X_AMZN_TRACE_ID = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'
  const handler = lambda({ ...echo, execution: () => 'arn:aws:states:::execution:e' }, (input) => input)
  await handler({ text: 'x' }, context)
  expect(lines).toMatchObject([
    { execution: 'arn:aws:states:::execution:e', correlation_id: '1-5759e988-bd862e3fe1be46a994272793' },
  ])
})

test('forgets the execution of one invocation before the next', async () => {
  const lines = captureLog()
  const handler = lambda({ ...echo, execution: ({ text }) => text }, (input) => input)
  await handler({ text: 'first' }, context)
  await expect(handler({}, context)).rejects.toThrow('schema')
  expect(lines[1]).toMatchObject({ message: 'Failed' })
  expect(lines[1]).not.toHaveProperty('execution')
})

test('refuses an input that does not fit, by path and expectation, without quoting it', async () => {
  const lines = captureLog()
  const failure = lambda(echo, (input) => input)({ text: 4242 }, context)
  await expect(failure).rejects.toMatchObject({
    name: 'InputInvalid',
    message: expect.stringContaining('text must be string'),
  })
  await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('4242') })
  expect(lines).toMatchObject([{ level: 'ERROR', error_name: 'InputInvalid' }])
})

test('refuses to answer with what does not fit its own schema', async () => {
  captureLog()
  const broken = lambda(echo, () => ({ text: 42 }) as never)
  await expect(broken({ text: 'x' }, context)).rejects.toMatchObject({ name: 'OutputInvalid' })
})

test('logs a failure by its name alone', async () => {
  const lines = captureLog()
  const failing = lambda(echo, () => {
    throw new PermanentError('Broken', 'for alison@example.com')
  })
  await expect(failing({ text: 'x' }, context)).rejects.toMatchObject({ name: 'Broken' })
  expect(lines).toMatchObject([{ message: 'Failed', error_name: 'Broken' }])
  expect(JSON.stringify(lines)).not.toContain('alison')
})
