import { defineConfig } from 'vitest/config'

// Every test starts processes, and some wait for a Lambda to run out of time.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } })
