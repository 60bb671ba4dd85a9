import { readJson } from '../../server/read-json.ts'
import { optional, parse, structure, text } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { describeAlias } from '../describe.ts'
import { findAlias } from '../find-function.ts'
import { operation } from '../operation.ts'
import { respond } from '../respond.ts'

const input = structure({ FunctionName: shapes.functionName, Name: text() })

const change = structure({
  FunctionVersion: optional(text({ min: 1, max: 1024, pattern: /^[0-9]+$/ })),
  Description: optional(text({ max: 256 })),
  RoutingConfig: optional(structure({ AdditionalVersionWeights: optional(shapes.weights) })),
  RevisionId: optional(text()),
})

export const updateAlias = operation(
  'PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}',
  input,
  (functions, { FunctionName, Name }, { body }) => {
    const { description, alias } = findAlias(functions, FunctionName, Name)
    const { FunctionVersion, Description, RoutingConfig, RevisionId } = parse(change, readJson(body))
    const updated = description.routing.update(alias, {
      version: FunctionVersion,
      description: Description,
      // An empty one ends the split, as on AWS.
      weights: RoutingConfig && (RoutingConfig.AdditionalVersionWeights ?? {}),
      revisionId: RevisionId,
    })
    return respond(describeAlias(description, updated))
  },
)
