export { draftDocument, type NewDocument } from './draft.ts'
export { type DocumentStanding, documentStandings } from './standings.ts'
