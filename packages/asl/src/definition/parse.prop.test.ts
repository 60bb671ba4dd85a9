import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { definitions } from '../../conformance/random-definition.ts'
import { InvalidDefinition } from './diagnostics.ts'
import { diagnoseDefinition, parseDefinition } from './parse.ts'

/** Parses, or refuses with reasons: nothing else may come of any text. */
function expectVerdict(text: string): void {
  const errors = diagnoseDefinition(text, 'STANDARD')
  if (errors.length === 0) expect(parseDefinition(text, 'STANDARD').graph.states.size).toBeGreaterThan(0)
  else expect(() => parseDefinition(text, 'STANDARD')).toThrow(InvalidDefinition)
}

test('any text is parsed or refused', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), expectVerdict))
})

test('a definition with any part exchanged for any JSON is parsed or refused', () => {
  fc.assert(
    fc.property(definitions, fc.nat(), fc.jsonValue(), (definition, seed, replacement) => {
      const copy = structuredClone(definition) as unknown as Record<string, unknown>
      exchange(copy, seed, replacement)
      expectVerdict(JSON.stringify(copy))
    }),
    { numRuns: 500 },
  )
})

function exchange(root: Record<string, unknown>, seed: number, replacement: unknown): void {
  const places: [Record<string, unknown>, string][] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const key of Object.keys(value)) {
      places.push([value as Record<string, unknown>, key])
      visit((value as Record<string, unknown>)[key])
    }
  }
  visit(root)
  const [holder, key] = places[seed % places.length] ?? [root, 'StartAt']
  holder[key] = replacement
}
