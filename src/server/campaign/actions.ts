export { countdownOf } from './countdown.ts'
export { isLeftOut } from './left-out.ts'
