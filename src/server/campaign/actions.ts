export { isLeftOut } from './left-out.ts'
