import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: ['packages/*', 'infra'],
    // A test that prints is a test nobody reads: stray output fails the run.
    onConsoleLog(log) {
      throw new Error(`Unexpected console output in a test: ${log}`)
    },
  },
})
