/** What a reconciliation says of a line, or of a home that was handed over and has none. `inOrder`: nobody has to look into it. */
export const resultFindings = {
  to_enter: { title: '待登簿', inOrder: true },
  entered: { title: '已据此登簿', inOrder: true },
  agreed: { title: '一致', inOrder: true },
  not_here: { title: '对方已登簿、我方未登簿', inOrder: false },
  not_there: { title: '我方已移交、对方没有', inOrder: false },
  refused_there: { title: '对方未予登簿', inOrder: false },
  other_number: { title: '证号不同', inOrder: false },
  other_day: { title: '登簿日期不同', inOrder: false },
  number_malformed: { title: '证号格式不对', inOrder: false },
  number_taken: { title: '证号已被占用', inOrder: false },
  home_unknown: { title: '查无此房', inOrder: false },
  ambiguous: { title: '对应多套房屋', inOrder: false },
  twice_in_file: { title: '文件内重复', inOrder: false },
  dates_out_of_order: { title: '日期不合逻辑', inOrder: false },
  incomplete: { title: '首次登记不齐', inOrder: false },
} as const satisfies Record<string, { title: string; inOrder: boolean }>

export type ResultFinding = keyof typeof resultFindings
export const resultFindingNames = Object.keys(resultFindings) as [ResultFinding, ...ResultFinding[]] // the keys of a literal that is not empty
