/**
 * The steps that a backtracking match of a text takes at most, by the length of the text; undefined where that is not
 * seen easily. Each repetition multiplies the possibilities, so one inside of another is out, and so is whatever looks
 * around or back.
 */
export function regexSteps({ source, flags }: RegExp): ((chars: number) => number) | undefined {
  const plain = source.replace(/\\[^1-9k]/g, 'x').replace(/\[[^\]]*\]/g, 'x')
  if (/\\|\(\?(?!:)/.test(plain)) return undefined
  // Innermost groups first: a group that repeats or chooses inside may not be repeated itself.
  for (let text = plain; ; ) {
    const repeated = /\([^()]*[*+?{|][^()]*\)[*+?{]/
    if (repeated.test(text)) return undefined
    const without = text.replace(/\((?:\?:)?([^()]*)\)/, '$1')
    if (without === text) break
    text = without
  }
  const flat = plain.replace(/\((\?:)?/g, '')
  const anchored = flat.startsWith('^') && !flags.includes('m') && !flat.includes('|')
  const factors = [...flat.matchAll(/[*+?|]|\{(\d+)(,?)(\d*)\}/g)].map(([token, from = '0', comma, to]) => {
    if (token === '?' || token === '|') return () => 2
    if (token === '*' || token === '+') return (chars: number) => chars
    const choices = comma === '' ? 1 : Number(to || Number.POSITIVE_INFINITY) - Number(from) + 1
    return (chars: number) => Math.min(choices, chars)
  })
  return (chars) => factors.reduce((steps, factor) => steps * Math.max(1, factor(chars)), anchored ? 1 : chars)
}
