-- Figures 指标: deltas written in the transaction of the act that causes them; a figure as of a day is a sum up to it.

create table tallies (
  county_code text not null,
  estate_id   uuid not null,
  indicator   text not null,
  day         date not null,
  recorded_on date not null,
  n           bigint not null,

  constraint tally_is_kept_once primary key (county_code, estate_id, indicator, day, recorded_on),
  constraint tally_is_about_a_known_estate foreign key (county_code, estate_id) references estates on delete restrict
);
comment on table tallies is 'Deltas per estate, indicator and day. recorded_on is the day we learned it: asking with recorded_on up to a past day gives the answer given then.';

create table county_tallies (
  county_code text not null references regions on delete restrict,
  category    text not null,
  indicator   text not null,
  day         date not null,
  recorded_on date not null,
  n           bigint not null,

  constraint county_tally_is_kept_once primary key (county_code, category, indicator, day, recorded_on)
);
create index county_tallies_by_day on county_tallies (county_code, day);
comment on table county_tallies is 'The tallies rolled up per county and category, so that a city''s board does not grow with its homes.';

-- What one unit adds to which indicator on which day. The only place that says so: acts, rebuild and verify all ask here.
-- Area counts in hundredths of a square metre. A registration before the listing day counts from that day on.
create function unit_points(listed_on date, area_m2 numeric, first_registered_on date, transferred_on date, obstacle text, obstacle_on date)
  returns table (indicator text, day date, n bigint)
  language sql immutable parallel safe
  begin atomic
    select p.indicator, greatest(p.day, listed_on), p.n
      from (values ('units', listed_on, 1::bigint),
                   ('surveyed', case when area_m2 is not null then listed_on end, 1),
                   ('area_m2_x100', case when area_m2 is not null then listed_on end, (area_m2 * 100)::bigint),
                   ('first_registered', first_registered_on, 1),
                   ('transferred', transferred_on, 1),
                   ('obstacle:' || obstacle, obstacle_on, 1)) as p (indicator, day, n)
     where p.day is not null and p.indicator is not null;
  end;

alter table tallies enable row level security;
create policy own_counties on tallies using (county_code = any (jurisdiction()));
alter table county_tallies enable row level security;
create policy own_counties on county_tallies using (county_code = any (jurisdiction()));

grant select, insert, update on tallies, county_tallies to qingling_app;
