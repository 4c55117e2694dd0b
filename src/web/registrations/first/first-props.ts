import type { FirstRegistration } from '#contract/first-registration-shapes.ts'
import { openApplicationStates } from '#domain/registrations/states.ts'

export type FirstProps = { first: FirstRegistration }

/** Whether anything may still be done with an application. */
export const isOpen = ({ state }: FirstRegistration): boolean => openApplicationStates.includes(state)
