import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { ErrorNotice, Notice, Skeleton } from './components/Notice.tsx'
import { TopBar } from './components/TopBar.tsx'
import { type Console, ConsoleContext, useLocation } from './hooks/use-console.ts'
import { useRoute } from './hooks/use-route.ts'
import { executionNameOf } from './model/arns.ts'
import type { Route } from './model/routes.ts'
import { CoursesPage } from './pages/CoursesPage.tsx'
import { ExecutionsPage } from './pages/ExecutionsPage.tsx'
import { RecordsPage } from './pages/RecordsPage.tsx'

// The graph is most of what there is to load: the list does not wait for it.
const loadExecutionPage = () => import('./pages/ExecutionPage.tsx')
const ExecutionPage = lazy(async () => ({ default: (await loadExecutionPage()).ExecutionPage }))

/** Once the list stands, what it links to is fetched. */
const PRELOAD_AFTER_MS = 1000

export function App() {
  const route = useRoute()
  const location = useLocation()
  // Not stored: names are masked again when the page is reloaded.
  const [revealed, setRevealed] = useState(false)
  useEffect(() => {
    document.title = `${titleOf(route)} · Course Enrollment`
  }, [route])
  useEffect(() => {
    const timer = setTimeout(loadExecutionPage, PRELOAD_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  const { settings, machine } = location.data ?? {}
  const value = useMemo(
    (): Console | undefined => settings && machine && { settings, machine, revealed },
    [settings, machine, revealed],
  )
  return (
    <>
      <button type="button" className="button skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <TopBar route={route} settings={settings} revealed={revealed} onReveal={setRevealed} />
      <main id="main" tabIndex={-1}>
        {location.isPending && <Skeleton lines={8} label="Loading" />}
        {location.isError && <ErrorNotice error={location.error} retry={location.refetch} />}
        {location.isSuccess && value === undefined && (
          <Notice title="No state machine yet">Deploy the workflow, or start the emulator with: pnpm start</Notice>
        )}
        {value !== undefined && (
          <ConsoleContext value={value}>
            <Suspense fallback={<Skeleton lines={12} label="Loading the execution" />}>
              <Page route={route} />
            </Suspense>
          </ConsoleContext>
        )}
      </main>
    </>
  )
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'executions':
      return <ExecutionsPage route={route} />
    case 'execution':
      return <ExecutionPage key={route.execution} route={route} />
    case 'courses':
      return <CoursesPage route={route} />
    case 'records':
      return <RecordsPage />
    case 'unknown':
      return (
        <Notice title="Page not found" action={<a href="#/executions">See the executions</a>}>
          The address ends in {route.path}.
        </Notice>
      )
  }
}

function titleOf(route: Route): string {
  switch (route.page) {
    case 'execution':
      return executionNameOf(route.execution)
    case 'courses':
      return route.course ?? 'Courses'
    case 'records':
      return 'Records'
    default:
      return 'Executions'
  }
}
