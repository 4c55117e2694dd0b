-- The campaign's calendar and settings. Public holidays 2004–2026 come with the release; a city adds and corrects days.

create table calendar_days (
  county_code text not null references regions on delete restrict,
  day         date not null,
  is_workday  boolean not null,
  name        text not null,
  act_no      bigint not null,

  constraint calendar_day_is_said_once primary key (county_code, day),
  constraint calendar_day_has_a_name check (name <> ''),
  constraint calendar_day_comes_from_an_act foreign key (county_code, act_no) references acts (county_code, act_no) on delete restrict deferrable initially deferred
);
create index calendar_days_by_act on calendar_days (county_code, act_no);
comment on table calendar_days is 'Corrections of the shipped working-day calendar by the city''s office, under the city''s own code: holidays, make-up days 调休.';

create table calendar_years (
  county_code text not null references regions on delete restrict,
  year        integer not null,
  act_no      bigint not null,

  constraint calendar_year_is_published_once primary key (county_code, year),
  constraint calendar_year_comes_from_an_act foreign key (county_code, act_no) references acts (county_code, act_no) on delete restrict deferrable initially deferred
);
create index calendar_years_by_act on calendar_years (county_code, act_no);
comment on table calendar_years is 'Years beyond the shipped calendar whose holidays the city''s office has entered. Terms that run into any other year are provisional.';

create table campaign_settings (
  county_code       text not null references regions on delete restrict,
  yellow_days       integer not null default 3,
  reminder_days     integer[] not null default '{3,1}',
  default_step_days integer not null default 5,

  constraint settings_are_kept_once primary key (county_code),
  constraint yellow_days_are_sensible check (yellow_days between 0 and 60),
  constraint default_step_days_are_sensible check (default_step_days between 1 and 250)
);
comment on table campaign_settings is 'What a county (or, under its own code, the city) has set for its tasks: when one turns yellow, when to remind, working days of a step nobody has fixed. Without a row the defaults hold.';

alter table calendar_days enable row level security;
create policy everybody_reads on calendar_days for select using (true);
create policy own_city_corrects on calendar_days for all using (county_code = any (jurisdiction()));
alter table calendar_years enable row level security;
create policy everybody_reads on calendar_years for select using (true);
create policy own_city_publishes on calendar_years for all using (county_code = any (jurisdiction()));
alter table campaign_settings enable row level security;
create policy everybody_reads on campaign_settings for select using (true);
create policy own_counties_set on campaign_settings for all using (county_code = any (jurisdiction()));

grant select, insert, update on calendar_days, campaign_settings to qingling_app;
grant select, insert on calendar_years to qingling_app;
