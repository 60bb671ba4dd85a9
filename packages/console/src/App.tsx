import { lazy, Suspense, useEffect, useMemo } from 'react'
import { HashRouter, Link, Navigate, Route, Routes, useLocation, useSearchParams } from 'react-router'
import { ErrorNotice, Notice, Skeleton } from './components/Notice.tsx'
import { TopBar } from './components/TopBar.tsx'
import { type Console, ConsoleContext, useLocationData } from './hooks/use-console.ts'
import { useStored } from './hooks/use-stored.ts'
import { useTitle } from './hooks/use-title.ts'
import { formerListPath, paths } from './model/paths.ts'
import { CoursePage } from './pages/CoursePage.tsx'
import { CoursesPage } from './pages/CoursesPage.tsx'
import { RequestsPage } from './pages/RequestsPage.tsx'
import { StudentPage } from './pages/StudentPage.tsx'
import { StudentsPage } from './pages/StudentsPage.tsx'

// The graph is most of what there is to load: the lists do not wait for it.
const loadExecutionPage = () => import('./pages/ExecutionPage.tsx')
const ExecutionPage = lazy(async () => ({ default: (await loadExecutionPage()).ExecutionPage }))
const IntakePage = lazy(async () => ({ default: (await import('./pages/IntakePage.tsx')).IntakePage }))
const BatchPage = lazy(async () => ({ default: (await import('./pages/BatchPage.tsx')).BatchPage }))
const MachinesPage = lazy(async () => ({ default: (await import('./pages/MachinesPage.tsx')).MachinesPage }))
const MachinePage = lazy(async () => ({ default: (await import('./pages/MachinePage.tsx')).MachinePage }))

/** Once the list stands, what it links to is fetched. */
const PRELOAD_AFTER_MS = 1000

export function App() {
  const location = useLocationData()
  // Kept for this tab: who opens another one sees masked names.
  const [revealed, reveal] = useStored('revealed', false, 'tab')
  const [engineer, setEngineer] = useStored('engineer', false)
  useEffect(() => {
    const timer = setTimeout(loadExecutionPage, PRELOAD_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  const { settings, machine, machines } = location.data ?? {}
  const value = useMemo(
    (): Console | undefined => settings && machine && machines && { settings, machine, machines, revealed, reveal },
    [settings, machine, machines, revealed, reveal],
  )
  return (
    // Filters and the search are kept by the router: what is typed must be there at once.
    <HashRouter useTransitions={false}>
      <button type="button" className="button skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <TopBar settings={settings} revealed={revealed} onReveal={reveal} engineer={engineer} onEngineer={setEngineer} />
      <main id="main" tabIndex={-1}>
        {location.isPending && <Skeleton lines={8} label="Loading" />}
        {location.isError && value === undefined && <ErrorNotice error={location.error} retry={location.refetch} />}
        {location.isSuccess && value === undefined && (
          <Notice page title="No state machine yet">
            Deploy the workflow, or start the emulator with: pnpm start
          </Notice>
        )}
        {value !== undefined && (
          <ConsoleContext value={value}>
            <Suspense fallback={<Skeleton lines={12} label="Loading the page" />}>
              <Pages />
            </Suspense>
          </ConsoleContext>
        )}
      </main>
    </HashRouter>
  )
}

function Pages() {
  return (
    <Routes>
      <Route path="/" element={<Navigate to={paths.requests} replace />} />
      <Route path={paths.requests} element={<RequestsPage />} />
      <Route path="/executions" element={<FormerList />} />
      <Route path="/executions/:execution" element={<ExecutionPage />} />
      <Route path={paths.courses} element={<CoursesPage />} />
      <Route path={`${paths.courses}/:course`} element={<CoursePage />} />
      <Route path={paths.students} element={<StudentsPage />} />
      <Route path={paths.student} element={<StudentPage />} />
      <Route path="/records" element={<Navigate to={paths.students} replace />} />
      <Route path={paths.intake} element={<IntakePage />} />
      <Route path={`${paths.intake}/:batch`} element={<BatchPage />} />
      <Route path={paths.machines} element={<MachinesPage />} />
      <Route path={`${paths.machines}/:machine`} element={<MachinePage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}

function FormerList() {
  const [query] = useSearchParams()
  return <Navigate to={formerListPath(query)} replace />
}

function NotFound() {
  const { pathname } = useLocation()
  useTitle('Page not found')
  return (
    <Notice page title="Page not found" action={<Link to={paths.requests}>See the requests</Link>}>
      The address ends in {pathname.slice(1)}.
    </Notice>
  )
}
