import { useCallback, useState } from 'react'

/** `page`: until it is left or loaded again. What may be customer data is kept nowhere else. */
type Keeper = 'browser' | 'tab' | 'page'

/** A value kept under a key: in this browser, or only in this tab. Where nothing can be kept, it lasts as long as the page. */
export function useStored<T>(key: string, initial: T, keeper: Keeper = 'browser'): [T, (value: T) => void] {
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

function readStored<T>(key: string, initial: T, keeper: Keeper): T {
  try {
    const text = storageOf(keeper).getItem(`console.${key}`)
    return text === null ? initial : (JSON.parse(text) as T)
  } catch {
    return initial
  }
}

const page = new Map<string, string>()
const PAGE = {
  getItem: (key: string) => page.get(key) ?? null,
  setItem: (key: string, text: string) => void page.set(key, text),
  removeItem: (key: string) => void page.delete(key),
}

function storageOf(keeper: Keeper): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  if (keeper === 'page') return PAGE
  return keeper === 'browser' ? localStorage : sessionStorage
}
