import { Link } from 'react-router'
import { useConsole } from '../hooks/use-console.ts'
import { maskEmail, maskName } from '../model/mask.ts'
import { paths } from '../model/paths.ts'
import type { Person as PersonData } from '../model/person.ts'
import { Person } from './Person.tsx'

/** A student by name, with the way to all that is known of them. The address of that page does not say of whom. */
export function StudentLink({ person }: { person: PersonData }) {
  const { revealed } = useConsole()
  const { name, email } = person
  if (email === undefined) return <Person person={person} />
  const label = name ?? email
  return (
    <span className="person">
      <Link to={paths.student} state={{ email }}>
        {revealed ? label : name === undefined ? maskEmail(label) : maskName(label)}
      </Link>
      {name !== undefined && <span className="faint">{revealed ? email : maskEmail(email)}</span>}
    </span>
  )
}
