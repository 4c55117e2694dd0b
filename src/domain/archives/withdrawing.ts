/** A paper as the question of withdrawing it sees it. */
export type FiledPaper = {
  addedBy: string
  addedOn: string
  withdrawnOn: string | null
  isOfEnteredApplication: boolean
}

export type WithdrawRefusal = 'already_withdrawn' | 'registration_entered' | 'second_person_needed'

/**
 * Who may withdraw a paper wrongly filed: its filer on the same day, a slip of his own; afterwards only a second person.
 * What a registration was entered on stays (《不动产登记暂行条例实施细则》: papers of a registration are kept for ever).
 */
export function refuseWithdrawal(paper: FiledPaper, accountId: string, today: string): WithdrawRefusal | null {
  if (paper.withdrawnOn !== null) return 'already_withdrawn'
  if (paper.isOfEnteredApplication) return 'registration_entered'
  return paper.addedBy === accountId && paper.addedOn !== today ? 'second_person_needed' : null
}

export const withdrawWords: Readonly<Record<WithdrawRefusal, string>> = {
  already_withdrawn: '这份材料已经撤回',
  registration_entered: '这份材料所属的登记已经登簿，不能撤回',
  second_person_needed: '隔日撤回须由另一人办理',
}
