/**
 * The arguments without the `--` that pnpm forwards to a script: `pnpm start -- --port 0` means `pnpm start --port 0`.
 * Commander would take what follows it for arguments, not options. No command has an argument that begins with `--`.
 */
export function withoutSeparator(args: readonly string[]): string[] {
  const separator = args.indexOf('--')
  const forwarded = separator === 0 || (separator > 0 && args[separator + 1]?.startsWith('--'))
  return forwarded ? args.toSpliced(separator, 1) : [...args]
}
