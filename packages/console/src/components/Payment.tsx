import type { StudentRecord } from 'records'

export function Payment({ payment }: Pick<StudentRecord, 'payment'>) {
  return <span className={payment === 'Done' ? 'chip tone-good' : 'chip tone-warn'}>{payment}</span>
}
