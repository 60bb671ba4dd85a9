import { expect, test } from 'vitest'
import { namedIn, undescribed } from './undescribed.ts'

const before = { 'check-name': 'a', 'check-email': 'b' }
const nothing = new Set<string>()

test('a changed bundle needs a changeset that names its package', () => {
  const change = {
    before,
    after: { 'check-name': 'a', 'check-email': 'changed' },
    described: nothing,
    released: nothing,
  }
  expect(undescribed(change)).toEqual(['check-email'])
  expect(undescribed({ ...change, described: new Set(['check-name']) })).toEqual(['check-email'])
  expect(undescribed({ ...change, described: new Set(['check-email']) })).toEqual([])
})

test('a new bundle needs one too, and a release that used them up does not', () => {
  const change = { before, after: { ...before, 'check-phone': 'c' }, described: nothing, released: nothing }
  expect(undescribed(change)).toEqual(['check-phone'])
  expect(undescribed({ ...change, released: new Set(['check-phone']) })).toEqual([])
})

test('what changed and is not deployed needs none', () => {
  expect(undescribed({ before, after: before, described: nothing, released: nothing })).toEqual([])
})

test('reads the names of a changeset, quoted or not, and nothing of its text', () => {
  expect(
    namedIn('---\n"check-email": minor\ncheck-name: patch\n\'@scope/kit\': major\n---\n\nNote: all is well.\n'),
  ).toEqual(['check-email', 'check-name', '@scope/kit'])
  expect(namedIn('no front matter: at all')).toEqual([])
})
