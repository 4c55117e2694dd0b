const MiB = 1024 * 1024

/** How much of a file the server is willing to take in, in bytes. */
export type ReadingLimits = {
  maxFileBytes: number
  /** Total of what the parts of a zipped workbook may inflate to. */
  maxInflatedBytes: number
  /** How many times its packed size a part may inflate to. Real ledgers stay below 60. */
  maxInflationRatio: number
  /** Size of a file of a format that must be held in memory as a whole (xls). */
  maxWholeBytes: number
}

/** Limits that let a city's whole register pass and keep the server up. */
export const defaultLimits: ReadingLimits = {
  maxFileBytes: 200 * MiB,
  maxInflatedBytes: 6 * 1024 * MiB,
  maxInflationRatio: 250,
  maxWholeBytes: 100 * MiB,
}

/** Below this size a part is not suspected, however well it packs. */
export const suspicionStartsAtBytes = 32 * MiB
