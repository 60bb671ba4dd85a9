import { type Item, optionalTextOf, type StoredItem, textOf } from './item.ts'
import { keyPrefix, studentKey } from './keys.ts'

export interface StudentRecord {
  name: string
  /** In the form that check-email gives it. */
  email: string
  payment: 'Done' | 'Pending'
  /** ISO 8601, and who asked for it: when an execution last noted that the payment is there. */
  paymentNotedAt?: string | undefined
  paymentNotedBy?: string | undefined
}

export function studentItem({ name, email, payment, paymentNotedAt, paymentNotedBy }: StudentRecord): Item {
  return {
    ...studentKey(email),
    name: { S: name },
    email: { S: email },
    payment: { S: payment },
    ...(paymentNotedAt === undefined ? {} : { paymentNotedAt: { S: paymentNotedAt } }),
    ...(paymentNotedBy === undefined ? {} : { paymentNotedBy: { S: paymentNotedBy } }),
  }
}

export function studentOf(item: StoredItem): StudentRecord {
  return {
    name: textOf(item, 'name'),
    email: textOf(item, 'pk').slice(keyPrefix.student.length),
    payment: textOf(item, 'payment') === 'Done' ? 'Done' : 'Pending',
    paymentNotedAt: optionalTextOf(item, 'paymentNotedAt'),
    paymentNotedBy: optionalTextOf(item, 'paymentNotedBy'),
  }
}
