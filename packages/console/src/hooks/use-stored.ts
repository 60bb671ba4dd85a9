import { useCallback, useState } from 'react'

/** A value that this browser keeps under a key. Where nothing can be kept, it lasts as long as the page. */
export function useStored<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => readStored(key, initial))
  const store = useCallback(
    (next: T) => {
      setValue(next)
      writeStored(key, next)
    },
    [key],
  )
  return [value, store]
}

function readStored<T>(key: string, initial: T): T {
  try {
    const text = localStorage.getItem(`console.${key}`)
    return text === null ? initial : (JSON.parse(text) as T)
  } catch {
    return initial
  }
}

function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(`console.${key}`, JSON.stringify(value))
  } catch {
    // A browser that stores nothing is not an error.
  }
}
