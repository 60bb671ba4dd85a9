import type { StudentRecord } from './student.ts'

/** Whether a part of the name or of the address is `text`: case, accents and spacing do not matter. */
export function isStudentWith(text: string, { name, email }: Pick<StudentRecord, 'name' | 'email'>): boolean {
  const wanted = folded(text)
  return folded(name).includes(wanted) || folded(email).includes(wanted)
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}
