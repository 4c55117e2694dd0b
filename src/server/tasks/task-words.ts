import type { TaskLine } from '#contract/tasks.ts'
import type { TaskLight } from '#domain/tasks/lights.ts'
import type { TaskHand, TaskRefusal, TaskState } from '#domain/tasks/moves.ts'

export const stateWords: Readonly<Record<TaskState, string>> = {
  issued: '已下达',
  received: '已签收',
  working: '办理中',
  paused: '已暂停',
  submitted: '已提交',
  returned: '已退回',
  accepted: '已验收',
  written_off: '已销号',
  cancelled: '已撤销',
}

export const sourceWords: Readonly<Record<TaskLine['source'], string>> = {
  diagnosis: '诊断路径',
  resolution: '议定事项',
  ledger: '台账导入',
  hand: '手工下达',
}

export const lightWords: Readonly<Record<TaskLight, string>> = {
  grey: '灰',
  green: '绿',
  yellow: '黄',
  red: '红',
  blue: '蓝',
}

const hands: Readonly<Record<TaskHand, string>> = {
  holder: '责任单位或清零办',
  checker: '有验收权限的人',
  office: '清零办',
}

/** Why a move is refused, in the words of a county office. */
export function wordsOfRefusal(refusal: TaskRefusal): string {
  switch (refusal.code) {
    case 'wrong_state':
      return `任务${stateWords[refusal.state]}，不能这样办理`
    case 'not_your_hand':
      return `只有${hands[refusal.needs]}能这样办理`
    case 'other_unit':
      return '这是其他单位的任务'
    case 'own_submission':
      return '提交人本人不能验收、退回或销号，须由另一人办理'
    case 'no_evidence':
      return '还没有上传新的佐证材料，不能提交'
    case 'waits_for_others':
      return `还有${refusal.n}件前置任务没有销号`
  }
}
