import type { DiagnosticCode } from '../definition/diagnostics.ts'
import { isNode, type SyntaxNode, walk } from './syntax.ts'

/** What `$states` has in the field that an expression stands in, besides `input` and `context`. */
export type ExtraPart = 'result' | 'errorOutput'

export interface Finding {
  code: DiagnosticCode
  message: string
}

/**
 * What AWS refuses of an expression that parses: there is no context item to name or to start a path from, no `$$`, and
 * `$states.result` / `$states.errorOutput` only where a result or an error exists. It takes `**`, which finds nothing.
 */
export function checkReferences(tree: unknown, parts: readonly ExtraPart[]): Finding[] {
  const findings = new Map<string, Finding>()
  const refuse = (name: string) => {
    const message = `Reference to '${name}' at the top level is not supported.`
    findings.set(name, { code: 'UNSUPPORTED_JSONATA_EXPRESSION', message })
  }
  walk(tree, true, (node, atRoot) => {
    if (isNewerOperator(node)) {
      const message = 'The operators "?:" and "??" are not part of the JSONata that Step Functions evaluates.'
      findings.set('?:', { code: 'INVALID_JSONATA_EXPRESSION', message })
    }
    if (node.type === 'variable' && node.value === '$') {
      findings.set('$$', { code: 'UNSUPPORTED_JSONATA_EXPRESSION', message: "Reference to '$$' is not supported." })
    }
    if (!atRoot) return checkPart(node, parts, refuseState)
    if (node.type === 'name') refuse(String(node.value))
    if (node.type === 'wildcard') refuse('*')
    if (node.type === 'variable' && node.value === '') refuse('$')
    checkPart(node, parts, refuseState)
  })
  return [...findings.values()]

  function refuseState(name: string): void {
    const message = `Field '$states.${name}' does not exist.`
    findings.set(name, { code: 'UNSUPPORTED_JSONATA_EXPRESSION', message })
  }
}

function checkPart(node: SyntaxNode, parts: readonly ExtraPart[], refuse: (name: string) => void): void {
  if (node.type !== 'path' || !Array.isArray(node.steps)) return
  const [first, second] = node.steps
  if (!isNode(first) || first.type !== 'variable' || first.value !== 'states') return
  if (!isNode(second) || second.type !== 'name') return
  const name = second.value
  if ((name === 'result' || name === 'errorOutput') && !parts.includes(name)) refuse(name)
}

/**
 * JSONata 2.1 added `?:` and `??`, which AWS's 2.0 does not parse. Their trees are conditions made by the parser:
 * one repeats its own condition as the result, the other tests it with an `$exists` that stands nowhere in the text.
 */
function isNewerOperator(node: SyntaxNode): boolean {
  if (node.type !== 'condition' || !isNode(node.condition)) return false
  const { condition } = node
  if (condition.type === 'function' && isNode(condition.procedure) && condition.procedure.position === undefined) {
    return true
  }
  const start = firstPosition(condition)
  return start !== undefined && start === firstPosition(node.then)
}

function firstPosition(node: unknown): number | undefined {
  const positions: number[] = []
  walk(node, false, ({ position }) => {
    if (position !== undefined) positions.push(position)
  })
  return positions.length === 0 ? undefined : Math.min(...positions)
}
