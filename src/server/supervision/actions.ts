export { countIssuedDocuments } from './counted.ts'
export { askDeveloper, type MatterMove, moveMatters } from './developers.ts'
export { ladderOf } from './step-views.ts'
export { withLadders } from './wall.ts'
