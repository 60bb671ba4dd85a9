import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('writes what a spreadsheet reads as the same text, and never as a formula', () => {
  const rows = [
    ['Name', 'Why'],
    ['Zoë "Z" Müller', '=1+1'],
    ['two\nlines', 'a,b'],
  ]
  expect(csvOf(rows)).toBe('\uFEFFName,Why\r\n"Zoë ""Z"" Müller",\'=1+1\r\n"two\nlines","a,b"\r\n')
})
