export { logIssuedDocuments } from './counted.ts'
