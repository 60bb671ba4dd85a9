import { useCallback, useState } from 'react'

/**
 * A value kept under a key: in this browser, or only in this tab. Where nothing can be kept, it lasts as long as the page.
 * What may be customer data is never kept in the browser.
 */
export function useStored<T>(key: string, initial: T, keeper: 'browser' | 'tab' = 'browser'): [T, (value: T) => void] {
  const [value, setValue] = useState(() => readStored(key, initial, keeper))
  const store = useCallback(
    (next: T) => {
      setValue(next)
      try {
        if (next === undefined) storageOf(keeper).removeItem(`console.${key}`)
        else storageOf(keeper).setItem(`console.${key}`, JSON.stringify(next))
      } catch {
        // A browser that stores nothing is not an error.
      }
    },
    [key, keeper],
  )
  return [value, store]
}

function readStored<T>(key: string, initial: T, keeper: 'browser' | 'tab'): T {
  try {
    const text = storageOf(keeper).getItem(`console.${key}`)
    return text === null ? initial : (JSON.parse(text) as T)
  } catch {
    return initial
  }
}

function storageOf(keeper: 'browser' | 'tab'): Storage {
  return keeper === 'browser' ? localStorage : sessionStorage
}
