/** What `pnpm bench` measures, in this order: each part is a program of its own, `<name>/main.ts`. */
export const PARTS = [
  'interpreter',
  'emulator',
  'profile',
  'store',
  'line',
  'batch',
  'console',
  'cold-import',
  'build',
  'costs',
] as const
