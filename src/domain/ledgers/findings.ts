/** A doubt about one cell, in the clerk's words. An `error` keeps its row out; a `warning` and a `notice` let it in. */
export type Finding = {
  file: string
  sheet: string
  /** `J81`; `null` when the doubt is about the whole sheet or file. */
  cell: string | null
  kind: FindingKind
  severity: Severity
  message: string
  /** Other cells the same doubt is about, e.g. the other row of a pair. */
  relatedCells: readonly string[]
  /** What to write instead, when that can be told. */
  suggestion?: string
}

export type Severity = 'error' | 'warning' | 'notice'

/** Every kind of finding and how much it weighs. The list is closed: a new doubt gets its kind here first. */
export const findingKinds = {
  id_check_digit: 'error',
  id_number_lost_digits: 'error',
  id_length: 'error',
  id_birth_date: 'error',
  uscc_check: 'error',
  duplicate_unit: 'error',
  duplicate_estate: 'warning',
  owner_id_conflict: 'error',
  area_not_positive: 'error',
  area_too_large: 'error',
  transfer_before_first: 'error',
  date_in_future: 'error',
  date_impossible: 'error',
  cert_duplicate: 'error',
  transfer_without_cert: 'error',
  unknown_estate: 'error',
  missing_mandatory: 'error',
  floor_above_total: 'error',
  unit_code_county: 'error',
  unit_code_length: 'error',
  estate_count_mismatch: 'warning',
  phone_invalid: 'warning',
  inner_over_area: 'warning',
  use_unknown: 'warning',
  reason_missing: 'warning',
  cert_year: 'warning',
  estate_first_mismatch: 'warning',
  estate_transfer_mismatch: 'warning',
  estate_area_mismatch: 'warning',
  extract_disagrees: 'warning',
  summary_disagrees: 'warning',
  mixed_reporting_dates: 'warning',
  category_unknown: 'warning',
  /** The table as a whole. */
  header_missing: 'error',
  column_missing: 'error',
  column_absent: 'warning',
  column_claimed_twice: 'error',
  table_unrecognised: 'warning',
  wrong_county: 'error',
  /** Any cell. */
  cell_error: 'error',
  number_expected: 'error',
  text_too_long: 'error',
  text_became_date: 'error',
  date_unreadable: 'error',
  date_1900: 'error',
  month_unreadable: 'warning',
  month_ambiguous: 'notice',
  merged_quantity: 'warning',
  /** Homes. */
  id_form: 'error',
  id_15_digits: 'warning',
  owner_count_mismatch: 'error',
  unit_code_form: 'error',
  place_unreadable: 'error',
  floor_unreadable: 'warning',
  transfer_without_date: 'error',
  transfer_contradiction: 'error',
  yes_no_unreadable: 'warning',
  cert_form: 'notice',
  cert_county: 'warning',
  /** Estates. */
  parcel_code_form: 'error',
  parcel_code_county: 'error',
  count_over_total: 'error',
  /** The work itself: units, meetings, problems. */
  dates_out_of_order: 'error',
  unit_without_person: 'error',
  estate_not_listed: 'warning',
  unit_not_listed: 'warning',
  record_differs: 'warning',
  write_off_day_missing: 'notice',
  /** Money. */
  receipt_twice: 'error',
} as const satisfies Record<string, Severity>

export type FindingKind = keyof typeof findingKinds
