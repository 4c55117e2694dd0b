export { bookLines } from './books.ts'
