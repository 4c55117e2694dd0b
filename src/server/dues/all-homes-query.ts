import { type RawBuilder, sql } from 'kysely'
import type { AllDuesAsked } from '#contract/all-dues.ts'
import { deedTaxTable, reliefOfDeclaration } from '#domain/dues/deed-tax.ts'
import type { DueKind } from '#domain/dues/kinds.ts'
import type { Rate } from '#domain/dues/money.ts'
import { feeUseWords, registrationFeeTable } from '#domain/dues/registration-fee.ts'
import { officeToday } from '../platform/office-day.ts'

type Fragment = RawBuilder<unknown>

/** Money × a rate, half a fen upwards, in whole numbers: `portionOf` of src/domain/dues/money.ts. */
const portion = (fen: Fragment, parts: Fragment, of: number) =>
  sql`((2 * ${fen}::bigint * ${parts} + ${of}::bigint) / (2 * ${of}::bigint))`

const contains = (words: readonly string[]) =>
  sql.join(
    words.map((word) => sql`u.use like ${`%${word}%`}`),
    sql` or `,
  )

/**
 * What every home would owe of each kind – `county_code, estate_id, unit_id, kind, outcome, why, fen` – by the tables of
 * src/domain/dues and the rates of its county. The rules are those of `deedTax`, `maintenanceFund` and `registrationFee`,
 * said once more in SQL because two hundred thousand homes are asked at once; all-homes.test.ts holds both to the same fen.
 * `which`: a condition on the unit `u`; `few`: it holds for homes of some estates only, and dues are looked up home by home.
 */
export function computedDues(which: Fragment, asked: AllDuesAsked, few = false): Fragment {
  const declaredOn = asked.declaredOn ?? officeToday()
  const fee = registrationFeeTable[0]?.perUse
  if (!fee) throw new Error('the table of registration fees is empty')
  return sql`
    with asked as (${homesAsked(which, asked, few)}),
    worked as materialized (
      select h.county_code, h.estate_id, h.unit_id, h.is_registered, h.tax_is_assumed, h.tax_stands, h.fund_stands, h.fee_stands,
             ${taxUnknown(asked)} as tax_unknown, ${taxFen(asked, declaredOn)} as tax_fen,
             case when h.area is null then 'area' when h.storeys is null then 'storeys' when f.fen_per_m2 is null then 'rate' end as fund_unknown,
             ${portion(sql`h.area`, sql`f.fen_per_m2`, 100)} as fund_fen,
             case h.use when 'home' then ${fee.home}::bigint when 'parking_or_storage' then ${fee.parking_or_storage}::bigint else ${fee.other}::bigint end as fee_fen
        from asked as h
        left join deed_tax_rates as s on s.county_code = h.county_code and h.contract_on between s.from_on and coalesce(s.until_on, 'infinity')
        left join maintenance_fund_rates as f on f.county_code = h.county_code and f.use = h.use and h.storeys between f.storeys_from and coalesce(f.storeys_to, h.storeys)
                                              and ${declaredOn}::date between f.from_on and coalesce(f.until_on, 'infinity')
    )
    ${outcomes('deed_tax', sql`w.tax_stands`, sql`w.tax_is_assumed`, sql`coalesce(w.tax_unknown, case when w.tax_fen is null then 'rate' end)`, sql`w.tax_fen`)}
    union all
    ${outcomes('maintenance_fund', sql`w.fund_stands`, sql`false`, sql`w.fund_unknown`, sql`w.fund_fen`)}
    union all
    ${outcomes('registration_fee', sql`w.fee_stands`, sql`false`, sql`null::text`, sql`w.fee_fen`)}`
}

/** What one kind comes to for each home that was worked out; `stands`: how much of it is recorded, null: nothing. */
const outcomes = (
  kind: DueKind,
  stands: Fragment,
  isAssumed: Fragment,
  unknown: Fragment,
  fen: Fragment,
): Fragment => sql`
    select w.county_code, w.estate_id, w.unit_id, ${kind}::text as kind,
           case when ${stands} is not null then 'standing' when w.is_registered then 'registered' when ${unknown} is not null then 'unknown'
                when ${fen} = 0 then 'free' when ${isAssumed} then 'assumed' else 'to_record' end as outcome,
           case when ${stands} is null and not w.is_registered then ${unknown} end as why,
           coalesce(${stands}, case when ${unknown} is null then ${fen} end, 0) as fen
      from worked as w`

/** The homes with what is known of each; where the contract's day is not known, the one assumed. */
function homesAsked(which: Fragment, { assumedContractOn }: AllDuesAsked, few: boolean): Fragment {
  return sql`
    select u.county_code, u.estate_id, u.id as unit_id, u.transferred_on is not null as is_registered,
           (u.area_m2 * 100)::bigint as area, coalesce(a.price_fen, u.price_fen) as price, coalesce(u.floors_total, b.floors) as storeys,
           case when u.use is null or ${contains(feeUseWords.home)} then 'home' when ${contains(feeUseWords.parking_or_storage)} then 'parking_or_storage' else 'other' end as use,
           coalesce(a.contract_on, ${assumedContractOn ?? null}::date) as contract_on,
           a.contract_on is null or u.use is null or ${contains(feeUseWords.home)} as tax_is_assumed,
           d.tax as tax_stands, d.fund as fund_stands, d.fee as fee_stands
      from units as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join applications as a on a.county_code = u.county_code and a.unit_id = u.id and a.is_open
      ${few ? standingOfEach : standingOfAll}
     where ${which}`
}

const standing = sql`
  sum(amount_fen) filter (where kind = 'deed_tax')::bigint as tax, sum(amount_fen) filter (where kind = 'maintenance_fund')::bigint as fund,
  sum(amount_fen) filter (where kind = 'registration_fee')::bigint as fee`
const stands = sql`cancelled_on is null and kind in ('deed_tax', 'maintenance_fund', 'registration_fee')`

const standingOfAll = sql`
  left join (select county_code, unit_id, ${standing} from dues where unit_id is not null and ${stands}
              group by county_code, unit_id) as d on d.county_code = u.county_code and d.unit_id = u.id`
const standingOfEach = sql`
  cross join lateral (select ${standing} from dues as o where o.county_code = u.county_code and o.unit_id = u.id and ${stands}) as d`

/** What must be known before the tax of a home can be: asked in the order of `deedTax`. */
const taxUnknown = ({ assumedFamilyHome: family }: AllDuesAsked): Fragment => sql`
  case when h.contract_on is null then 'contract_day' when h.price is null then 'price'
       when h.use = 'home' and ${family ?? null}::text is null then 'family_homes'
       when h.use = 'home' and ${family !== 'further'} and h.area is null then 'area' end`

/** The lower of the contract's relief and, for those who bought before it, the declaration's; else the statutory rate. */
function taxFen({ assumedFamilyHome: family }: AllDuesAsked, declaredOn: string): Fragment {
  const statutory = portion(sql`h.price`, sql`s.per_mille`, 1000)
  if (family !== 'only' && family !== 'second') return statutory
  const cases = deedTaxTable.map(
    (row) =>
      sql`when h.contract_on between ${row.from}::date and ${row.until ?? 'infinity'}::date then ${byRelief(row, family)}`,
  )
  const later = reliefOfDeclaration(declaredOn)
  const laters = later
    ? sql`case when h.contract_on < ${later.from}::date then ${byRelief(later, family)} end`
    : sql`null`
  return sql`case when h.use <> 'home' then ${statutory} else least(case ${sql.join(cases, sql` `)} end, ${laters}) end`
}

function byRelief({ smallUpTo, rates }: (typeof deedTaxTable)[number], family: 'only' | 'second'): Fragment {
  const at = ({ parts, of }: Rate) => portion(sql`h.price`, sql`${parts}::bigint`, of)
  const { small, large } = rates[family]
  return sql`case when h.area <= ${smallUpTo}::bigint then ${at(small)} else ${at(large)} end`
}
