import { useMemo, useSyncExternalStore } from 'react'
import { hrefOf, parseRoute, type Route } from '../model/routes.ts'

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return useMemo(() => parseRoute(hash), [hash])
}

/** `replace`: the route is another view of the same page, and Back should not stop at it. */
export function navigate(route: Route, options: { replace?: boolean } = {}): void {
  const href = hrefOf(route)
  if (options.replace) window.location.replace(href)
  else window.location.hash = href
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}
