import { isNode, type SyntaxNode, walk } from './syntax.ts'

/** The parts of `$states`, in the order in which they are listed. */
const PARTS = ['input', 'result', 'context', 'errorOutput'] as const

export type Part = (typeof PARTS)[number]

/** The parts of `$states` that an expression may read: all, unless it only names some, as in `$states.input.a`. */
export function partsRead(tree: unknown): readonly Part[] {
  const named = new Set<unknown>()
  let mentions = 0
  let namings = 0
  let hasParent = false
  walk(tree, true, (node) => {
    // `%` leads from a part back to the whole.
    if (node.type === 'parent') hasParent = true
    if (isStates(node)) mentions++
    const [first, second] = node.type === 'path' && Array.isArray(node.steps) ? node.steps : []
    if (!isNode(first) || !isStates(first) || !isPlain(first)) return
    if (!isNode(second) || second.type !== 'name') return
    namings++
    named.add(second.value)
  })
  return mentions > namings || hasParent ? PARTS : PARTS.filter((part) => named.has(part))
}

function isStates({ type, value }: SyntaxNode): boolean {
  return type === 'variable' && value === 'states'
}

/** Nothing binds or filters the variable itself, as `$states@$s` would. */
function isPlain(node: SyntaxNode): boolean {
  return Object.keys(node).every((key) => ['type', 'value', 'position'].includes(key) || node[key] === undefined)
}

/** The names of the variables that an expression may read, and of all functions that it calls. */
export function variablesRead(tree: unknown): readonly string[] {
  const names = new Set<string>()
  walk(tree, true, ({ type, value }) => {
    if (type === 'variable') names.add(String(value))
  })
  return [...names].filter((name) => name !== 'states')
}
