import type { ExpressionCache } from '../jsonata/expression-cache.ts'
import type { Template } from '../jsonata/template.ts'
import { FieldCompiler, type Fields, some } from './compile-fields.ts'
import type * as node from './program.ts'
import { readResource } from './resources.ts'

/** Turns a definition that was found valid into a Program. */
export function compileProgram(
  definition: Fields,
  type: 'STANDARD' | 'EXPRESS',
  expressions: ExpressionCache,
): node.Program {
  // The language of the machine holds for every state inside, however deep, that does not name its own.
  const languages = { machine: definition.QueryLanguage, expressions }
  return {
    type,
    ...some('timeoutSeconds', definition.TimeoutSeconds as number | undefined),
    graph: compileGraph(definition, languages),
  }
}

interface Languages {
  machine: unknown
  expressions: ExpressionCache
}

function compileGraph(graph: Fields, languages: Languages): node.Graph {
  const states = new Map<string, node.StateNode>()
  for (const [name, state] of Object.entries(graph.States as Record<string, Fields>)) {
    states.set(name, compileState(name, state, languages))
  }
  return { startAt: String(graph.StartAt), states }
}

function compileState(name: string, state: Fields, languages: Languages): node.StateNode {
  const jsonata = (state.QueryLanguage ?? languages.machine) === 'JSONata'
  const fields = new FieldCompiler(languages.expressions, jsonata)
  const common: node.AnyNode = {
    name,
    jsonata,
    ...some('next', state.Next as string | undefined),
    ...some('output', jsonata ? fields.template(state, 'Output') : literalOutput(state, fields)),
    ...some('assign', fields.assign(state)),
  }
  switch (state.Type) {
    case 'Pass':
    case 'Succeed':
      return { ...common, type: state.Type }
    case 'Fail':
      return {
        ...common,
        type: 'Fail',
        ...some('error', fields.template(state, 'Error')),
        ...some('cause', fields.template(state, 'Cause')),
      }
    case 'Wait':
      return {
        ...common,
        type: 'Wait',
        ...some('seconds', fields.template(state, 'Seconds')),
        ...some('timestamp', fields.template(state, 'Timestamp')),
      }
    case 'Choice':
      return {
        ...common,
        type: 'Choice',
        rules: (state.Choices as Fields[]).map((rule, index) => fields.rule(rule, index)),
        ...some('default', state.Default as string | undefined),
      }
    case 'Task':
      return compileTask(state, common, fields)
    case 'Parallel':
      return {
        ...common,
        recovery: fields.recovery(state),
        type: 'Parallel',
        ...some('arguments', fields.template(state, jsonata ? 'Arguments' : 'Parameters')),
        branches: (state.Branches as Fields[]).map((branch) => compileGraph(branch, languages)),
      }
    default:
      return compileMap(state, common, fields, languages)
  }
}

function compileTask(state: Fields, common: node.AnyNode, fields: FieldCompiler): node.TaskNode {
  const resource = String(state.Resource)
  const task = readResource(resource)
  if (task === undefined) throw new TypeError(`The Resource "${resource}" was not checked before it was compiled.`)
  const credentials = (state.Credentials ?? {}) as Fields
  return {
    ...common,
    recovery: fields.recovery(state),
    type: 'Task',
    resource,
    task,
    ...some('arguments', fields.template(state, common.jsonata ? 'Arguments' : 'Parameters')),
    ...some('timeoutSeconds', fields.template(state, 'TimeoutSeconds')),
    ...some('heartbeatSeconds', fields.template(state, 'HeartbeatSeconds')),
    ...some('credentialsRoleArn', fields.template(credentials, 'RoleArn', 'Credentials/RoleArn')),
  }
}

function compileMap(state: Fields, common: node.AnyNode, fields: FieldCompiler, languages: Languages): node.MapNode {
  return {
    ...common,
    recovery: fields.recovery(state),
    type: 'Map',
    ...some('items', fields.template(state, 'Items')),
    ...some('itemSelector', fields.template(state, 'ItemSelector') ?? fields.template(state, 'Parameters')),
    ...some('maxConcurrency', fields.template(state, 'MaxConcurrency')),
    ...some('toleratedFailureCount', fields.template(state, 'ToleratedFailureCount')),
    ...some('toleratedFailurePercentage', fields.template(state, 'ToleratedFailurePercentage')),
    processor: compileGraph((state.ItemProcessor ?? state.Iterator) as Fields, languages),
  }
}

/** Without paths, a JSONPath state's Result, Parameters or ResultSelector is its output as it stands. */
function literalOutput(state: Fields, fields: FieldCompiler): Template | undefined {
  if (state.Type !== 'Pass') return fields.template(state, 'ResultSelector')
  return fields.template(state, 'Result') ?? fields.template(state, 'Parameters')
}
