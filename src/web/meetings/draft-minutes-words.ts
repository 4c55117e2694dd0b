import { words } from '../platform/text.ts'

export const draftMinutesWords = words(
  { title: '把会议纪要拟成公文', drafted: '纪要草稿已建立', reason: '会后拟写纪要' },
  {
    title: 'Draft the minutes as a document',
    drafted: 'Draft of the minutes made',
    reason: 'Minutes written after the meeting',
  },
)
