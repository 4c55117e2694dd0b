import { z } from 'zod'
import { boundaryKinds, sheetKinds } from '#domain/surveys/survey.ts'

const count = z.number().int()
const text = z.string().nullable()
const number = z.number().nullable()
const fromRow = { table: count, row: count }

/** The tables of a survey as they were read; the shape of `domain/surveys/survey.ts`. */
export const SurveyContent = z.object({
  meridian: count,
  tables: z.array(z.object({ kind: z.enum(sheetKinds), sheet: z.string(), columns: z.record(z.string(), z.string()) })),
  parcels: z.array(
    z.object({
      ...fromRow,
      code: text,
      location: text,
      use: text,
      areaM2: number,
      approvedM2: number,
      approvalNo: text,
    }),
  ),
  boundaries: z.array(
    z.object({
      table: count,
      parcel: text,
      building: text,
      kind: z.enum(boundaryKinds),
      ring: count,
      coordinates: z.enum(['degrees', 'metres']),
      points: z.array(z.object({ no: z.string(), north: z.number(), east: z.number(), row: count })),
    }),
  ),
  buildings: z.array(
    z.object({
      ...fromRow,
      building: z.string(),
      name: text,
      parcel: text,
      floors: number,
      floorsAbove: number,
      floorsBelow: number,
      use: text,
      structure: text,
      units: number,
      areaM2: number,
      predictedM2: number,
    }),
  ),
  parts: z.array(
    z.object({ ...fromRow, building: z.string(), part: z.string(), door: text, areaM2: number, predictedM2: number }),
  ),
  entrances: z.array(z.object({ ...fromRow, building: z.string(), entrance: z.string(), units: number })),
  floors: z.array(
    z.object({
      ...fromRow,
      building: z.string(),
      floor: count,
      nominal: text,
      areaM2: number,
      innerM2: number,
      sharedM2: number,
    }),
  ),
  units: z.array(
    z.object({
      ...fromRow,
      building: z.string(),
      part: text,
      entrance: z.string(),
      room: z.string(),
      floor: number,
      nominal: text,
      code: text,
      proposedCode: text,
      use: text,
      structure: text,
      areaM2: number,
      innerM2: number,
      sharedM2: number,
      coefficient: number,
      predictedM2: number,
      predictedInnerM2: number,
      predictedSharedM2: number,
      landM2: number,
    }),
  ),
})
