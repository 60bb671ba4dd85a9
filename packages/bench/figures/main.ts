import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Results } from '../results.ts'
import { figuresInMarkdown } from './markdown.ts'

/**
 * Replaces the figures of docs/performance.md by those of runs.
 * Usage: node packages/bench/figures/main.ts FILE..., each written by `pnpm bench` as BENCH_JSON; of a part that is in
 * several files, the last one counts.
 */
const PAGE = resolve(import.meta.dirname, '../../../docs/performance.md')
/** All below it is replaced. */
const MARK = '<!-- below: written by packages/bench/figures/main.ts -->\n'

const files = process.argv.slice(2)
if (files.length === 0) throw new Error('Which figures? Expected one file or more that pnpm bench wrote as BENCH_JSON.')
const documents = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Results)
const [head = '', ...rest] = readFileSync(PAGE, 'utf8').split(MARK)
if (rest.length !== 1) throw new Error(`Where in docs/performance.md? Expected one line ${MARK.trim()}`)
writeFileSync(PAGE, `${head}${MARK}\n${figuresInMarkdown(documents)}\n`)
