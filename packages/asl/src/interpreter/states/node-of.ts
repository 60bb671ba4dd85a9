import type { StateNode } from '../../definition/program.ts'
import type { Frame } from '../frame.ts'

/** The node that a frame is in, as the type that its executor was chosen for. */
export function nodeOf<T extends StateNode['type']>(frame: Frame, type: T): Extract<StateNode, { type: T }> {
  const { node } = frame.visit
  if (node.type !== type) throw new TypeError(`The state "${node.name}" is a ${node.type}, not a ${type}.`)
  return node as Extract<StateNode, { type: T }>
}
