export { createTasks, type Office, type TaskDraft } from './issue.ts'
