/** `randomInt` of node:crypto for what needs no secrecy: an integer from `min` up to, and not including, `max`. */
export function randomInt(min: number, max: number): number {
  return min + Math.floor(Math.random() * (max - min))
}
