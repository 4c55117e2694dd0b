export { countIssuedDocuments } from './counted.ts'
