import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './emulator-process.ts'
import { markdownPages, readPage } from './markdown.ts'

test.each(markdownPages())('every link of %s leads somewhere', (page) => {
  const text = readPage(page)
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '')
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const relative = links.filter((link) => !/^(https?|mailto):/.test(link))
  for (const where of placesOf(page)) expect(relative.filter((link) => !leadsSomewhere(where, link))).toEqual([])
})

test('README lists every page of docs once', () => {
  const [, list = ''] = readPage('README.md').split('\n## More\n')
  const listed = [...list.matchAll(/\]\((docs\/[^)]+\.md)\)/g)].map(([, page]) => page)
  expect(listed.toSorted()).toEqual(
    markdownPages()
      .filter((page) => /^docs\/[^/]+$/.test(page))
      .toSorted(),
  )
})

/** Where its text is read. A release moves that of a changeset to the changelog of each package that it names. */
function placesOf(page: string): string[] {
  if (!page.startsWith('.changeset/')) return [page]
  const packages = [...readPage(page).matchAll(/^["']?([\w-]+)["']?: (?:major|minor|patch)$/gm)]
  return packages.map(([, name]) => (name === 'infra' ? 'infra/CHANGELOG.md' : `packages/${name}/CHANGELOG.md`))
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path))
  if (!existsSync(join(ROOT, target))) return false
  return anchor === undefined || anchorsOf(readPage(target)).includes(anchor)
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  const headings = [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) => heading,
  )
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}
