import { chmod, mkdir, readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'

let data: Awaited<ReturnType<typeof scratch>>

beforeAll(async () => {
  data = await scratch()
})

afterAll(() => data?.remove())

describe('enroll local', () => {
  test('enrolls the student of the article, shows every step, and ends with its exit code', async () => {
    const { code, stdout, stderr } = await enroll(['local', '--port', '0', '--data', join(data.path, 'once'), '--once'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('{"Name":"Alison","Email":"alison@example.com","Payment":"Done"}')
    expect(stdout).toContain('✔ ENROLLED  Alison <alison@example.com> in serverless-101: one seat taken')
    for (const state of [
      'CheckDetails',
      'LookUpName',
      'LookUpEmail',
      'LookUpPaymentInfo',
      'ValidateDetails',
      'EnrollStudent',
    ]) {
      expect(stdout).toMatch(new RegExp(`✔ +${state} +\\w+ +succeeded +\\d+ ms`))
    }
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80)
  })

  test('keeps what it has for the next start, and says so', async () => {
    const { code, stdout } = await enroll(['local', '--port', '0', '--data', join(data.path, 'once'), '--once'])
    expect(code).toBe(0)
    expect(stdout).toContain('1 execution restored')
    expect(stdout).toContain('already enrolled since')
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, which ends it cleanly', async (signal) => {
    const emulator = await startEmulatorProcess(join(data.path, signal))
    for (const line of emulator.printed().split('\n')) expect([...line].length).toBeLessThanOrEqual(80)
    const { status } = await fetch(`${emulator.url}/health`)
    expect(status).toBe(200)
    expect(await emulator.stop(signal)).toEqual({ code: 0, signal: null })
    await expect(fetch(emulator.url)).rejects.toThrow('fetch failed')
    expect(() => process.kill(emulator.pid, 0)).toThrow('ESRCH')
  })

  test('Ctrl-C does not wait for the first enrollment', async () => {
    // Presses it as soon as the request is shown.
    const preload = `const { write } = process.stdout
      process.stdout.write = (text, ...more) => {
        if (String(text).includes('Request')) process.kill(process.pid, 'SIGINT')
        return write.call(process.stdout, text, ...more)
      }`
    const args = ['local', '--port', '0', '--data', join(data.path, 'interrupted')]
    const env = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(preload)}"` }
    const { code, stdout, stderr } = await enroll(args, { env })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/\nRequest .+\n\nStopping\. Everything accepted so far is saved\.\n$/)
  })

  test('--quiet prints nothing', async () => {
    const { code, stdout, stderr } = await enroll([
      'local',
      '--port',
      '0',
      '--data',
      join(data.path, 'quiet'),
      '--once',
      '--quiet',
    ])
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})

describe('enroll local, where it cannot', () => {
  const oneLine = /^enroll: [^\n]+\n$/

  test('a taken port: says so, and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    const { port } = await new Promise<{ port: number }>((listening) =>
      server.once('listening', () => listening(server.address() as { port: number })),
    )
    const { code, stderr } = await enroll(['local', '--port', String(port), '--data', join(data.path, 'taken')])
    server.close()
    expect(code).toBe(1)
    expect(stderr).toMatch(oneLine)
    expect(stderr).toContain(String(port))
    expect(stderr).toContain('another port')
  })

  test('a data directory that is a file', async () => {
    const { code, stderr } = await enroll(['local', '--port', '0', '--data', import.meta.filename])
    expect(code).toBe(1)
    expect(stderr).toMatch(oneLine)
    expect(stderr).toContain('choose another')
  })

  test.skipIf(process.getuid?.() === 0)('a data directory that may not be written', async () => {
    const locked = join(data.path, 'locked')
    await mkdir(locked)
    await chmod(locked, 0o500)
    const { code, stderr } = await enroll(['local', '--port', '0', '--data', locked])
    expect(code).toBe(1)
    expect(stderr).toMatch(oneLine)
    expect(await readdir(locked)).toEqual([])
  })

  test('a data directory that another emulator uses', async () => {
    const emulator = await startEmulatorProcess(join(data.path, 'shared'))
    const { code, stderr } = await enroll(['local', '--port', '0', '--data', join(data.path, 'shared')])
    await emulator.stop()
    expect(code).toBe(1)
    expect(stderr).toMatch(oneLine)
  })

  test.each([
    [['local', '--port', 'http'], '--port http'],
    [['local', '--', '--port', 'http'], '--port http'],
    [['local', '--port', '65536'], '--port 65536'],
    [['local', '--prot', '1'], '--prot'],
    [['local', '--data', ''], '--data is empty: expected a directory'],
    [['enrol'], 'enrol'],
  ])('%j: says what was expected', async (args, what) => {
    const { code, stderr } = await enroll(args)
    expect(code).toBe(1)
    expect(stderr).toContain(what)
    expect(stderr).not.toContain('    at ')
  })
})

describe('the other commands, against an emulator', () => {
  let emulator: EmulatorProcess
  const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])

  beforeAll(async () => {
    emulator = await startEmulatorProcess(join(data.path, 'commands'))
  })
  afterAll(() => emulator?.stop())

  test('a newcomer enrolls a student of their own in a course of their own', async () => {
    const record = await at('records', 'add', '--name', 'Maria', '--email', 'Maria@Example.com', '--payment', 'done')
    expect(record).toMatchObject({ code: 0, stdout: 'Added the record of Maria <maria@example.com>, payment Done.\n' })
    expect(await at('courses', 'add', '--id', 'maths-1', '--title', 'Maths 1', '--seats', '1')).toMatchObject({
      code: 0,
    })
    const request = ['--name', ' maria', '--email', 'maria@example.com', '--payment', 'Done', '--course', 'maths-1']
    const started = await at('start', ...request, '--execution-name', 'maria-1')
    expect(started.code).toBe(0)
    expect(started.stdout).toContain('✔ ENROLLED  Maria <maria@example.com> in maths-1')

    const again = await at('start', ...request, '--execution-name', 'maria-1')
    expect(again).toMatchObject({ code: 0, stdout: started.stdout })
    const another = await at('start', ...request.slice(0, 6), '--execution-name', 'maria-1')
    expect(another).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('maria-1 already exists, with another input'),
    })

    const shown = await at('show', 'maria-1')
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringMatching(/LookUpEmail +Task +succeeded/) })
    const listed = await at('list', '--limit', '1')
    const line = /^requested +student +course +answer\n\S+ \S+ {2}maria@example\.com {2}maths-1 {2}enrolled\n$/
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(line) })
  })

  test('a record that the checks would not find is not added', async () => {
    const { code, stderr } = await at('records', 'add', '--name', '42', '--email', 'nobody', '--payment', 'Done')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^enroll: NAME_INVALID: .+ EMAIL_INVALID: /)
  })

  test('nothing is overwritten without --replace', async () => {
    const again = await at('records', 'add', '--name', 'Alice', '--email', 'alison@example.com', '--payment', 'Done')
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('--replace') })
    const course = await at('courses', 'add', '--id', 'serverless-101', '--seats', '5')
    expect(course).toMatchObject({ code: 1, stderr: expect.stringContaining('already') })
  })

  test('a cancelled enrollment ends with 2 and its reasons', async () => {
    const { code, stdout } = await at('start', '--name', 'Alison', '--email', 'john@example.com', '--payment', 'Done')
    expect(code).toBe(2)
    expect(stdout).toMatch(/✘ CANCELLED {2}serverless-101\n {2}NAME_MISMATCH [\s\S]*\n {2}PAYMENT_MISMATCH /)
  })

  test('--input takes the request as it is, from standard input too, and --json answers in kind', async () => {
    const input = '{"Name": "Mike", "Email": "mike@example.com", "Payment": "Done"}'
    const { code, stdout } = await enroll(['start', '--endpoint', emulator.url, '--input', '-', '--json'], { input })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'SUCCEEDED',
      input,
      outcome: { status: 'ENROLLED' },
      exitCode: 0,
    })
  })

  test.each([
    ['what is not JSON', ['start', '--input', 'Alison'], 'InvalidExecutionInput'],
    ['nothing to start', ['start'], '--input'],
    ['an empty request', ['start', '--input', ''], 'The request is empty'],
    ['a name that no execution can have', ['start', '--input', '{}', '--execution-name', 'a b'], 'letters, digits'],
    [
      'an unknown execution',
      ['show', 'nobody-knows'],
      'The execution nobody-knows does not exist. To list executions: enroll list',
    ],
    ['an unknown status', ['list', '--status', 'DONE'], 'SUCCEEDED'],
    ['too long a list', ['list', '--limit', '0'], '1 to 1000'],
    ['a course without a number of seats', ['courses', 'add', '--id', 'a', '--seats', 'many'], 'whole number'],
  ])('%s: one line and exit code 1', async (_, args, what) => {
    const { code, stderr } = await at(...args)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^enroll: [^\n]+\n$/)
    expect(stderr).toContain(what)
  })

  test('a request that is too large: says how large it may be', async () => {
    const input = JSON.stringify({ Name: 'x'.repeat(262_144) })
    const { code, stderr } = await enroll(['start', '--endpoint', emulator.url, '--input', '-'], { input })
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'enroll: The request is 262155 bytes long: expected at most 262144.\n',
    })
  })

  test.each(['nonsense', 'localhost:4566'])('an endpoint that is not a URL (%s): says so', async (endpoint) => {
    const { code, stderr } = await enroll(['list', '--endpoint', endpoint])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `enroll: --endpoint is "${endpoint}": expected a URL, such as http://127.0.0.1:4566.\n`,
    })
  })

  test.each([undefined, ''])('no region (%j): says what to set', async (region) => {
    const env = {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_PROFILE: undefined,
      AWS_CONFIG_FILE: join(data.path, 'none'),
    }
    const { code, stderr } = await enroll(['list'], { env })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^enroll: No AWS region is set\. Set AWS_REGION [^\n]+\n$/)
  })

  test('nothing listens at the endpoint: says how to start it', async () => {
    const { code, stderr } = await enroll(['list', '--endpoint', 'http://127.0.0.1:9'])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'enroll: Nothing answers at http://127.0.0.1:9. Start the emulator with: pnpm start\n',
    })
  })
})
