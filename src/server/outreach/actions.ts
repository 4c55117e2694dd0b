export type { GivenFields, NewVisit } from './visits/fold-visits.ts'
export { type TakenVisit, takeVisits } from './visits/take-visits.ts'
export { sendNow } from './messages/send.ts'
