#!/usr/bin/env node
import { CommanderError } from 'commander'
import { withoutSeparator } from './command-line.ts'
import { report } from './failure.ts'
import { program } from './program.ts'

// A reader that closes the pipe (`enroll list | head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  await program((exitCode) => {
    process.exitCode = exitCode
  }).parseAsync(withoutSeparator(process.argv.slice(2)), { from: 'user' })
} catch (error) {
  // Commander has printed its message already. A usage error exits with 1, as any other error does.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1
  else {
    process.stderr.write(`enroll: ${report(error)}\n`)
    process.exitCode = 1
  }
}
