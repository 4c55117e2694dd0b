/** What a list of homes on the phone asks of each of them. */
type FilteredHome = {
  building: string
  entrance: string
  room: string
  owners: readonly { name: string; phoneShown: string | null }[]
  state: string
  attempts: number
  fields: { contact?: unknown; willingness?: unknown; nextOn?: unknown }
}

/** Which homes a visiting officer wants to see. `due`: the day to come again has come. */
export const homeFilters = [
  'open',
  'unvisited',
  'not_reached',
  'due',
  'undecided',
  'unwilling',
  'willing',
  'all',
] as const
export type HomeFilter = (typeof homeFilters)[number]

/** Whether a home is among those wanted on a day (YYYY-MM-DD). Registered homes need no visit and are only among all. */
export function isWanted({ state, attempts, fields }: FilteredHome, filter: HomeFilter, today: string): boolean {
  if (filter === 'all') return true
  if (state === 'transferred') return false
  switch (filter) {
    case 'open':
      return true
    case 'unvisited':
      return attempts === 0
    case 'not_reached':
      return fields.contact === 'not_reached' || fields.contact === 'unreachable'
    case 'due':
      return typeof fields.nextOn === 'string' && fields.nextOn <= today
    default:
      return fields.willingness === filter
  }
}

/** Where a home is, as one says it: buildings and entrances stand in the records by their number alone. */
export function placeInWords({
  building,
  entrance,
  room,
}: Pick<FilteredHome, 'building' | 'entrance' | 'room'>): string {
  return [named(building, '号楼'), named(entrance, '单元'), room].filter((part) => part !== '').join(' ')
}

const named = (name: string, word: string) => (/^\d+$/.test(name) ? `${name}${word}` : name)

/** Whether a home is meant by what was typed: building, entrance, room, owner or the shown end of a phone number. */
export function isMeant(home: FilteredHome, typed: string): boolean {
  const place = placeInWords(home).toLowerCase()
  const people = home.owners.flatMap(({ name, phoneShown }) => [name, phoneShown ?? ''])
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => place.includes(part) || people.some((told) => told.includes(part)))
}
