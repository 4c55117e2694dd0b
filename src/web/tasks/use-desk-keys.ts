import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import type { TaskLine } from '#contract/tasks.ts'
import { type DeskKey, deskKeyOf } from './desk-keys.ts'
import type { Doing } from './TaskActModal.tsx'
import { actsFor } from './task-acts.ts'
import { useMayIn } from './use-may-in.ts'

type DeskKeysSetting = {
  rows: readonly TaskLine[]
  chosen: readonly TaskLine[]
  /** Place of the task the cursor stands on. */
  at: number
  /** A form is open: the keys are its own. */
  isBusy: boolean
  on: {
    setCursor: (at: number) => void
    toggle: (id: string) => void
    clear: () => void
    help: () => void
    onQueue: (place: number) => void
    setDoing: (doing: Doing) => void
  }
}

/** Works through a queue with the keyboard: what is chosen, or else the task under the cursor. */
export function useDeskKeys({ rows, chosen, at, isBusy, on }: DeskKeysSetting): void {
  const navigate = useNavigate()
  const may = useMayIn()

  function act(key: DeskKey): void {
    const task = rows[at]
    if (key.kind === 'queue') on.onQueue(key.queue)
    if (key.kind === 'help') on.help()
    if (key.kind === 'clear') on.clear()
    if (task) actOn(task, key)
  }

  function actOn(task: TaskLine, key: DeskKey): void {
    if (key.kind === 'move') on.setCursor(Math.max(0, Math.min(rows.length - 1, at + key.by)))
    if (key.kind === 'choose') on.toggle(task.id)
    if (key.kind === 'open')
      void navigate({ to: '/counties/$county/tasks/$task', params: { county: task.countyCode, task: task.id } })
    if (key.kind === 'act') {
      const tasks = chosen.length > 0 ? chosen : [task]
      if (actsFor(tasks, may).includes(key.act)) on.setDoing({ act: key.act, tasks })
    }
  }

  const onPress = useEffectEvent((event: KeyboardEvent) => {
    const key = deskKeyOf(event)
    if (!key || isBusy || isElsewhere(event, key)) return
    event.preventDefault()
    act(key)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onPress(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** Typing, open dialogs and menus, and Enter on a focused control keep their own meaning. */
function isElsewhere({ target }: KeyboardEvent, key: DeskKey): boolean {
  if (!(target instanceof Element)) return false
  if (
    target.closest(
      'input[type=text], input[type=search], textarea, [role=dialog], [role=menu], [role=listbox], .ant-select',
    )
  )
    return true
  return key.kind === 'open' && target.closest('a, button, input') !== null
}
