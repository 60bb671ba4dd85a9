import { useLocation, useNavigate } from 'react-router'

/**
 * What is searched for on a page. An address may bring it (`?search=`), but what is typed is kept in the history of the tab: it may be a
 * person's name.
 */
export function useSearchText(): [string, (text: string) => void] {
  const location = useLocation()
  const navigate = useNavigate()
  const query = new URLSearchParams(location.search)
  const typed: unknown = (location.state as { search?: unknown } | null)?.search
  const text = typeof typed === 'string' ? typed : (query.get('search') ?? '')
  const setText = (search: string) => {
    query.delete('search')
    navigate({ pathname: location.pathname, search: query.toString() }, { replace: true, state: { search } })
  }
  return [text, setText]
}
