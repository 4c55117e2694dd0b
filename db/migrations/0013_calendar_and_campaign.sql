-- The campaign's calendar, targets and scope. Public holidays 2004–2026 come with the release; a city adds and corrects days.

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
  county_code           text not null references regions on delete restrict,
  first_target_on       date,  -- null: not set
  transfer_target_on    date,  -- null: not set
  yellow_days           integer not null default 3,
  reminder_days         integer[] not null default '{3,1}',
  default_step_days     integer not null default 5,
  size_weight           numeric(4, 2) not null default 0.40,
  ease_weight           numeric(4, 2) not null default 0.40,
  nearness_weight       numeric(4, 2) not null default 0.20,
  revision              integer not null default 1,

  constraint settings_are_kept_once primary key (county_code),
  constraint transfer_target_follows_first check (transfer_target_on >= first_target_on),
  constraint yellow_days_are_sensible check (yellow_days between 0 and 60),
  constraint default_step_days_are_sensible check (default_step_days between 1 and 250),
  constraint weights_are_shares check (least(size_weight, ease_weight, nearness_weight) >= 0 and greatest(size_weight, ease_weight, nearness_weight) <= 1)
);
comment on table campaign_settings is 'What a county (or, under its own code, the city) has set for its campaign: targets, when a task turns yellow, when to remind, working days of a step nobody has fixed, weights of the order of work.';

create table milestones (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  title        text not null,
  due_on       date not null,
  indicator    text not null,
  share        numeric(5, 4) not null,

  constraint milestone_has_one_id primary key (county_code, id),
  constraint milestone_has_a_title check (title <> ''),
  constraint milestone_indicator_is_known check (indicator in ('first_registered', 'transferred')),
  constraint milestone_share_is_a_share check (share > 0 and share <= 1)
);
comment on table milestones is 'Time nodes 时间节点 of the campaign: by this day this share of the homes on the list.';

create table sprints (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  name        text not null,
  from_on     date not null,
  until_on    date not null,
  indicator   text not null,
  target      integer not null,
  closed_on   date,  -- null: running or to come

  constraint sprint_has_one_id primary key (county_code, id),
  constraint sprint_has_a_name check (name <> ''),
  constraint sprint_ends_after_it_began check (until_on >= from_on),
  constraint sprint_indicator_is_known check (indicator in ('first_registered', 'transferred', 'tasks_written_off')),
  constraint sprint_target_is_positive check (target > 0)
);
comment on table sprints is 'Sprints 百日攻坚: a dated campaign within the campaign with a target of its own.';

create table scope_decisions (
  county_code  text not null,
  estate_id    uuid not null,
  act_no       bigint not null,
  is_in_scope  boolean not null,
  decided_on   date not null,
  basis        text not null,

  constraint scope_is_decided_once_per_act primary key (county_code, estate_id, act_no),
  constraint scope_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint scope_decision_comes_from_an_act foreign key (county_code, act_no) references acts (county_code, act_no) on delete restrict deferrable initially deferred,
  constraint scope_decision_has_a_basis check (basis <> '')
);
create index scope_decisions_by_act on scope_decisions (county_code, act_no);
comment on table scope_decisions is 'Which estates are taken out of the work of the campaign, and back in: the latest act counts, with the document it rests on. The ledger keeps counting what is out.';

alter table calendar_days enable row level security;
create policy everybody_reads on calendar_days for select using (true);
create policy own_city_corrects on calendar_days for all using (county_code = any (jurisdiction()));
alter table calendar_years enable row level security;
create policy everybody_reads on calendar_years for select using (true);
create policy own_city_publishes on calendar_years for all using (county_code = any (jurisdiction()));
alter table campaign_settings enable row level security;
create policy everybody_reads on campaign_settings for select using (true);
create policy own_counties_set on campaign_settings for all using (county_code = any (jurisdiction()));
alter table milestones enable row level security;
create policy everybody_reads on milestones for select using (true);
create policy own_counties_set on milestones for all using (county_code = any (jurisdiction()));
alter table sprints enable row level security;
create policy own_counties on sprints using (county_code = any (jurisdiction()));
alter table scope_decisions enable row level security;
create policy own_counties on scope_decisions using (county_code = any (jurisdiction()));

grant select, insert, update on calendar_days, campaign_settings to qingling_app;
grant select, insert on calendar_years to qingling_app;
grant select, insert, update, delete on milestones to qingling_app;
grant select, insert, update on sprints to qingling_app;
-- update and delete are not granted on scope_decisions: another decision is another act.
grant select, insert on scope_decisions to qingling_app;
