import { type Item, type StoredItem, textOf } from './item.ts'
import { keyPrefix, studentKey } from './keys.ts'

export interface StudentRecord {
  name: string
  /** In the form that check-email gives it. */
  email: string
  payment: 'Done' | 'Pending'
}

export function studentItem({ name, email, payment }: StudentRecord): Item {
  return { ...studentKey(email), name: { S: name }, email: { S: email }, payment: { S: payment } }
}

export function studentOf(item: StoredItem): StudentRecord {
  return {
    name: textOf(item, 'name'),
    email: textOf(item, 'pk').slice(keyPrefix.student.length),
    payment: textOf(item, 'payment') === 'Done' ? 'Done' : 'Pending',
  }
}
