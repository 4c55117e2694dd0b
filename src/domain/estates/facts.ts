/** What can be known of an estate; each fact known or unknown, with source and day. Order of the estate file. */
export const estateFacts = [
  'land_acquisition',
  'approved_land_m2',
  'surveyed_land_m2',
  'excess_land_m2',
  'planning',
  'fire',
  'acceptance',
  'civil_defence',
  'quality',
  'problems',
  'treatment',
  'first_certificate_no',
] as const

export type EstateFact = (typeof estateFacts)[number]
