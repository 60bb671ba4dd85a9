// Plays a recorded case on the built engine: `pnpm build` first. The functions are played by their behaviour.
import { playCase } from '../dist/conformance.mjs'

export async function run(test) {
  const played = await playCase(test)
  if ('refused' in played) return played
  const { status, output, error, cause } = played
  const events = played.events.map((event) => ({ ...event, timestamp: new Date(event.timestamp) }))
  return { status, output, error, cause, events }
}
