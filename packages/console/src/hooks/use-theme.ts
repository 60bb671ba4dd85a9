import { useCallback, useState } from 'react'

export type Theme = 'light' | 'dark'

/** The scheme of the system until one is chosen. Kept as plain text: index.html reads it before the first paint. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(currentTheme)
  const toggle = useCallback(() => {
    const next = currentTheme() === 'dark' ? 'light' : 'dark'
    document.documentElement.dataset.theme = next
    try {
      localStorage.setItem('console.theme', next)
    } catch {
      // It then lasts as long as the page.
    }
    setTheme(next)
  }, [])
  return [theme, toggle]
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme
  if (chosen === 'light' || chosen === 'dark') return chosen
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
