/** Why a text is no JSON, or undefined where it is. Nothing of the text is repeated: it may hold customer data. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/^(Unexpected end|Unterminated)/.test(message)) return 'Unexpected end-of-input: the JSON is not complete'
    const at = /position (\d+)/.exec(message)?.[1]
    const where = at === undefined ? '' : ` at position ${at}`
    return `Unexpected character${where}: was expecting JSON (String, Number, Array, Object or token 'null', 'true' or 'false')`
  }
}
