import { liveQuery } from 'dexie'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Store } from './store/store.ts'

/** One value the whole program may read and is told of when it changes. */
export type Told<T> = { get: () => T; set: (value: T) => void; listen: (listener: () => void) => () => void }

export function told<T>(value: T): Told<T> {
  let current = value
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set: (next) => {
      current = next
      for (const listener of listeners) listener()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useTold = <T>({ get, listen }: Told<T>): T => useSyncExternalStore(listen, get)

type Ask<T> = (store: Store, about: string) => Promise<T>

/** What the store of this phone says, anew whenever it changes, in another window too; `undefined` until it is read. */
export function useLocal<T>(store: Store, ask: Ask<T>, about = ''): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => {
    const reading = liveQuery(() => ask(store, about)).subscribe({ next: setValue })
    return () => reading.unsubscribe()
  }, [store, ask, about])
  return value
}
