import type { TaskState } from '#domain/tasks/moves.ts'

export type StepStatus = 'process' | 'wait' | 'error' | 'finish'

/**
 * Which of 签收, 办理, 提交, 验收, 销号 a task stands at, from 0, and how: returned work is wrong, paused and cancelled
 * work waits where it was.
 */
export function stepOf(task: { state: TaskState; pausedFrom: TaskState | null }): { step: number; status: StepStatus } {
  switch (task.state) {
    case 'issued':
      return { step: 0, status: 'process' }
    case 'received':
    case 'working':
      return { step: 1, status: 'process' }
    case 'returned':
      return { step: 1, status: 'error' }
    case 'submitted':
      return { step: 3, status: 'process' }
    case 'accepted':
      return { step: 4, status: 'process' }
    case 'written_off':
      return { step: 5, status: 'finish' }
    case 'paused':
      return { ...stepOf({ state: task.pausedFrom ?? 'received', pausedFrom: null }), status: 'wait' }
    case 'cancelled':
      return { step: 0, status: 'wait' }
  }
}
