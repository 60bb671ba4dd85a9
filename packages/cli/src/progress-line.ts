import { clearLine, cursorTo } from 'node:readline'
import type { BatchProgress } from 'intake'
import { WIDTH } from './layout.ts'
import { print, printJsonLine } from './print.ts'
import { renderProgress } from './render-batch.ts'

/** Progress that is printed from time to time. */
export interface ProgressLine {
  /** Makes place for another line of output. */
  clear(): void
  end(): void
}

const LIVE_MS = 200
/** Where nobody watches. */
const PLAIN_MS = 5000
const JSON_MS = 1000

/** In a terminal it is one line, written anew; elsewhere lines, or JSON lines. */
export function startProgressLine(progress: () => BatchProgress, json: boolean): ProgressLine {
  const { stderr } = process
  const isLive = !json && stderr.isTTY && process.stdout.isTTY
  const clear = () => {
    if (!isLive) return
    cursorTo(stderr, 0)
    clearLine(stderr, 0)
  }
  const write = () => {
    if (json) return printJsonLine({ progress: progress() })
    const line = renderProgress(progress())
    if (!isLive) return print(line)
    clear()
    stderr.write(line.slice(0, WIDTH - 1))
  }
  const timer = setInterval(write, json ? JSON_MS : isLive ? LIVE_MS : PLAIN_MS)
  return {
    clear,
    end: () => {
      clearInterval(timer)
      clear()
    },
  }
}
