import type { Place } from '../platform/place.ts'

/** Where the menu leads for visits and what people outside bring. */
export const outreachPlaces: readonly Place[] = []
