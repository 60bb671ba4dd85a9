import { isNode, type SyntaxNode } from '../syntax.ts'
import { call } from './functions.ts'
import { type Compile, isBare, type Quick } from './not-quick.ts'
import { binary } from './operators.ts'
import { path, variable } from './path.ts'
import { block, condition, list, object } from './structures.ts'

/** JSONata bounds how deep an evaluation nests: far below that bound it makes no difference who evaluates. */
const MAX_DEPTH = 20

/**
 * Evaluates what most expressions are made of without JSONata, which takes some 20 µs and several promises for each part: literals,
 * variables, paths of names and places (`$states.input.a[0].b`), operators, conditions, blocks, constructed objects and lists, and the
 * commonest functions. Undefined for any other tree; its way answers NOT_QUICK for values it is not made for.
 */
export function quick(tree: unknown): Quick | undefined {
  return compileAt(0)(tree)
}

function compileAt(depth: number): Compile {
  return (tree) => (isNode(tree) && depth < MAX_DEPTH ? compile(tree, compileAt(depth + 1)) : undefined)
}

function compile(node: SyntaxNode, parts: Compile): Quick | undefined {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return isBare(node) ? () => node.value : undefined
    case 'variable':
      // `$states` by itself would be handed out with its getters.
      return isBare(node) && node.value !== 'states' ? variable(node.value) : undefined
    case 'path':
      return path(node)
    case 'binary':
      return binary(node, parts)
    case 'condition':
      return condition(node, parts)
    case 'block':
      return block(node, parts)
    case 'function':
      return call(node, parts)
    case 'unary':
      return node.value === '{' ? object(node, parts) : node.value === '[' ? list(node, parts) : undefined
    default:
      return undefined
  }
}
