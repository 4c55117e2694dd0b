import type { Charge } from '#contract/responsibility.ts'

/** What a form names of the places somebody is to look after: of one scope, one or several. */
export type Places = {
  scope: Charge['scope']
  townshipCodes?: string[]
  estateIds?: string[]
  estateId?: string
  buildingIds?: string[]
  buildingId?: string
  floors?: number[]
}

/** Each place by itself, named by what its scope needs and by nothing else. */
export function placesOf(places: Places) {
  const { scope, townshipCodes = [], estateIds = [], estateId = null, buildingIds = [], buildingId = null } = places
  const nowhere = { scope, townshipCode: null, estateId: null, buildingId: null, floor: null }
  switch (scope) {
    case 'county':
      return [nowhere]
    case 'township':
      return townshipCodes.map((townshipCode) => ({ ...nowhere, townshipCode }))
    case 'estate':
      return estateIds.map((id) => ({ ...nowhere, estateId: id }))
    case 'building':
      return buildingIds.map((id) => ({ ...nowhere, estateId, buildingId: id }))
    case 'floor':
      return (places.floors ?? []).map((floor) => ({ ...nowhere, estateId, buildingId, floor }))
  }
}
