/** A JSONata expression, written over several lines, in the one line that validators of definitions expect. */
export function jsonata(expression: string): `{%${string}%}` {
  return `{% ${expression.trim().replace(/\s+/g, ' ')} %}`
}
