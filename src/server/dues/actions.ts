export { bookLines } from './books.ts'
export { duesFigures, lastDueDay } from './figures.ts'
