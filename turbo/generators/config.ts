import type { PlopTypes } from '@turbo/gen'
import { checkGenerator } from './check.ts'

/** `pnpm turbo gen check`. */
export default function generators(plop: PlopTypes.NodePlopAPI): void {
  plop.setGenerator('check', checkGenerator)
}
