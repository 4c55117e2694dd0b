import type { MandatoryPart } from '#domain/documents/completeness.ts'
import type { DocumentHand, DocumentRefusal, DocumentState } from '#domain/documents/moves.ts'

const states: Readonly<Record<DocumentState, string>> = {
  draft: '还是草稿',
  in_review: '正在审核',
  issued: '已签发',
  served: '已送达',
  answered: '已回复',
  accepted: '的回复已认可',
  filed: '已归档',
  withdrawn: '已撤回',
  discarded: '已作废',
}

const hands: Readonly<Record<DocumentHand, string>> = {
  drafter: '起草人员',
  signer: '有签发权限的人',
  office: '清零办',
  recipient: '收文单位的经办人',
}

/** Why a move is refused, in the words of a county office. */
export function wordsOfRefusal(refusal: DocumentRefusal): string {
  switch (refusal.code) {
    case 'wrong_state':
      return `公文${states[refusal.state]}，不能这样办理`
    case 'not_your_hand':
      return `只有${hands[refusal.needs]}能这样办理`
    case 'other_unit':
      return '这件公文不是发给本单位的'
    case 'own_draft':
      return '起草人或最后修改人本人不能签发，须由另一人签发'
    case 'serves_nobody':
      return '没有收文单位，无处送达'
    case 'asks_no_answer':
      return '这件公文不要求回复'
    case 'not_served':
      return '还没有送达，不能归档'
    case 'not_answered':
      return '要求回复的公文，回复认可后才能归档'
    case 'being_withdrawn':
      return '撤回这件公文的通知已经起草'
    case 'own_answer':
      return '回复人本人不能认可或退回自己的回复'
  }
}

/** What is to be done about a part of a draft that is empty. */
export const wordsOfMissing: Readonly<Record<MandatoryPart, string>> = {
  title: '请填写标题',
  addressee: '请填写主送机关或受送达人',
  recipient: '请选择收文单位，否则无法送达',
  blocks: '正文是空的',
  answerDays: '请填写回复期限（工作日）',
}
