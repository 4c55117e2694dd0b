import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'

/** Every state a unit went through, with the one before it: rebuilt from history alone. */
const unitStates = (counties: readonly string[]) => sql`
  select s.county_code, s.recorded_on, s.unit_now, lag(s.unit_now) over (partition by s.county_code, s.subject_id order by s.act_no) as unit_before
    from (select h.county_code, h.subject_id, h.act_no, (a.acted_at at time zone 'Asia/Shanghai')::date as recorded_on,
                 jsonb_overlay(h.change) over (partition by h.county_code, h.subject_id order by h.act_no) as unit_now
            from history as h
            join acts as a using (county_code, act_no)
           where h.county_code = any (${counties}::text[]) and h.subject_kind = 'unit') as s`

/** Every standing of a home by visits, with the one before it. */
const outreachStates = (counties: readonly string[]) => sql`
  select s.county_code, s.recorded_on, s.outreach_now, lag(s.outreach_now) over (partition by s.county_code, s.subject_id order by s.act_no) as outreach_before
    from (select h.county_code, h.subject_id, h.act_no, (a.acted_at at time zone 'Asia/Shanghai')::date as recorded_on, h.change as outreach_now
            from history as h
            join acts as a using (county_code, act_no)
           where h.county_code = any (${counties}::text[]) and h.subject_kind = 'unit_outreach' and h.change ? 'estate_id') as s`

const estateStates = (counties: readonly string[]) => sql`
  select s.county_code, s.subject_id as estate_id, s.act_no, s.recorded_on, s.estate_now,
         lag(s.estate_now) over (partition by s.county_code, s.subject_id order by s.act_no) as estate_before
    from (select h.county_code, h.subject_id, h.act_no, (a.acted_at at time zone 'Asia/Shanghai')::date as recorded_on,
                 jsonb_overlay(h.change) over (partition by h.county_code, h.subject_id order by h.act_no) as estate_now
            from history as h
            join acts as a using (county_code, act_no)
           where h.county_code = any (${counties}::text[]) and h.subject_kind = 'estate') as s`

/** The tallies as history alone gives them. */
const rebuiltTallies = (counties: readonly string[]) => sql`
  with estate_states as (${estateStates(counties)}), unit_states as (${unitStates(counties)}),
  outreach_states as (${outreachStates(counties)}), listed as (
    select county_code, estate_id, (estate_now ->> 'listed_on')::date as listed_on from estate_states where estate_before is null
  ), deltas as (
    select county_code, estate_id, 'estates' as indicator, (estate_now ->> 'listed_on')::date as day, recorded_on, 1::bigint as n
      from estate_states where estate_before is null
    union all
    select s.county_code, s.estate_id, d.indicator, (s.estate_now ->> 'stated_on')::date, s.recorded_on, coalesce(d.now, 0) - coalesce(d.was, 0)
      from estate_states as s
     cross join lateral (values
             ('stated_units', (s.estate_now ->> 'stated_units')::bigint, (s.estate_before ->> 'stated_units')::bigint),
             ('stated_first_registered', (s.estate_now ->> 'stated_first_registered')::bigint, (s.estate_before ->> 'stated_first_registered')::bigint),
             ('stated_transferred', (s.estate_now ->> 'stated_transferred')::bigint, (s.estate_before ->> 'stated_transferred')::bigint)
           ) as d (indicator, now, was)
     where d.now is distinct from d.was
    union all
    select h.county_code, l.estate_id, 'buildings', l.listed_on, (a.acted_at at time zone 'Asia/Shanghai')::date, 1
      from history as h
      join acts as a using (county_code, act_no)
      join listed as l on l.county_code = h.county_code and l.estate_id = (h.change ->> 'estate_id')::uuid
     where h.county_code = any (${counties}::text[]) and h.subject_kind = 'building' and h.change ? 'estate_id'
    union all
    select u.county_code, l.estate_id, p.indicator, p.day, u.recorded_on, s.sign * p.n
      from unit_states as u
     cross join lateral (values (u.unit_now, 1), (u.unit_before, -1)) as s (unit, sign)
      join listed as l on l.county_code = u.county_code and l.estate_id = (s.unit ->> 'estate_id')::uuid
     cross join lateral unit_points(l.listed_on, (s.unit ->> 'area_m2')::numeric, (s.unit ->> 'first_registered_on')::date,
                                    (s.unit ->> 'transferred_on')::date, s.unit ->> 'obstacle', (s.unit ->> 'obstacle_on')::date) as p
    union all
    select o.county_code, l.estate_id, p.indicator, p.day, o.recorded_on, s.sign * p.n
      from outreach_states as o
     cross join lateral (values (o.outreach_now, 1), (o.outreach_before, -1)) as s (outreach, sign)
      join listed as l on l.county_code = o.county_code and l.estate_id = (s.outreach ->> 'estate_id')::uuid
     cross join lateral outreach_points(l.listed_on, s.outreach ->> 'willingness', (s.outreach ->> 'asked_on')::date,
                                        (s.outreach ->> 'willingness_on')::date) as p
  )
  select county_code, estate_id, indicator, day, recorded_on, sum(n)::bigint as n
    from deltas group by county_code, estate_id, indicator, day, recorded_on having sum(n) <> 0`

/**
 * The county roll-up as tallies and the estates' categories over time give it: what is recorded counts in the category
 * the estate has then, and moves with the estate when that changes.
 */
const rebuiltCountyTallies = (counties: readonly string[]) => sql`
  with estate_states as (${estateStates(counties)}), categories as (
    select county_code, estate_id, recorded_on, category, before,
           coalesce(lead(recorded_on) over (partition by county_code, estate_id order by recorded_on), 'infinity') as until
      from (select *, lag(category) over (partition by county_code, estate_id order by recorded_on) as before
              from (select distinct on (county_code, estate_id, recorded_on)
                           county_code, estate_id, recorded_on, estate_now ->> 'category' as category
                      from estate_states
                     order by county_code, estate_id, recorded_on, act_no desc) as days) as changes
     where before is distinct from category
  ), booked as (
    select t.county_code, c.category, t.indicator, t.day, t.recorded_on, t.n
      from tallies as t
      join categories as c using (county_code, estate_id)
     where t.county_code = any (${counties}::text[]) and t.recorded_on >= c.recorded_on and t.recorded_on < c.until
    union all
    select t.county_code, m.category, t.indicator, t.day, c.recorded_on, m.sign * t.n
      from categories as c
      join tallies as t on t.county_code = c.county_code and t.estate_id = c.estate_id and t.recorded_on < c.recorded_on
     cross join lateral (values (c.category, 1), (c.before, -1)) as m (category, sign)
     where c.before is not null
  )
  select county_code, category, indicator, day, recorded_on, sum(n)::bigint as n
    from booked group by county_code, category, indicator, day, recorded_on having sum(n) <> 0`

/** That every figure is what the history adds up to. */
export const figureChecks: readonly Check[] = [
  {
    name: 'tallies',
    query: (counties) => sql`
      select county_code as county, concat_ws(' ', estate_id, day, indicator) as record,
             '小区指标与历史重算不符：存 ' || coalesce(kept.n, 0) || '，应为 ' || coalesce(found.n, 0) as message
        from (select * from tallies where county_code = any (${counties}::text[])) as kept
        full join (${rebuiltTallies(counties)}) as found using (county_code, estate_id, indicator, day, recorded_on)
       where coalesce(kept.n, 0) <> coalesce(found.n, 0)`,
  },
  {
    name: 'county_tallies',
    query: (counties) => sql`
      select county_code as county, concat_ws(' ', day, category, indicator) as record,
             '县级指标与小区合计不符：存 ' || coalesce(kept.n, 0) || '，应为 ' || coalesce(found.n, 0) as message
        from (select * from county_tallies where county_code = any (${counties}::text[])) as kept
        full join (${rebuiltCountyTallies(counties)}) as found using (county_code, category, indicator, day, recorded_on)
       where coalesce(kept.n, 0) <> coalesce(found.n, 0)`,
  },
]
