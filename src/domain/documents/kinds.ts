/** How a document is laid out on paper (GB/T 9704-2012): with the red header, as a letter, as minutes, or as a plain form. */
const documentForms = ['order', 'letter', 'minutes', 'plain'] as const
export type DocumentForm = (typeof documentForms)[number]

/** To whom a document goes: responsible units, developers, owners, everybody, or nobody but the file. */
export type Recipient = 'unit' | 'developer' | 'owner' | 'public' | 'file'

/**
 * Kinds of documents the campaign issues. `word`: what stands before the year in the number, 晋方清零办〔2022〕1号 for
 * those without one; kinds of one word share one run of numbers. `counter`: the word under which work logs and reports
 * count one that was issued. `asksAnswer`: the recipient has to answer by a day.
 */
export const documentKinds = {
  notice: { title: '通知', form: 'order', to: 'unit', word: '', counter: '印发文件', asksAnswer: false },
  letter: { title: '函', form: 'letter', to: 'unit', word: '函', counter: '印发文件', asksAnswer: false },
  supervision_letter: { title: '督办函', form: 'letter', to: 'unit', word: '督', counter: '督办函', asksAnswer: true },
  deadline_notice: {
    title: '限时办结通知书',
    form: 'letter',
    to: 'unit',
    word: '限',
    counter: '限时办结通知书',
    asksAnswer: true,
  },
  demand_letter: { title: '催告函', form: 'letter', to: 'developer', word: '催', counter: '催告函', asksAnswer: true },
  interview_notice: { title: '约谈通知书', form: 'letter', to: 'unit', word: '约', counter: null, asksAnswer: false },
  interview_record: { title: '约谈记录', form: 'plain', to: 'file', word: '谈', counter: null, asksAnswer: false },
  minutes: {
    title: '会议纪要',
    form: 'minutes',
    to: 'unit',
    word: '纪',
    counter: '机制通知和会议纪要',
    asksAnswer: false,
  },
  weekly_list: {
    title: '周汇报任务清单',
    form: 'order',
    to: 'unit',
    word: '周',
    counter: '周汇报任务清单',
    asksAnswer: false,
  },
  brief: { title: '工作简报', form: 'order', to: 'unit', word: '简', counter: '工作简报', asksAnswer: false },
  bulletin: { title: '通报', form: 'order', to: 'unit', word: '通', counter: '通报', asksAnswer: false },
  public_notice: { title: '公示', form: 'plain', to: 'public', word: '公', counter: '公示', asksAnswer: false },
  appraisal: { title: '认定意见', form: 'order', to: 'unit', word: '认', counter: '认定意见', asksAnswer: false },
  charter: { title: '职责分工', form: 'order', to: 'unit', word: '职', counter: null, asksAnswer: false },
  task_book: { title: '任务书', form: 'order', to: 'unit', word: '任', counter: null, asksAnswer: false },
  missing_papers: { title: '一次性告知书', form: 'plain', to: 'owner', word: '告', counter: null, asksAnswer: false },
  refusal: {
    title: '不予受理（补正）通知书',
    form: 'plain',
    to: 'owner',
    word: '补',
    counter: null,
    asksAnswer: false,
  },
  authorisation: { title: '授权委托书', form: 'plain', to: 'file', word: '委', counter: null, asksAnswer: false },
  commitment: { title: '承诺书', form: 'plain', to: 'file', word: '承', counter: null, asksAnswer: false },
  proof_of_service: { title: '送达回证', form: 'plain', to: 'file', word: '送', counter: null, asksAnswer: false },
} as const satisfies Record<
  string,
  { title: string; form: DocumentForm; to: Recipient; word: string; counter: string | null; asksAnswer: boolean }
>

export type DocumentKind = keyof typeof documentKinds

export const documentKindNames = Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]] // the keys of a literal that is not empty
