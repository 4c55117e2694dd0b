import type { Charge, Person, ResponsibleUnit } from '#contract/responsibility.ts'
import type { Posting } from './responsibility-data.ts'

/** What somebody is about to change of who answers for what. */
export type Doing =
  | { act: 'addUnit' | 'addPerson' | 'charge' }
  | { act: 'post' | 'describe'; unit: ResponsibleUnit }
  | { act: 'endPosting'; posting: Posting; unit: ResponsibleUnit }
  | { act: 'endCharge'; charge: Charge }
  | { act: 'link' | 'handOver'; person: Person }

/** How a table offers acts; absent where the reader may only look. */
export type OnDo = ((doing: Doing) => void) | undefined
