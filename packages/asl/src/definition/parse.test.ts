import { expect, test } from 'vitest'
import { type DiagnosticCode, InvalidDefinition } from './diagnostics.ts'
import { diagnoseDefinition, parseDefinition } from './parse.ts'

type Finding = [code: DiagnosticCode, message: string, location?: string]

const PASS = { Type: 'Pass', End: true }
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:check'
const INVOKE = 'arn:aws:states:::lambda:invoke'

function findings(definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Finding[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
  return diagnoseDefinition(text, type).map(({ code, message, location }) =>
    location === undefined ? [code, message] : [code, message, location],
  )
}

/** One state, called X, in a JSONata machine. */
function jsonata(state: object, machine: object = {}): Finding[] {
  return findings({ QueryLanguage: 'JSONata', StartAt: 'X', States: { X: state }, ...machine })
}

function jsonpath(state: object): Finding[] {
  return findings({ StartAt: 'X', States: { X: state } })
}

const SCHEMA = 'SCHEMA_VALIDATION_FAILED'
const TARGET = 'MISSING_TRANSITION_TARGET'

test('says all that is wrong in one InvalidDefinition, in the words of AWS', () => {
  const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'C' }, B: PASS } })
  expect(() => parseDefinition(text, 'STANDARD')).toThrow(
    new InvalidDefinition([
      { severity: 'ERROR', code: TARGET, message: "Missing 'Next' target: C", location: '/States/A/Next' },
      { severity: 'ERROR', code: TARGET, message: 'State "B" is not reachable.', location: '/States/B' },
    ]),
  )
})

test.each<[string, unknown, Finding[]]>([
  [
    'a start that is no state',
    { StartAt: 'B', States: { A: PASS } },
    [
      [TARGET, "Missing 'Next' target: B", '/StartAt'],
      [TARGET, 'State "A" is not reachable.', '/States/A'],
    ],
  ],
  [
    'no end',
    { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } },
    [['MISSING_END_STATE', 'Workflow has no terminal state']],
  ],
  ['no states', { StartAt: 'A' }, [[SCHEMA, 'These fields are required: [States]', '/']]],
  ['an unknown field', { StartAt: 'A', States: { A: PASS }, Foo: 1 }, [[SCHEMA, "Field 'Foo' is not supported", '/']]],
  [
    'another version',
    { StartAt: 'A', States: { A: PASS }, Version: '2.0' },
    [[SCHEMA, 'Value is not one of [1.0]', '/Version']],
  ],
  [
    'a timeout of nothing',
    { StartAt: 'A', States: { A: PASS }, TimeoutSeconds: 0 },
    [[SCHEMA, 'Minimum value is 1', '/TimeoutSeconds']],
  ],
  ['a list instead of an object', '[]', [[SCHEMA, 'Definition must be a valid JSON object', '/']]],
  ['a text instead of an object', '""', [[SCHEMA, 'Definition must be a valid JSON object', '/']]],
  ['nothing at all', ' ', [[SCHEMA, 'Definition must be a valid JSON object', '/']]],
  [
    'a field that stands twice at the top',
    '{"StartAt":"A","StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
    [['INVALID_JSON_DESCRIPTION', "Duplicate field 'StartAt'", '/']],
  ],
  [
    'a field that stands twice',
    '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"End":true}}}',
    [['INVALID_JSON_DESCRIPTION', "Duplicate field 'End'", '/States/A']],
  ],
])('refuses a machine with %s', (_, definition, expected) => {
  expect(findings(definition)).toEqual(expected)
})

test('refuses text that is no JSON', () => {
  expect(findings('{')).toEqual([['INVALID_JSON_DESCRIPTION', expect.stringContaining('The definition is not JSON')]])
})

const ONLY_JSONPATH =
  "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage"

test.each<[string, object, Finding[]]>([
  ['no type', { End: true }, [[SCHEMA, 'These fields are required: [Type]', '/States/X']]],
  ['an unknown field', { ...PASS, Foo: 1 }, [[SCHEMA, "Field 'Foo' is not supported", '/States/X']]],
  [
    'a timeout on a Pass',
    { ...PASS, TimeoutSeconds: 1 },
    [[SCHEMA, "Field 'TimeoutSeconds' is not supported", '/States/X']],
  ],
  [
    'a catcher on a Wait',
    { Type: 'Wait', Seconds: 1, End: true, Catch: [] },
    [[SCHEMA, "Field 'Catch' is not supported", '/States/X']],
  ],
  ['a path', { ...PASS, InputPath: '$.a' }, [[SCHEMA, ONLY_JSONPATH, '/States/X']]],
  [
    'both ways on',
    { Type: 'Pass', End: true, Next: 'X' },
    [[SCHEMA, 'There should only be one of the following fields: [End, Next]', '/States/X']],
  ],
  [
    'JSONPath',
    { ...PASS, QueryLanguage: 'JSONPath' },
    [[SCHEMA, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", '/States/X']],
  ],
  [
    'two times to wait for',
    { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true },
    [[SCHEMA, 'There must be exactly one of the following fields: [Seconds, Timestamp]', '/States/X']],
  ],
  ['a negative wait', { Type: 'Wait', Seconds: -1, End: true }, [[SCHEMA, 'Minimum value is 0', '/States/X/Seconds']]],
  [
    'a date that is none',
    { Type: 'Wait', Timestamp: '2026-02-30T00:00:00Z', End: true },
    [[SCHEMA, 'String does not match RFC3339 timestamp', '/States/X/Timestamp']],
  ],
  [
    'an unknown resource',
    { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true },
    [
      [
        SCHEMA,
        expect.stringContaining('arn:aws:states:::sns:publish is not supported here') as string,
        '/States/X/Resource',
      ],
    ],
  ],
  [
    'a job run to its end',
    { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.sync', End: true },
    [
      [
        SCHEMA,
        expect.stringMatching(
          /is not supported here.*lambda:invoke.*dynamodb:getItem.*aws-sdk:dynamodb:batchGetItem/,
        ) as string,
        '/States/X/Resource',
      ],
    ],
  ],
  [
    'a callback where AWS has none',
    { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem.waitForTaskToken', End: true },
    [[SCHEMA, expect.stringContaining('is not supported here') as string, '/States/X/Resource']],
  ],
  [
    'no function to invoke',
    { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { Foo: 1 }, End: true },
    [
      [SCHEMA, "The field 'FunctionName' is required but was missing", '/States/X/Arguments'],
      [SCHEMA, "The field 'Foo' is not supported by Step Functions", '/States/X/Arguments'],
    ],
  ],
  [
    'a start of no state machine',
    { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution', Arguments: { TraceHeader: 'x' }, End: true },
    [
      [SCHEMA, "The field 'StateMachineArn' is required but was missing", '/States/X/Arguments'],
      [SCHEMA, "The field 'TraceHeader' is not supported by Step Functions", '/States/X/Arguments'],
    ],
  ],
  [
    'a callback without its result',
    { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess', Arguments: { Foo: 1 }, End: true },
    [
      [SCHEMA, "The field 'TaskToken' is required but was missing", '/States/X/Arguments'],
      [SCHEMA, "The field 'Output' is required but was missing", '/States/X/Arguments'],
      [SCHEMA, "The field 'Foo' is not supported by Step Functions", '/States/X/Arguments'],
    ],
  ],
  [
    'a heartbeat that outlasts the task',
    { Type: 'Task', Resource: FUNCTION, TimeoutSeconds: 5, HeartbeatSeconds: 5, End: true },
    [[SCHEMA, "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", '/States/X/HeartbeatSeconds']],
  ],
  [
    'a retrier out of bounds',
    { Type: 'Task', Resource: FUNCTION, End: true, Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5, Foo: 1 }] },
    [
      [SCHEMA, "Field 'Foo' is not supported", '/States/X/Retry[0]'],
      [SCHEMA, 'Minimum value is 1.0', '/States/X/Retry[0]/BackoffRate'],
    ],
  ],
  [
    'States.ALL before the end',
    {
      Type: 'Task',
      Resource: FUNCTION,
      End: true,
      Catch: [
        { ErrorEquals: ['States.ALL'], Next: 'X' },
        { ErrorEquals: ['A'], Next: 'X' },
      ],
    },
    [[SCHEMA, 'States.ALL must appear alone and at end of list', '/States/X/Catch[0]/ErrorEquals']],
  ],
  [
    'a distributed Map',
    {
      Type: 'Map',
      End: true,
      ItemReader: {},
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'P', States: { P: PASS } },
    },
    [
      [SCHEMA, "Field 'ItemReader' is not supported here: a Map runs inline only.", '/States/X'],
      [
        SCHEMA,
        'Mode DISTRIBUTED is not supported here: a Map runs inline only.',
        '/States/X/ItemProcessor/ProcessorConfig/Mode',
      ],
    ],
  ],
  [
    'a tolerance of more than all',
    { Type: 'Map', End: true, ToleratedFailurePercentage: 101, ItemProcessor: { StartAt: 'P', States: { P: PASS } } },
    [[SCHEMA, 'Maximum value is 100.0', '/States/X/ToleratedFailurePercentage']],
  ],
  [
    'a language of its own for a processor',
    { Type: 'Map', End: true, Iterator: { QueryLanguage: 'JSONata', StartAt: 'P', States: { P: PASS } } },
    [[SCHEMA, "Field 'QueryLanguage' is not supported", '/States/X/Iterator']],
  ],
  [
    'a name that stands in a branch too',
    { Type: 'Parallel', End: true, Branches: [{ StartAt: 'X', States: { X: PASS } }] },
    [['DUPLICATE_STATE_NAME', 'Duplicate State name: X', '/States/X/Branches[0]/States/X']],
  ],
  [
    'credentials of nobody',
    { Type: 'Task', Resource: FUNCTION, Credentials: { Role: 'r', 'RoleArn.$': '$.r' }, End: true },
    [[SCHEMA, "The field 'RoleArn' is required but was missing", '/States/X/Credentials']],
  ],
  [
    'a time to wait that is a path',
    { Type: 'Wait', SecondsPath: '$.s', End: true },
    [
      [
        SCHEMA,
        "The QueryLanguage is set to 'JSONata', but field 'SecondsPath' is only supported for the 'JSONPath' QueryLanguage",
        '/States/X',
      ],
    ],
  ],
  [
    'a catcher with a path',
    {
      Type: 'Task',
      Resource: FUNCTION,
      End: true,
      Catch: [{ ErrorEquals: ['A'], ResultPath: '$.e', Next: 'X' }],
    },
    [
      [
        SCHEMA,
        "The QueryLanguage is set to 'JSONata', but field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage",
        '/States/X/Catch[0]',
      ],
    ],
  ],
  [
    'a key that is no argument, however it looks',
    { Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: 'f', 'Payload.$': '$' }, End: true },
    [[SCHEMA, "The field 'Payload.$' is not supported by Step Functions", '/States/X/Arguments']],
  ],
  [
    'a variable of the graph around',
    {
      Type: 'Parallel',
      End: true,
      Assign: { v: 1 },
      Branches: [{ StartAt: 'Y', States: { Y: { ...PASS, Assign: { v: 2 } } } }],
    },
    [
      [
        SCHEMA,
        "The variable name 'v' was already defined in a parent scope.",
        '/States/X/Branches[0]/States/Y/Assign/v',
      ],
    ],
  ],
  [
    'a reserved variable',
    { ...PASS, Assign: { states: 1 } },
    [[SCHEMA, "The variable name 'states' is reserved.", '/States/X/Assign/states']],
  ],
])('refuses a JSONata state with %s', (_, state, expected) => {
  expect(jsonata(state)).toEqual(expected)
})

test.each<[string, object, Finding[]]>([
  [
    'any path',
    { ...PASS, ResultPath: '$.a' },
    [
      [
        SCHEMA,
        "Field 'ResultPath' is not supported here: JSONPath states run where they use no path. Use JSONata.",
        '/States/X',
      ],
    ],
  ],
  [
    'a path in a template',
    { Type: 'Pass', Parameters: { a: { 'b.$': '$.c' } }, End: true },
    [
      [
        SCHEMA,
        "Field 'b.$' is not supported here: JSONPath states run where they use no path. Use JSONata.",
        '/States/X/Parameters/a/b.$',
      ],
    ],
  ],
  [
    'the credentials of a path',
    { Type: 'Task', Resource: FUNCTION, Credentials: { 'RoleArn.$': '$.r' }, End: true },
    [
      [
        SCHEMA,
        "Field 'RoleArn.$' is not supported here: JSONPath states run where they use no path. Use JSONata.",
        '/States/X/Credentials',
      ],
    ],
  ],
  [
    'paths as arguments, which are there all the same',
    { Type: 'Task', Resource: INVOKE, Parameters: { 'FunctionName.$': '$.f', 'Payload.$': '$' }, End: true },
    ['FunctionName.$', 'Payload.$'].map((field) => [
      SCHEMA,
      `Field '${field}' is not supported here: JSONPath states run where they use no path. Use JSONata.`,
      `/States/X/Parameters/${field}`,
    ]),
  ],
  [
    'a time to wait that is a path',
    { Type: 'Wait', TimestampPath: '$.t', End: true },
    [
      [
        SCHEMA,
        "Field 'TimestampPath' is not supported here: JSONPath states run where they use no path. Use JSONata.",
        '/States/X',
      ],
    ],
  ],
  [
    'a catcher with a path',
    { Type: 'Task', Resource: FUNCTION, End: true, Catch: [{ ErrorEquals: ['A'], ResultPath: '$.e', Next: 'X' }] },
    [
      [
        SCHEMA,
        "Field 'ResultPath' is not supported here: JSONPath states run where they use no path. Use JSONata.",
        '/States/X/Catch[0]',
      ],
    ],
  ],
  [
    'what only JSONata has',
    { ...PASS, Output: 1 },
    [
      [
        SCHEMA,
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
        '/States/X',
      ],
    ],
  ],
])('refuses a JSONPath state with %s', (_, state, expected) => {
  expect(jsonpath(state)).toEqual(expected)
})

test('refuses choice rules that are paths, in either language', () => {
  const rule = { Variable: '$.a', IsNull: true, Condition: true, Next: 'Y' }
  const States = { X: { Type: 'Choice', Choices: [rule] }, Y: PASS }
  expect(findings({ QueryLanguage: 'JSONata', StartAt: 'X', States })).toEqual([
    [
      SCHEMA,
      "The QueryLanguage is set to 'JSONata', but field 'Variable' is only supported for the 'JSONPath' QueryLanguage",
      '/States/X/Choices[0]',
    ],
  ])
  expect(findings({ StartAt: 'X', States })).toEqual([
    [SCHEMA, 'A Choice state in JSONPath is not supported here: its rules are paths. Use JSONata.', '/States/X'],
  ])
})

const INVALID = 'INVALID_JSONATA_EXPRESSION'
const UNSUPPORTED = 'UNSUPPORTED_JSONATA_EXPRESSION'

test.each<[string, DiagnosticCode, string]>([
  ['{% 1 + %}', INVALID, 'Unexpected end of expression'],
  ['{% a[1,2) %}', INVALID, 'Expected "]", got ","'],
  [
    '{% $states.input.a ?: 1 %}',
    INVALID,
    'The operators "?:" and "??" are not part of the JSONata that Step Functions evaluates.',
  ],
  [
    '{% $states.input.a ?? 1 %}',
    INVALID,
    'The operators "?:" and "??" are not part of the JSONata that Step Functions evaluates.',
  ],
  ['{% phone %}', UNSUPPORTED, "Reference to 'phone' at the top level is not supported."],
  [
    '{% $map([1], function($v) { $v + phone }) %}',
    UNSUPPORTED,
    "Reference to 'phone' at the top level is not supported.",
  ],
  ['{% $$ %}', UNSUPPORTED, "Reference to '$$' is not supported."],
  ['{% $ %}', UNSUPPORTED, "Reference to '$' at the top level is not supported."],
  ['{% $.x %}', UNSUPPORTED, "Reference to '$' at the top level is not supported."],
  ['{% $[0] %}', UNSUPPORTED, "Reference to '$' at the top level is not supported."],
  ['{% $string($) %}', UNSUPPORTED, "Reference to '$' at the top level is not supported."],
  ['{% $states.result %}', UNSUPPORTED, "Field '$states.result' does not exist."],
  ['{% $states.errorOutput.Error %}', UNSUPPORTED, "Field '$states.errorOutput' does not exist."],
])('refuses the expression %s', (expression, code, message) => {
  expect(jsonata({ ...PASS, Output: { deep: [expression] } })).toEqual([[code, message, '/States/X/Output/deep[0]']])
})

test.each([
  '{% $states.input.items[price > 5].{"name": name} %}',
  '{% [1, 2].(half) %}',
  '{% $states.input.list^(order) %}',
  '{% $states.input{id: value} %}',
  '{% $states.input.a[$ > 1].($ & "") %}',
  '{% **.phone %}',
  '{% $states.input ~> |$|{"a": b}| %}',
  '{% $flag ? $flag : 1 %}',
  '{% $exists($x) ? $x : 2 %}',
])('takes the expression %s', (Output) => {
  expect(jsonata({ ...PASS, Output })).toEqual([])
})

test.each([' {% 1 + %}', '{% 1 + %} ', '{% 1 +', '1 + %}', 'is {% 1 + %}', '{%}'])(
  'takes the literal "%s"',
  (literal) => {
    expect(jsonata({ ...PASS, Output: { 'path.$': literal } })).toEqual([])
    expect(jsonata({ Type: 'Task', Resource: FUNCTION, Arguments: [literal], End: true })).toEqual([])
  },
)

test('takes an assignment in a catcher of what its own branches assign', () => {
  const Branches = [{ StartAt: 'Y', States: { Y: { ...PASS, Assign: { v: 2 } } } }]
  const Catch = [{ ErrorEquals: ['States.ALL'], Assign: { v: 1 }, Next: 'Z' }]
  const X = { Type: 'Parallel', Branches, Catch, Next: 'Z' }
  expect(jsonata(X, { States: { X, Z: PASS } })).toEqual([])
  expect(jsonata(X, { States: { X, Z: { ...PASS, Assign: { v: 3 } } } })).toEqual([
    [SCHEMA, "The variable name 'v' was already defined in a parent scope.", '/States/X/Branches[0]/States/Y/Assign/v'],
  ])
})

test('takes a branch that never ends', () => {
  const Branches = [{ StartAt: 'Y', States: { Y: { Type: 'Pass', Next: 'Y' } } }]
  expect(jsonata({ Type: 'Parallel', End: true, Branches })).toEqual([])
})

test('takes the longest integer of Java as a number of iterations', () => {
  const ItemProcessor = { StartAt: 'P', States: { P: PASS } }
  const X = { Type: 'Map', End: true, MaxConcurrency: 0, ItemProcessor }
  const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'X', States: { X } })
  expect(findings(text.replace('"MaxConcurrency":0', '"MaxConcurrency":9223372036854775807'))).toEqual([])
})

test('takes $states.result and $states.errorOutput where they exist', () => {
  const task = {
    ...{ Type: 'Task', Resource: FUNCTION, End: true, Output: '{% $states.result %}' },
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'X', Assign: { e: '{% $states.errorOutput %}' } }],
  }
  expect(jsonata(task)).toEqual([])
})

test('refuses a callback in an Express machine', () => {
  const Resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken'
  const machine = {
    StartAt: 'X',
    States: { X: { Type: 'Task', Resource, Parameters: { FunctionName: 'f' }, End: true } },
  }
  expect(findings(machine)).toEqual([])
  expect(findings(machine, 'EXPRESS')).toEqual([
    [SCHEMA, "Express state machine does not support '.waitForTaskToken' service integration", '/States/X/Resource'],
  ])
})

test.each(['.sync', '.sync:2', '.waitForTaskToken'])('refuses to start an execution with %s, by name', (suffix) => {
  const Resource = `arn:aws:states:::states:startExecution${suffix}`
  const refusal = expect.stringContaining(`${Resource} is not supported here`) as string
  expect(jsonata({ Type: 'Task', Resource, End: true })).toEqual([[SCHEMA, refusal, '/States/X/Resource']])
})

test('counts the characters of a state name, not its bytes', () => {
  const name = (length: number) => ({ StartAt: '🙂'.repeat(length), States: { ['🙂'.repeat(length)]: PASS } })
  expect(findings(name(80))).toEqual([])
  expect(findings(name(81))).toEqual([
    [
      'INVALID_STATE_NAME',
      `The state name '${'🙂'.repeat(81)}' exceeds the 80-character limit`,
      `/States/${'🙂'.repeat(81)}`,
    ],
  ])
})
