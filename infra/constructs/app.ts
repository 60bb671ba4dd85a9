import { App } from 'cdktf'

/** An empty app that synthesizes its stacks into `outdir`. */
export function createApp(outdir: string): App {
  return new App({ outdir })
}

export type { App }
