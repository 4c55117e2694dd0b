import { told } from './told.ts'

/** Whether a newer program lies ready on this phone; the page goes on with the one it began with until it is told. */
export const newProgram = told(false)

/** Lets the worker keep this program on the phone, so that it opens without a line. */
export function keepProgram(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data?.kind === 'new_program') newProgram.set(true)
  })
  void navigator.serviceWorker.register('/visit-worker.js', { scope: '/visit' })
}
