-- The campaign itself: until when, in which steps, in which sprints, and which estates it does not pursue.

create table campaign_targets (
  county_code  text not null references regions on delete restrict,
  registration text not null,
  due_on       date not null,
  act_no       bigint not null,

  constraint target_is_set_once primary key (county_code, registration),
  constraint target_registration_is_known check (registration in ('first', 'transfer')),
  constraint target_comes_from_an_act foreign key (county_code, act_no) references acts (county_code, act_no) on delete restrict deferrable initially deferred
);
create index campaign_targets_by_act on campaign_targets (county_code, act_no);
comment on table campaign_targets is 'Until when a county clears its first and its transfer registrations; the city''s, under its own code, holds where a county has set none.';

create table campaign_milestones (
  county_code  text not null references regions on delete restrict,
  no           integer not null,
  title        text not null,
  due_on       date not null,
  reached_on   date,  -- null: not reached
  cancelled_on date,  -- null: stands
  act_no       bigint not null,

  constraint milestone_has_one_number primary key (county_code, no),
  constraint milestone_has_a_title check (title <> ''),
  constraint cancelled_milestone_is_not_reached check (num_nonnulls(reached_on, cancelled_on) <= 1),
  constraint milestone_comes_from_an_act foreign key (county_code, act_no) references acts (county_code, act_no) on delete restrict deferrable initially deferred
);
create unique index milestone_stands_once on campaign_milestones (county_code, title) where cancelled_on is null;
create index campaign_milestones_by_act on campaign_milestones (county_code, act_no);
comment on table campaign_milestones is 'Milestones 时间节点 of a county or, under its own code, of the city.';

create table campaign_sprints (
  county_code  text not null references regions on delete restrict,
  no           integer not null,
  title        text not null,
  registration text not null,
  starts_on    date not null,
  ends_on      date not null,
  target_homes integer not null,
  closed_on    date,  -- null: not closed before its end
  act_no       bigint not null,

  constraint sprint_has_one_number primary key (county_code, no),
  constraint sprint_has_a_title check (title <> ''),
  constraint sprint_registration_is_known check (registration in ('first', 'transfer')),
  constraint sprint_ends_after_its_start check (ends_on >= starts_on),
  constraint sprint_closes_after_its_start check (closed_on >= starts_on),
  constraint sprint_wants_homes check (target_homes > 0),
  constraint sprint_comes_from_an_act foreign key (county_code, act_no) references acts (county_code, act_no) on delete restrict deferrable initially deferred
);
create index campaign_sprints_by_act on campaign_sprints (county_code, act_no);
comment on table campaign_sprints is 'Sprints 百日攻坚: a dated campaign within the campaign with so many homes to register.';

create table campaign_scope (
  county_code     text not null,
  estate_id       uuid not null,
  is_in_scope     boolean not null,
  reason          text not null,
  basis           text,   -- null: brought back, which needs none
  evidence_name   text,   -- null with the next three: no paper was brought
  evidence_media  text,
  evidence_bytes  bigint,
  evidence_sha256 bytea,
  changed_on      date not null,
  act_no          bigint not null,

  constraint scope_is_said_once primary key (county_code, estate_id),
  constraint scope_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint scope_has_a_reason check (reason <> ''),
  constraint what_is_left_out_has_a_basis check (is_in_scope or coalesce(basis, '') <> ''),
  constraint scope_evidence_is_kept_whole check (num_nulls(evidence_name, evidence_media, evidence_bytes, evidence_sha256) in (0, 4)),
  constraint scope_evidence_is_not_empty check (evidence_bytes > 0),
  constraint scope_comes_from_an_act foreign key (county_code, act_no) references acts (county_code, act_no) on delete restrict deferrable initially deferred
);
create index campaign_scope_by_act on campaign_scope (county_code, act_no);
create index campaign_left_out on campaign_scope (county_code, changed_on desc, estate_id) where not is_in_scope;
comment on table campaign_scope is 'Estates taken out of the campaign 不在清零范围, or brought back. Without a row an estate is in. It stays in the ledger and in all figures; schedules, forecasts and clinics leave it out.';

-- One record per region under one name in the history, so that an act need only say which entries of it changed.
create function campaign_id(region text) returns uuid
language sql immutable parallel safe
return md5('campaign:' || region)::uuid;

create function campaign_record(region text) returns jsonb
language sql stable
return coalesce((select jsonb_build_object('settings', to_jsonb(s) - 'county_code') from campaign_settings as s where s.county_code = region), '{}')
  || coalesce((select jsonb_object_agg('target_' || t.registration, t.due_on) from campaign_targets as t where t.county_code = region), '{}')
  || coalesce((select jsonb_object_agg('milestone_' || m.no, to_jsonb(m) - '{county_code,no,act_no}'::text[])
                 from campaign_milestones as m where m.county_code = region), '{}')
  || coalesce((select jsonb_object_agg('sprint_' || s.no, to_jsonb(s) - '{county_code,no,act_no}'::text[])
                 from campaign_sprints as s where s.county_code = region), '{}')
  || coalesce((select jsonb_object_agg('day_' || to_char(d.day, 'YYYY-MM-DD'), to_jsonb(d) - '{county_code,day,act_no}'::text[])
                 from calendar_days as d where d.county_code = region), '{}')
  || coalesce((select jsonb_object_agg('year_' || y.year, true) from calendar_years as y where y.county_code = region), '{}');

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event',
   'campaign', 'scope'));

alter table campaign_targets enable row level security;
create policy everybody_reads on campaign_targets for select using (true);
create policy own_counties_set on campaign_targets for all using (county_code = any (jurisdiction()));
alter table campaign_milestones enable row level security;
create policy everybody_reads on campaign_milestones for select using (true);
create policy own_counties_set on campaign_milestones for all using (county_code = any (jurisdiction()));
alter table campaign_sprints enable row level security;
create policy everybody_reads on campaign_sprints for select using (true);
create policy own_counties_set on campaign_sprints for all using (county_code = any (jurisdiction()));
alter table campaign_scope enable row level security;
create policy own_counties on campaign_scope using (county_code = any (jurisdiction()));

grant select, insert on campaign_targets, campaign_milestones, campaign_sprints, campaign_scope to qingling_app;
grant update (due_on, act_no) on campaign_targets to qingling_app;
grant update (reached_on, cancelled_on, act_no) on campaign_milestones to qingling_app;
grant update (closed_on, act_no) on campaign_sprints to qingling_app;
grant update (is_in_scope, reason, basis, evidence_name, evidence_media, evidence_bytes, evidence_sha256, changed_on, act_no) on campaign_scope to qingling_app;
