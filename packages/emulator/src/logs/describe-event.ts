import type { LogEvent } from './log-group.ts'

export function describeEvent({ timestampMs, ingestionMs, message }: LogEvent) {
  return { timestamp: timestampMs, message, ingestionTime: ingestionMs }
}
