import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { expect, test } from 'vitest'
import { clientConfig, finished, ROOT, scratch, startEmulatorProcess } from './emulator-process.ts'

test('the stack trace of a function names its sources, and no folder of this machine', async () => {
  const data = await scratch()
  const emulator = await startEmulatorProcess(data.path)
  try {
    const client = new LambdaClient(clientConfig(emulator.url))
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName: 'validate-details', Payload: new TextEncoder().encode('7') }),
    )
    expect(FunctionError).toBe('Unhandled')
    const trace = new TextDecoder().decode(Payload)
    expect(trace).toMatch(/\/var\/task\/kit\/src\/lambda\.ts:\d+:\d+/)
    expect(trace).not.toContain(ROOT)
    expect(trace).not.toContain(data.path)
  } finally {
    await emulator.stop()
    await data.remove()
  }
})

test('the stack trace of a bug in enroll names its sources', async () => {
  const bug = 'URL.parse = () => { throw new TypeError("planted") }'
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(bug)}`]
  const bin = join(ROOT, 'packages/cli/bin/enroll.mjs')
  const { code, stderr } = await finished(
    spawn(process.execPath, [...preload, bin, 'start', '--local', '--input', '{}'], { stdio: 'pipe' }),
  )
  expect(code).toBe(1)
  expect(stderr).toMatch(/^enroll: TypeError: planted\n/)
  expect(stderr).toMatch(/packages\/cli\/src\/program\.ts:\d+:\d+/)
})
