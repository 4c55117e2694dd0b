import { useEffect, useState } from 'react'
import { madeKey } from '../../platform/made-key.ts'
import { isFull } from '../storage.ts'
import { findDraft, keepDraft } from '../store/records.ts'
import type { Store } from '../store/store.ts'

/** A form being filled in; its record has its id already, so that photos may be kept under it. */
export type Draft<Values> = { recordId: string; isRestored: boolean; values: Values }

/** Keeps what is being filled in on the phone as it is typed: a reload or an empty battery loses nothing of it. */
export function useDraft<Values extends object>(store: Store, key: string, fresh: Values) {
  const [draft, setDraft] = useState<Draft<Values>>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `fresh` counts only where nothing was begun
  useEffect(() => {
    let isLeft = false
    void findDraft<Draft<Values>>(store, key).then((found) => {
      if (isLeft) return
      setDraft(found ? { ...found, isRestored: true } : { recordId: madeKey(), isRestored: false, values: fresh })
    })
    return () => {
      isLeft = true
    }
  }, [store, key])

  async function keep(next: Draft<Values>): Promise<void> {
    setDraft(next)
    try {
      await keepDraft(store, key, next)
    } catch (error) {
      if (!isFull(error)) throw error
    }
  }
  return {
    draft,
    change: (part: Partial<Values>) => {
      if (draft) void keep({ ...draft, values: { ...draft.values, ...part } })
    },
    /** A photo was kept under this draft: it must be found again. */
    hold: () => draft && void keep(draft),
  }
}
