import { callerOf } from '../caller.ts'
import type { MadeWindow } from './made-window.ts'

/** The application over a made window; everybody of the sample may sign in. */
export async function openWindow({ house }: MadeWindow) {
  const opened = await house.open()
  return { ...opened, ...callerOf(opened) }
}
