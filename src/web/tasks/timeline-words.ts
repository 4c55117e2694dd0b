import { words } from '../platform/text.ts'

/** Words for the columns a change of a task, an estate, a meeting or a resolution names. */
export const timelineWords = words(
  {
    fields: {
      state: '状态',
      due_on: '到期日',
      starts_on: '开始日',
      wanted: '办结标准',
      homes: '涉及户数',
      written_off_on: '销号日期',
      evidence: '佐证材料',
      'extension.asked_until': '申请延至',
      'extension.decision': '延期',
      category: '类别',
      location: '坐落',
      remark: '备注',
      held_on: '会议日期',
      place: '地点',
      matter: '议定事项',
      decided_on: '议定日期',
    },
    decision: { granted: '批准', refused: '不批准' },
    meetingState: { planned: '待开', held: '已开', closed: '已结束' },
  },
  {
    fields: {
      state: 'State',
      due_on: 'Due',
      starts_on: 'Starts',
      wanted: 'Done when',
      homes: 'Homes',
      written_off_on: 'Written off on',
      evidence: 'Evidence',
      'extension.asked_until': 'Asked until',
      'extension.decision': 'Extension',
      category: 'Category',
      location: 'Location',
      remark: 'Remark',
      held_on: 'Held on',
      place: 'Place',
      matter: 'Resolution',
      decided_on: 'Decided on',
    },
    decision: { granted: 'granted', refused: 'refused' },
    meetingState: { planned: 'planned', held: 'held', closed: 'closed' },
  },
)
