import type { Settings } from '../api/settings.ts'
import { useTheme } from '../hooks/use-theme.ts'
import type { Route } from '../model/routes.ts'
import { Icon } from './Icon.tsx'

interface TopBarProps {
  route: Route
  settings: Settings | undefined
  revealed: boolean
  onReveal: (revealed: boolean) => void
}

const SECTIONS = [
  { href: '#/executions', label: 'Executions', pages: ['executions', 'execution'] },
  { href: '#/courses', label: 'Courses', pages: ['courses'] },
  { href: '#/records', label: 'Records', pages: ['records'] },
]

export function TopBar({ route, settings, revealed, onReveal }: TopBarProps) {
  const [theme, toggleTheme] = useTheme()
  const otherTheme = theme === 'dark' ? 'light' : 'dark'
  const revealTitle = revealed
    ? 'Mask what may be customer data'
    : 'Reveal names, addresses and all other customer data'
  return (
    <header className="top-bar">
      <a className="brand" href="#/executions">
        <img src="./icon.svg" alt="" width="24" height="24" />
        <span>Course Enrollment</span>
      </a>
      <nav aria-label="Sections">
        {SECTIONS.map(({ href, label, pages }) => (
          <a key={href} href={href} aria-current={pages.includes(route.page) ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div className="top-bar-end">
        {settings !== undefined && (
          <span className="location">
            {settings.location}
            {settings.readOnly && <span className="chip">read-only</span>}
          </span>
        )}
        <button type="button" className="button quiet" title={revealTitle} onClick={() => onReveal(!revealed)}>
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
