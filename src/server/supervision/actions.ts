export { countIssuedDocuments } from './counted.ts'
export { withLadders } from './wall.ts'
