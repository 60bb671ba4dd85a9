/** A JSONata expression, written over several lines, in the one line that validators of definitions expect. */
export function jsonata(expression: string): `{%${string}%}` {
  return `{% ${expression.trim().replace(/\s+/g, ' ')} %}`
}

/** A template as one expression: what it computes is computed at one moment. */
export function expressionOf(template: unknown): string {
  if (typeof template === 'string') {
    return template.startsWith('{%') ? `(${template.slice(2, -2).trim()})` : JSON.stringify(template)
  }
  if (Array.isArray(template)) return `[${template.map(expressionOf).join(', ')}]`
  if (typeof template !== 'object' || template === null) return JSON.stringify(template)
  const entries = Object.entries(template).map(([key, value]) => `${JSON.stringify(key)}: ${expressionOf(value)}`)
  return `{${entries.join(', ')}}`
}
