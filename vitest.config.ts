import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: ['packages/*', 'infra'],
    // Most of a test is waiting for other processes: one core fewer, as Vitest has it, leaves half of two cores idle.
    maxWorkers: '100%',
    // A test that prints is a test nobody reads: stray output fails the run.
    onConsoleLog(log) {
      throw new Error(`Unexpected console output in a test: ${log}`)
    },
  },
})
