/**
 * The keys that an object of a JSON text has twice, with their locations. JSON.parse keeps the last one without a word,
 * and a definition is never read as less than it says. The text must be valid JSON.
 */
export function duplicateKeys(text: string): { key: string; location: string }[] {
  const found: { key: string; location: string }[] = []
  const open: Container[] = []
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
  let lastString = ''
  for (const [token] of text.matchAll(tokens)) {
    const top = open.at(-1)
    if (token === '{') open.push({ keys: new Set(), at: '' })
    else if (token === '[') open.push({ at: 0 })
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',' && top !== undefined && typeof top.at === 'number') top.at++
    else if (token === ':' && top?.keys !== undefined) {
      const key: string = JSON.parse(lastString)
      if (top.keys.has(key)) found.push({ key, location: locationOf(open.slice(0, -1)) })
      top.keys.add(key)
      top.at = key
    } else lastString = token
  }
  return found
}

interface Container {
  keys?: Set<string>
  /** The key or the index that is being read. */
  at: string | number
}

function locationOf(containers: readonly Container[]): string {
  return containers.map(({ at }) => (typeof at === 'number' ? `[${at}]` : `/${at}`)).join('')
}
