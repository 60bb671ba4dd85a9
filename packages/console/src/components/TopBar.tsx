import { Link, NavLink, useLocation } from 'react-router'
import type { Settings } from '../api/settings.ts'
import { useTheme } from '../hooks/use-theme.ts'
import { paths } from '../model/paths.ts'
import { Icon } from './Icon.tsx'

interface TopBarProps {
  settings: Settings | undefined
  revealed: boolean
  onReveal: (revealed: boolean) => void
  /** Whether the pages for engineers are shown. */
  engineer: boolean
  onEngineer: (engineer: boolean) => void
}

const SECTIONS = [
  { to: paths.requests, label: 'Requests' },
  { to: paths.courses, label: 'Courses' },
  { to: paths.students, label: 'Students' },
]
const INTAKE = { to: paths.intake, label: 'Intake' }
const MACHINES = { to: paths.machines, label: 'State machines' }

export function TopBar({ settings, revealed, onReveal, engineer, onEngineer }: TopBarProps) {
  const { pathname } = useLocation()
  const [theme, toggleTheme] = useTheme()
  const otherTheme = theme === 'dark' ? 'light' : 'dark'
  const revealTitle = revealed
    ? 'Mask what may be customer data'
    : 'Reveal names, addresses and all other customer data in this tab'
  const sections = [
    ...SECTIONS,
    ...(settings?.administration ? [INTAKE] : []),
    ...(engineer || pathname.startsWith(paths.machines) ? [MACHINES] : []),
  ]
  return (
    <header className="top-bar">
      <Link className="brand" to={paths.requests}>
        <img src="./icon.svg" alt="" width="24" height="24" />
        <span>Course Enrollment</span>
      </Link>
      <nav aria-label="Sections">
        {sections.map(({ to, label }) => (
          <NavLink key={to} to={to}>
            {label}
          </NavLink>
        ))}
      </nav>
      <div className="top-bar-end">
        {settings !== undefined && (
          <span className="location">
            {settings.location}
            {settings.readOnly && <span className="chip">read-only</span>}
          </span>
        )}
        <button
          type="button"
          className="button quiet"
          aria-pressed={engineer}
          aria-label="For engineers"
          title="For engineers: shows every state machine of this endpoint"
          onClick={() => onEngineer(!engineer)}
        >
          <Icon name="graph" />
          <span className="wide-only">For engineers</span>
        </button>
        <button
          type="button"
          className="button quiet"
          title={revealTitle}
          aria-label={revealed ? 'Mask names' : 'Reveal names'}
          onClick={() => onReveal(!revealed)}
        >
          <Icon name={revealed ? 'eyeOff' : 'eye'} />
          <span className="wide-only">{revealed ? 'Mask names' : 'Reveal names'}</span>
        </button>
        <button
          type="button"
          className="icon-button"
          onClick={toggleTheme}
          aria-label={`Use ${otherTheme} colours`}
          title={`Use ${otherTheme} colours`}
        >
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </button>
      </div>
    </header>
  )
}
