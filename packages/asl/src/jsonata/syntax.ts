/** A node of JSONata's syntax tree: loosely typed by its library, so read with care. */
export interface SyntaxNode {
  type: string
  value?: unknown
  position?: number
  [key: string]: unknown
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'
}

/** Visits a tree, telling of each node whether its context item is the one of the whole expression (of which AWS has none). */
export function walk(node: unknown, atRoot: boolean, visit: (node: SyntaxNode, atRoot: boolean) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, atRoot, visit)
    return
  }
  if (typeof node !== 'object' || node === null) return
  if (isNode(node)) visit(node, atRoot)
  for (const [key, child] of Object.entries(node)) {
    if (typeof child !== 'object' || child === null) continue
    if (key === 'steps') walkSteps(child as unknown[], atRoot, visit)
    else walk(child, atRoot && !OWN_CONTEXT.has(key), visit)
  }
}

/** Parts that are evaluated with an item of what precedes them as their context. */
const OWN_CONTEXT = new Set(['predicate', 'stages', 'group', 'terms', 'pattern', 'update', 'delete'])

function walkSteps(
  steps: readonly unknown[],
  atRoot: boolean,
  visit: (node: SyntaxNode, atRoot: boolean) => void,
): void {
  steps.forEach((step, index) => {
    walk(step, atRoot && index === 0, visit)
  })
}
