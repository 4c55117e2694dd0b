export { countdownOf } from './countdown.ts'
export { isLeftOut } from './left-out.ts'
export { openCampaign } from './plan.ts'
export { dueTargets } from './targets.ts'
