import { useEffect } from 'react'

/** The title of the browser's tab. It holds no customer data: browsers keep it. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Course Enrollment`
  }, [title])
}
