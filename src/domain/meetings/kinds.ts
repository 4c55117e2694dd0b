/** Kinds of meetings the report counts; `counter` is the word under which work logs and reports count one that was held. */
export const meetingKinds = {
  clinic: { title: '坐诊', counter: '坐诊' },
  round: { title: '巡诊', counter: '巡诊' },
  consultation: { title: '会诊', counter: '集中研判（会诊）' },
  joint: { title: '联席会议', counter: '联席会议' },
  weekly: { title: '周例会', counter: '周例会' },
  ten_day: { title: '旬调度', counter: '旬调度' },
  coordination: { title: '协调推进会', counter: '协调推进会' },
  government_office: { title: '政府办公会议', counter: '县政府办公会议' },
  standing_committee: { title: '县政府常务会专题', counter: '提交县政府常务会专题研讨' },
  on_site: { title: '现场办公', counter: '现场办公' },
  deliberation: { title: '会商研判', counter: '会商研判' },
  taskforce: { title: '专班会议', counter: '专班会议' },
  interview_unit: { title: '约谈责任单位', counter: '约谈责任单位一把手' },
  interview_developer: { title: '约谈开发商', counter: '约谈开发商' },
  mobilisation: { title: '动员部署会', counter: '动员部署会' },
  other: { title: '其他会议', counter: '其他会议' },
} as const satisfies Record<string, { title: string; counter: string }>

export type MeetingKind = keyof typeof meetingKinds

export const meetingKindNames = Object.keys(meetingKinds) as MeetingKind[] // the keys of a literal
