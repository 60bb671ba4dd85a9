import { useConsole } from '../hooks/use-console.ts'
import { maskEmail, maskName } from '../model/mask.ts'
import type { Person as PersonData } from '../model/person.ts'

/** Who it is about, masked until revealed: the name, and the address below it. */
export function Person({ person: { name, email } }: { person: PersonData }) {
  const { revealed } = useConsole()
  if (name === undefined && email === undefined) return <span className="faint absent">–</span>
  return (
    <span className="person">
      {name !== undefined && <span>{revealed ? name : maskName(name)}</span>}
      {email !== undefined && <span className="faint">{revealed ? email : maskEmail(email)}</span>}
    </span>
  )
}

/** The same in the middle of a sentence. */
export function usePersonText(): (person: PersonData) => string {
  const { revealed } = useConsole()
  return ({ name, email }) => {
    const shown = [name && (revealed ? name : maskName(name)), email && `(${revealed ? email : maskEmail(email)})`]
    return shown.filter(Boolean).join(' ') || 'This student'
  }
}
