/**
 * What becomes of a line of a payment list. `booked`: it pays a due; `held`: money came in that pays no due, or not whole;
 * `already`: it was booked before; `doubtful`: a person chooses; `aside`: a person set it aside; `refused`: the line is at fault.
 */
export const rowOutcomes = {
  booked: { title: '入账' },
  held: { title: '挂账' },
  already: { title: '此前已入账' },
  doubtful: { title: '存疑' },
  aside: { title: '搁置' },
  refused: { title: '退回' },
} as const

export type RowOutcome = keyof typeof rowOutcomes
export const rowOutcomeNames = Object.keys(rowOutcomes) as [RowOutcome, ...RowOutcome[]] // the keys of a literal that is not empty

/** A reason in words; `detail` is the number, name or amount it is about. */
type Reason = { outcome: RowOutcome; words: (detail: string) => string }

/** Why a line became what it is. The first reasons say how its due was found. */
export const rowReasons = {
  by_number: { outcome: 'booked', words: () => '文书号、受理号或不动产单元号一致' },
  by_id_and_place: { outcome: 'booked', words: () => '证件号和房号一致' },
  by_id: { outcome: 'booked', words: () => '证件号一致' },
  by_place_and_name: { outcome: 'booked', words: () => '房号和姓名一致' },
  by_organisation: { outcome: 'booked', words: () => '单位名称或信用代码一致' },
  by_person: { outcome: 'booked', words: () => '经办人指定' },

  more_than_owed: { outcome: 'held', words: (left) => `多缴 ${left} 元，多出部分挂账` },
  nothing_owed: { outcome: 'held', words: () => '这笔应缴已经缴清，全额挂账' },
  due_cancelled: { outcome: 'held', words: () => '这笔应缴已经撤销，全额挂账' },
  held_by_person: { outcome: 'held', words: () => '经办人决定挂账' },

  booked_before: { outcome: 'already', words: () => '凭证号、金额、日期与已入账的一致，不重复入账' },

  several: { outcome: 'doubtful', words: (n) => `有 ${n} 笔应缴都对得上` },
  contradicts: { outcome: 'doubtful', words: () => '证件号对应的房屋与所写房号不是同一户' },
  id_differs: { outcome: 'doubtful', words: () => '房号、姓名一致，证件号与台账不同' },
  name_differs: { outcome: 'doubtful', words: (name) => `证件号一致，姓名与台账不同${name && `（台账为${name}）`}` },
  place_only: { outcome: 'doubtful', words: (name) => `只有房号对得上，缴款人不是台账业主${name && `（${name}）`}` },
  name_only: { outcome: 'doubtful', words: () => '只有姓名对得上' },
  kind_unknown: { outcome: 'doubtful', words: (word) => (word ? `看不出税费种类：${word}` : '没有写明税费种类') },
  no_due: { outcome: 'doubtful', words: () => '房屋对得上，但没有登记这种应缴' },
  unknown_estate: { outcome: 'doubtful', words: (near) => `没有这个小区${near && `，是否“${near}”`}` },
  unknown_home: { outcome: 'doubtful', words: () => '这个小区没有这一户' },
  nobody: { outcome: 'doubtful', words: () => '台账中找不到这个缴款人' },

  set_aside: { outcome: 'aside', words: () => '经办人搁置，不入账' },

  amount_missing: { outcome: 'refused', words: () => '没有金额' },
  amount_unreadable: { outcome: 'refused', words: (said) => `金额看不懂：${said}` },
  amount_foreign: { outcome: 'refused', words: (said) => `只收人民币，现为 ${said}` },
  amount_not_positive: { outcome: 'refused', words: (said) => `金额须大于 0，现为 ${said}；退款请冲销原缴款` },
  amount_in_parts_of_a_fen: { outcome: 'refused', words: (said) => `金额不足一分：${said}` },
  amount_too_large: { outcome: 'refused', words: (said) => `金额过大：${said}` },
  day_missing: { outcome: 'refused', words: () => '没有缴款日期' },
  day_unreadable: { outcome: 'refused', words: (said) => `缴款日期看不懂：${said}` },
  day_impossible: { outcome: 'refused', words: (said) => `没有这一天：${said}` },
  day_in_future: { outcome: 'refused', words: (said) => `缴款日期晚于今天：${said}` },
  receipt_missing: { outcome: 'refused', words: () => '没有凭证号，无法防止重复入账' },
  receipt_lost_digits: { outcome: 'refused', words: () => '凭证号被存成数字，已经丢失末位：请改为文本' },
  receipt_twice: { outcome: 'refused', words: (row) => `凭证号与第 ${row} 行相同，一号只能入账一次` },
  receipt_differs: { outcome: 'refused', words: (booked) => `凭证号已经入账，金额或日期不同（已入账 ${booked}）` },
  receipt_reversed: { outcome: 'refused', words: () => '凭证号对应的缴款已经冲销' },
  receipt_of_run: { outcome: 'refused', words: () => '凭证号形如本县收据号，账上却没有：收据号只由系统给出' },
  nobody_named: { outcome: 'refused', words: () => '没有写缴款人、证件号，也没有写房屋' },
} as const satisfies Record<string, Reason>

export type RowReason = keyof typeof rowReasons
export const rowReasonNames = Object.keys(rowReasons) as [RowReason, ...RowReason[]] // the keys of a literal that is not empty

/** A line's reason in words. */
export const wordsOfReason = (why: RowReason, detail: string | null): string => rowReasons[why].words(detail ?? '')
