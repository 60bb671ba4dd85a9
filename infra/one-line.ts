/** Runs `work`, and ends the process with one line for what is wrong: cdktf prints twice whatever an app prints. */
export async function oneLine(work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  }
}
