import { told } from './told.ts'

/** Room on the phone: `null` while there is enough. */
export const storage = told<{ state: 'low'; mb: number } | { state: 'full' } | null>(null)

/** Below this the officer is told: some hundred photos. */
const lowBytes = 50 * 2 ** 20

/** Looks how much room is left, and asks the browser not to clear what is kept. */
export async function checkStorage(): Promise<void> {
  if (!navigator.storage) return
  void navigator.storage.persist()
  const { quota = 0, usage = 0 } = await navigator.storage.estimate()
  const left = quota - usage
  storage.set(quota > 0 && left < lowBytes ? { state: 'low', mb: Math.floor(left / 2 ** 20) } : null)
}

/** Whether something was not kept because the phone is full; whoever asks has it said on every page. */
export function isFull(error: unknown): boolean {
  const names = [error, (error as { inner?: unknown } | null)?.inner].map((one) =>
    one instanceof Error ? one.name : '',
  ) // Dexie names the cause `inner`
  if (!names.includes('QuotaExceededError')) return false
  storage.set({ state: 'full' })
  return true
}
