import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'

/**
 * What is searched for on a page. It is kept in the history of the tab: it may be a person's name. An address may bring it (`?search=`),
 * and does not keep it.
 */
export function useSearchText(): [string, (text: string) => void] {
  const location = useLocation()
  const navigate = useNavigate()
  const query = new URLSearchParams(location.search)
  const typed: unknown = (location.state as { search?: unknown } | null)?.search
  const brought = query.get('search')
  const text = typeof typed === 'string' ? typed : (brought ?? '')
  const setText = (search: string) => {
    query.delete('search')
    navigate({ pathname: location.pathname, search: query.toString() }, { replace: true, state: { search } })
  }
  useEffect(() => {
    if (brought !== null) setText(text)
  })
  return [text, setText]
}
