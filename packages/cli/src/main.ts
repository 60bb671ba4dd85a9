#!/usr/bin/env node
import { CommanderError } from 'commander'
import { withoutSeparator } from './command-line.ts'
import { report } from './failure.ts'
import { program } from './program.ts'

// A reader that has seen enough (`enroll list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  await program((exitCode) => {
    process.exitCode = exitCode
  }).parseAsync(withoutSeparator(process.argv.slice(2)), { from: 'user' })
} catch (error) {
  // Commander has printed its own message by then: usage errors are 1 as all that is unusable.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1
  else {
    process.stderr.write(`enroll: ${report(error)}\n`)
    process.exitCode = 1
  }
}
