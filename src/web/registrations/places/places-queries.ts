import { placesEndpoints } from '#contract/places.ts'
import { endpointQuery } from '../../platform/api.ts'

export const placesOf = (county: string) => endpointQuery(placesEndpoints.listPlaces, { params: { county } })

export const sessionOf = (county: string, session: string) =>
  endpointQuery(placesEndpoints.getSession, { params: { county, session } })

export const queueOf = (county: string, session: string) =>
  endpointQuery(placesEndpoints.getQueue, { params: { county, session } })
