export { calendarIn } from './calendar.ts'
export { fileTasks } from './filing.ts'
export { assignSteps, type ChosenStep, type LeftStep } from './assign-steps.ts'
export { createTasks, type Office, type TaskDraft } from './issue.ts'
