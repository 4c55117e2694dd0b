export { queueMessages } from './messages/queue.ts'
export { sendNow } from './messages/send.ts'
export type { GivenFields, NewVisit } from './visits/fold-visits.ts'
export { type TakenVisit, takeVisits } from './visits/take-visits.ts'
