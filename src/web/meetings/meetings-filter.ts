import type { MeetingLine } from '#contract/meeting-shapes.ts'

/** What the meetings of a page are narrowed to, as its address says; the server checks every value again. */
export type MeetingsFilterProps = { region: string; kind: string | undefined; state: string | undefined }

export const narrowedTo = ({ kind, state }: MeetingsFilterProps) => ({
  kind: kind as MeetingLine['kind'] | undefined, // a wrong one in the address is refused by the server in words
  state: state as MeetingLine['state'] | undefined, // likewise
})
