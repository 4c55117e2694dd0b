-- The rhythm of reports: how each kind is run, what units and counties hand in, the freeze of a period, the issued file.

create table report_rhythms (
  county_code   text not null references regions on delete restrict,
  id            uuid not null default uuidv7(),
  kind          text not null,
  asked_from    date,     -- null: nobody is asked to hand in; else for periods that end on or after this day
  asks_figures  boolean not null,
  freeze_days   smallint not null,
  freeze_time   text not null,
  remind_hours  smallint not null,

  constraint report_rhythm_has_one_id primary key (county_code, id),
  constraint report_rhythm_is_set_once_per_kind unique (county_code, kind),
  constraint report_rhythm_kind_is_known check (kind in ('day', 'week', 'ten_days', 'month')),
  constraint freeze_comes_soon_after_the_period check (freeze_days between 0 and 10),
  constraint freeze_time_is_a_time check (freeze_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  constraint reminder_comes_before_the_freeze check (remind_hours between 1 and 240)
);
comment on table report_rhythms is 'How a county, or the city, runs its reports 日周旬月: who hands in, when a period is frozen, when reminded. A kind without a row follows the product''s defaults.';

create table hand_ins (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  organisation_id uuid,          -- null: the county itself, to the city
  kind            text not null,
  period          text not null,
  state           text not null,
  progress        text not null default '',
  difficulties    text not null default '',
  next_plan       text not null default '',
  figures         jsonb not null default '{}',
  submitted_by    uuid references accounts on delete restrict,  -- null: never handed in yet
  submitter_name  text,
  submitted_at    timestamptz,
  is_late         boolean not null default false,
  decided_by      uuid references accounts on delete restrict,  -- null: not decided on since it was handed in
  decider_name    text,
  decided_at      timestamptz,
  decision_reason text,
  revision        integer not null default 1,

  constraint hand_in_has_one_id primary key (county_code, id),
  constraint hand_in_is_one_per_period unique nulls not distinct (county_code, kind, period, organisation_id),
  constraint hand_in_is_of_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint hand_in_kind_is_known check (kind in ('day', 'week', 'ten_days', 'month')),
  constraint hand_in_state_is_known check (state in ('draft', 'submitted', 'returned', 'accepted')),
  constraint handed_in_says_by_whom check (state = 'draft' or num_nulls(submitted_by, submitter_name, submitted_at) = 0),
  constraint handed_in_tells_progress check (state = 'draft' or progress <> ''),
  constraint decision_says_by_whom
    check (num_nulls(decided_by, decider_name, decided_at, decision_reason) = case when state in ('returned', 'accepted') then 0 else 4 end),
  constraint nobody_decides_on_his_own check (decided_by <> submitted_by),
  constraint handed_figures_are_named check (jsonb_typeof(figures) = 'object')
);
create index hand_ins_by_organisation on hand_ins (county_code, organisation_id);
create index hand_ins_by_submitter on hand_ins (submitted_by);
create index hand_ins_by_decider on hand_ins (decided_by);
comment on table hand_ins is 'What a unit hands in to its county, or a county to the city, for a period 报送: words, and numbers to be held against those counted.';

create table report_texts (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  kind        text not null,
  period      text not null,
  remarks     jsonb not null,
  revision    integer not null default 1,

  constraint report_text_has_one_id primary key (county_code, id),
  constraint report_text_is_one_per_period unique (county_code, kind, period),
  constraint report_text_kind_is_known check (kind in ('day', 'week', 'ten_days', 'month'))
);
comment on table report_texts is 'What the office writes around the numbers of a report until it is issued.';

create table report_freezes (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  kind         text not null,
  period       text not null,
  as_of        date not null,
  known_on     date not null,
  frozen_by    uuid not null references accounts on delete restrict,
  freezer_name text not null,
  frozen_at    timestamptz not null default now(),
  content      jsonb not null,

  constraint report_freeze_has_one_id primary key (county_code, id),
  constraint report_period_is_frozen_once unique (county_code, kind, period),
  constraint report_freeze_kind_is_known check (kind in ('day', 'week', 'ten_days', 'month'))
);
create index report_freezes_by_freezer on report_freezes (frozen_by);
comment on table report_freezes is 'The numbers of a period 冻结 as its report will tell them, whatever is recorded later.';

alter table bulletins
  add column document_sha256 bytea,  -- null, as below: issued before the files were kept
  add column workbook_sha256 bytea;

-- What history keeps of a hand-in. The zone is fixed: an instant reads the same whoever asks.
create function hand_in_record(hand_in hand_ins) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(hand_in) - '{county_code,id}'::text[];

-- Notices on hand-ins name no task but a period.
alter table notices add column topic text;  -- null: its kind and task say all
alter table notices drop constraint notice_is_given_once;
alter table notices add constraint notice_is_given_once
  unique nulls not distinct (county_code, person_id, kind, task_id, topic, for_day);

alter table notices drop constraint notice_kind_is_known;
alter table notices add constraint notice_kind_is_known check (kind in
  ('assigned', 'reminder', 'overdue', 'submitted', 'returned', 'written_off', 'extension', 'digest', 'yellow', 'ladder', 'urge',
   'hand_in_due', 'hand_in_returned'));

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event', 'campaign', 'scope',
   'document', 'document_issuer', 'ladder_rule', 'ladder_step', 'developer_matter', 'penalty', 'inspection', 'inspection_finding',
   'inspector_note', 'hand_in', 'report_rhythm', 'report_text', 'report_freeze'));

alter table report_rhythms enable row level security;
create policy own_counties on report_rhythms using (county_code = any (jurisdiction()));
create policy counties_read_what_their_city_asks on report_rhythms for select
  using (county_code in (select parent_code from regions where code = any (jurisdiction())));
alter table hand_ins enable row level security;
create policy own_counties on hand_ins using (county_code = any (jurisdiction()));
alter table report_texts enable row level security;
create policy own_counties on report_texts using (county_code = any (jurisdiction()));
alter table report_freezes enable row level security;
create policy own_counties on report_freezes using (county_code = any (jurisdiction()));

grant select, insert on report_rhythms, hand_ins, report_texts, report_freezes to qingling_app;
grant update (asked_from, asks_figures, freeze_days, freeze_time, remind_hours) on report_rhythms to qingling_app;
grant update (state, progress, difficulties, next_plan, figures, submitted_by, submitter_name, submitted_at, is_late, decided_by, decider_name,
              decided_at, decision_reason, revision) on hand_ins to qingling_app;
grant update (remarks, revision) on report_texts to qingling_app;
-- update is not granted on report_freezes: what is frozen stays.
