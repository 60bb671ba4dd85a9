import type { Emulator } from 'emulator'
import { courseItem, table } from 'records'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { clients } from './emulator-process.ts'
import { putItem, runText } from './executions.ts'
import { rawRequest } from './raw-request.ts'
import { type ServedConsole, serveConsole } from './serve-console.ts'

/** What every object has, unless its maker took care; and a name that none has. */
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
const UNKNOWN = 'unheardOf'

// In this process, so that what it does to Object.prototype is seen here.
let emulator: Emulator
let served: ServedConsole
const objectMembers = Object.getOwnPropertyNames(Object.prototype)
beforeAll(async () => {
  emulator = await startBreakableEmulator('STANDARD', {})
  served = await serveConsole(emulator.url, '--read-write')
})
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(objectMembers)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})
afterAll(async () => {
  await served?.stop()
  await emulator?.close()
})

/** The status and the body of an answer, with `KEY` in place of the key. */
async function answer(key: string, path: string, { target = '', method = 'POST', body = '', url = emulator.url } = {}) {
  const headers = {
    'content-type': 'application/json',
    ...(target !== '' && { 'x-amz-target': target }),
  }
  const { status, body: text } = await rawRequest(url, path, { method, headers, body })
  return { status, text: key === '' ? text : text.replaceAll(key, 'KEY') }
}

/** JSON as text: an object literal would set its prototype. */
const withKey = (key: string, json: string, value = '{"polluted":1}') => json.replace(/}$/, `,"${key}":${value}}`)

describe.each(INHERITED)('%s', (key) => {
  const sameAsUnknown = async (ask: (key: string) => Promise<{ status: number; text: string }>) => {
    const known = await ask(key)
    expect(known.status).toBeLessThan(500)
    if (!known.text.includes('is not supported by the emulator')) expect(known).toEqual(await ask(UNKNOWN))
    else expect(key).toBe('__proto__')
  }

  test('a field of a request, at the top or within, or a course of this name is answered like an unknown one', async () => {
    const { sfn } = clients(emulator.url)
    const run = async (input: string) => {
      const { status, output = '' } = await runText(sfn, input)
      return { status, output: output.replaceAll(/"startedAt":"[^"]*"/g, '') }
    }
    const request = '{"Name":"Alison","Email":"alison@example.com","Payment":"Done","Course":"nowhere"}'
    for (const text of [withKey, (name: string) => request.replace('"Alison"', `{"${name}":"Alison"}`)]) {
      const ended = await run(text(key, request))
      expect(ended).toEqual(await run(text(UNKNOWN, request)))
      expect(ended.status).toBe('SUCCEEDED')
    }
    expect(await run(request.replace('nowhere', key))).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('as an attribute of an item and as a name in an expression keeps its value, or is refused', async () => {
    const ask = async (operation: string, input: string) => {
      const { status, text } = await answer('', '/', { target: `DynamoDB_20120810.${operation}`, body: input })
      return { status, ...JSON.parse(text) }
    }
    const at = `"TableName":"${table.name}","Key":{"pk":{"S":"K#${key}"},"sk":{"S":"x"}}`
    const item = `{"pk":{"S":"K#${key}"},"sk":{"S":"x"},"${key}":{"S":"1"},"m":{"M":{"${key}":{"M":{"polluted":{"N":"1"}}}}}}`
    const put = await ask('PutItem', `{"TableName":"${table.name}","Item":${item}}`)
    // The emulator has no place for this one, and says so.
    const isRefused = key === '__proto__'
    expect(put).toMatchObject(isRefused ? { status: 400, message: expect.stringContaining(key) } : { status: 200 })
    if (isRefused) return
    expect((await ask('GetItem', `{${at}}`)).Item).toEqual(JSON.parse(item))
    const change = `{${at},"UpdateExpression":"SET #k = :k, m.#k.polluted = :k","ExpressionAttributeNames":{"#k":"${key}"},"ExpressionAttributeValues":{":k":{"S":"2"}},"ReturnValues":"UPDATED_NEW"}`
    expect(JSON.stringify((await ask('UpdateItem', change)).Attributes)).toContain(`"${key}":{"S":"2"}`)
  })

  test.each([
    ['GetItem', '"ProjectionExpression":"#k, m.#k"'],
    ['UpdateItem', '"UpdateExpression":"SET #x = if_not_exists(#k, :v)"'],
    ['UpdateItem', '"UpdateExpression":"SET #x = #k"'],
    ['UpdateItem', '"UpdateExpression":"REMOVE #k, m.#k"'],
    ['UpdateItem', '"UpdateExpression":"SET m.#k.#x = :v"'],
    ['UpdateItem', '"UpdateExpression":"SET #k.#x = :v"'],
    ['UpdateItem', '"UpdateExpression":"SET #x = :v","ConditionExpression":"attribute_exists(#k)"'],
    ['UpdateItem', '"UpdateExpression":"SET #x = :v","ConditionExpression":"attribute_not_exists(m.#k)"'],
    [
      'UpdateItem',
      '"UpdateExpression":"SET #x = :v","ConditionExpression":"size(#k) > :n OR #k = :v OR attribute_type(#k, :v)"',
    ],
  ])(
    'an expression about an attribute of this name, which the item lacks, is answered like one about another: %s %s',
    async (operation, expression) => {
      await sameAsUnknown(async (name) => {
        const item = `"pk":{"S":"L#${name}"},"sk":{"S":"x"}`
        await answer(name, '/', {
          target: 'DynamoDB_20120810.PutItem',
          body: `{"TableName":"${table.name}","Item":{${item},"m":{"M":{"a":{"S":"a"}}}}}`,
        })
        const names = ['k', 'x']
          .filter((one) => expression.includes(`#${one}`))
          .map((one) => `"#${one}":"${one === 'k' ? name : 'polluted'}"`)
        const values = ['v', 'n']
          .filter((one) => expression.includes(`:${one}`))
          .map((one) => `":${one}":${one === 'v' ? '{"S":"S"}' : '{"N":"0"}'}`)
        const given = values.length === 0 ? '' : `,"ExpressionAttributeValues":{${values}}`
        const returned = operation === 'UpdateItem' ? ',"ReturnValues":"ALL_NEW"' : ''
        return answer(name, '/', {
          target: `DynamoDB_20120810.${operation}`,
          body: `{"TableName":"${table.name}","Key":{${item}},${expression},"ExpressionAttributeNames":{${names}}${given}${returned}}`,
        })
      })
    },
  )

  test.each([
    ['DynamoDB_20120810.GetItem', (name: string) => withKey(name, `{"TableName":"${table.name}"}`)],
    ['DynamoDB_20120810.GetItem', (name: string) => `{"TableName":"${name}","Key":{"pk":{"S":"x"}}}`],
    ['DynamoDB_20120810.GetItem', (name: string) => `{"TableName":"${table.name}","Key":{"${name}":{"S":"x"}}}`],
    [
      'DynamoDB_20120810.GetItem',
      (name: string) => `{"TableName":"${table.name}","Key":{"pk":{"${name}":"x"},"sk":{"S":"x"}}}`,
    ],
    [
      'DynamoDB_20120810.UpdateItem',
      (name: string) =>
        `{"TableName":"${table.name}","Key":{"pk":{"S":"x"},"sk":{"S":"x"}},"UpdateExpression":"SET #${name} = :${name}","ExpressionAttributeNames":{"#x":"x"},"ExpressionAttributeValues":{":x":{"S":"x"}}}`,
    ],
    [
      'DynamoDB_20120810.Query',
      (name: string) =>
        `{"TableName":"${table.name}","IndexName":"${name}","KeyConditionExpression":"pk = :x","ExpressionAttributeValues":{":x":{"S":"x"}}}`,
    ],
    ['DynamoDB_20120810.BatchGetItem', (name: string) => `{"RequestItems":{"${name}":{"Keys":[{"pk":{"S":"x"}}]}}}`],
    ['AWSStepFunctions.StartExecution', (name: string) => withKey(name, '{"input":"{}"}')],
    [
      'AWSStepFunctions.StartExecution',
      (name: string) => `{"stateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:${name}","input":"{}"}`,
    ],
    [
      'AWSStepFunctions.DescribeExecution',
      (name: string) => `{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:course-enrollment:${name}"}`,
    ],
    [
      'AWSStepFunctions.CreateStateMachine',
      (name: string) =>
        `{"name":"x","roleArn":"arn:aws:iam::000000000000:role/x","definition":"{\\"StartAt\\":\\"${name}\\",\\"States\\":{\\"x\\":{\\"Type\\":\\"${name}\\"}}}"}`,
    ],
    ['Logs_20140328.FilterLogEvents', (name: string) => withKey(name, '{"logGroupName":"x"}')],
    ['Logs_20140328.FilterLogEvents', (name: string) => `{"logGroupName":"${name}"}`],
  ])('%s is answered as with any other name', async (target, body) => {
    await sameAsUnknown((name) => answer(name, '/', { target, body: body(name) }))
    await sameAsUnknown((name) => answer(name, '/', { target, body: body(name), url: served.url }))
  })

  test.each([
    ['POST', (name: string) => `/2015-03-31/functions/${name}/invocations`],
    ['POST', (name: string) => `/2015-03-31/functions/check-name/invocations?${name}=1&Qualifier=${name}`],
    ['GET', (name: string) => `/2015-03-31/functions/${name}`],
    ['GET', (name: string) => `/2015-03-31/functions/check-name/aliases/${name}`],
    ['GET', (name: string) => `/2015-03-31/functions?${name}=1`],
    ['GET', (name: string) => `/2015-03-31/${name}`],
  ])('%s of Lambda is answered as with any other name', async (method, path) => {
    await sameAsUnknown((name) => answer(name, path(name), { method, body: method === 'POST' ? '{}' : '' }))
    await sameAsUnknown((name) => answer(name, path(name), { method, url: served.url }))
  })

  test.each([
    ['GET', (name: string) => `/console/settings.json?${name}=1`, ''],
    ['GET', (name: string) => `/administration/batches/${name}`, ''],
    ['GET', (name: string) => `/administration/${name}`, ''],
    ['POST', (name: string) => `/administration/batches/x/${name}`, '{}'],
    [
      'POST',
      (name: string) => `/administration/students/import?check=true&columns=${encodeURIComponent(`{"${name}":0}`)}`,
      'Name,Email,Paid\nA,a@a.example,yes\n',
    ],
    [
      'POST',
      (name: string) =>
        `/administration/students/import?check=true&columns=${encodeURIComponent(`{"name":"${name}"}`)}`,
      'Name,Email,Paid\nA,a@a.example,yes\n',
    ],
  ])('%s of the administration is answered as with any other name', async (method, path, body) => {
    await sameAsUnknown((name) => answer(name, path(name), { method, body, url: served.url }))
  })

  test('headings and settings of a batch with this name are answered like unknown ones', async () => {
    const ask = async (name: string) => {
      const columns = encodeURIComponent(name)
      const added = await answer('', `/administration/batches?name=${columns}`, {
        body: `Name,Email,Paid,${name}\nA,a@a.example,yes,${name}\n`,
        url: served.url,
      })
      const { id } = JSON.parse(added.text) as { id: string }
      const changed = await answer('', `/administration/batches/${id}`, {
        method: 'PUT',
        body: `{"${name}":{"polluted":1},"columns":{"name":0,"${name}":1}}`,
        url: served.url,
      })
      const text = `${added.text}${changed.text}`.replaceAll(id, 'ID').replaceAll(name, 'KEY')
      return { status: changed.status, text }
    }
    await sameAsUnknown(ask)
  })

  test('a course with this title and id is answered like another', async () => {
    const { dynamodb } = clients(emulator.url)
    await putItem(dynamodb, courseItem({ id: key, title: key, seats: 1 }))
    const { status, output = '' } = await runText(
      clients(emulator.url).sfn,
      `{"Name":"Alison","Email":"alison@example.com","Payment":"Done","Course":"${key}"}`,
    )
    expect({ status, answer: JSON.parse(output) }).toMatchObject({
      status: 'SUCCEEDED',
      answer: { status: key === '__proto__' ? 'CANCELLED' : 'ENROLLED' },
    })
  })
})
