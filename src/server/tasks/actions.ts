export { calendarIn } from './calendar.ts'
export { fileTasks } from './filing.ts'
export { createTasks, type Office, type TaskDraft } from './issue.ts'
