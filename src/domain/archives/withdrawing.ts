/** A paper as the question of withdrawing it sees it. */
export type FiledPaper = {
  addedBy: string
  addedOn: string
  withdrawnOn: string | null
  isOfEnteredApplication: boolean
}

/** Who wants to withdraw it: one who sees the whole archive, or one to whom it is at most shared. */
export type Withdrawer = { accountId: string; seesAll: boolean }

export type WithdrawRefusal = 'not_yours' | 'already_withdrawn' | 'registration_entered' | 'second_person_needed'

/**
 * Who may withdraw a paper wrongly filed: its filer on the same day, a slip of his own; afterwards only a second person
 * who keeps the archive – never one with whom it is only shared.
 * What a registration was entered on stays (《不动产登记暂行条例实施细则》: papers of a registration are kept for ever).
 */
export function refuseWithdrawal(
  paper: FiledPaper,
  { accountId, seesAll }: Withdrawer,
  today: string,
): WithdrawRefusal | null {
  if (!seesAll && paper.addedBy !== accountId) return 'not_yours'
  if (paper.withdrawnOn !== null) return 'already_withdrawn'
  if (paper.isOfEnteredApplication) return 'registration_entered'
  return paper.addedBy === accountId && paper.addedOn !== today ? 'second_person_needed' : null
}

export const withdrawWords: Readonly<Record<WithdrawRefusal, string>> = {
  not_yours: '这份材料不是您归档的，只能查看',
  already_withdrawn: '这份材料已经撤回',
  registration_entered: '这份材料所属的登记已经登簿，不能撤回',
  second_person_needed: '隔日撤回须由另一人办理',
}
