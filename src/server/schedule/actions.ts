export { getEstateSchedule } from './estate.ts'
