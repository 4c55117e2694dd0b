-- Tasks 任务: what somebody must have done by a day, what proves it, and everything that happened to it.

create table tasks (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  task_no         integer not null,
  title           text not null,
  wanted          text not null,
  source          text not null,
  source_ref      text,          -- null: not from a ledger; its file, sheet and row, under which it is known again
  estate_id       uuid,          -- null: not about one estate
  registration    text,          -- null with the next two: not a step of a diagnosis
  requirement     text,
  rule            text,
  step            text,
  meeting_id      uuid,          -- null: not issued at a sitting or meeting
  resolution_id   uuid,          -- null: not from a resolution
  organisation_id uuid not null,
  person_id       uuid,          -- null: done before anybody was named, as an older ledger tells it
  issued_on       date not null,
  starts_on       date not null,
  due_on          date not null,
  first_due_on    date not null,
  working_days    integer,       -- null: the day was set as such, not counted
  produces        jsonb not null default '[]',
  homes           integer not null default 0,
  state           text not null,
  state_on        date not null,
  paused_from     text,          -- null: not paused; the state it goes back to
  submitted_by    uuid references accounts on delete restrict,  -- null: nothing submitted here
  checked_by      uuid references accounts on delete restrict,  -- null: not accepted here
  written_off_by  uuid references accounts on delete restrict,  -- null: not written off here
  written_off_on  date,
  light           text not null,
  light_on        date not null,
  revision        integer not null default 1,

  constraint task_has_one_id primary key (county_code, id),
  constraint task_has_one_number unique (county_code, task_no),
  constraint task_has_a_title check (title <> ''),
  constraint task_source_is_known check (source in ('diagnosis', 'resolution', 'ledger', 'hand')),
  constraint task_of_a_ledger_is_taken_once unique (county_code, source_ref),
  constraint task_is_about_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint task_registration_is_known check (registration in ('first', 'transfer')),
  constraint step_is_named_whole check (num_nulls(rule, step, registration) in (0, 3)),
  constraint task_is_of_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint task_is_of_a_known_person foreign key (county_code, person_id) references people (county_code, id) on delete restrict,
  constraint task_state_is_known check (state in
    ('issued', 'received', 'working', 'paused', 'submitted', 'returned', 'accepted', 'written_off', 'cancelled')),
  constraint task_goes_back_to_a_known_state check (paused_from in ('issued', 'received', 'working', 'returned')),
  constraint only_a_paused_task_goes_back check ((state = 'paused') = (paused_from is not null)),
  constraint open_task_has_a_named_person check (person_id is not null or state in ('written_off', 'cancelled')),
  constraint task_is_due_after_its_start check (due_on >= starts_on),
  constraint task_starts_after_it_is_issued check (starts_on >= issued_on),
  constraint task_days_are_positive check (working_days > 0),
  constraint task_homes_are_not_negative check (homes >= 0),
  constraint write_off_has_its_day check ((state = 'written_off') = (written_off_on is not null)),
  constraint write_off_names_who_did_it check (state <> 'written_off' or source = 'ledger' or (submitted_by is not null and written_off_by is not null)),
  constraint write_off_is_by_a_second_person check (written_off_by <> submitted_by),
  constraint acceptance_is_by_a_second_person check (checked_by <> submitted_by),
  constraint task_light_is_known check (light in ('grey', 'green', 'yellow', 'red', 'blue')),
  constraint task_revision_starts_at_one check (revision >= 1)
);
create index tasks_open_by_person on tasks (county_code, person_id, due_on, id) include (state) where state not in ('written_off', 'cancelled');
create index tasks_open_by_organisation on tasks (county_code, organisation_id, due_on, id) where state not in ('written_off', 'cancelled');
create index tasks_open_by_due on tasks (county_code, due_on, id) include (state, submitted_by) where state not in ('written_off', 'cancelled');
create index tasks_by_due on tasks (county_code, due_on, id);
create index tasks_handed_in on tasks (county_code, due_on, id) include (state, submitted_by) where state in ('submitted', 'accepted');
create index tasks_written_off on tasks (county_code, written_off_on) where state = 'written_off';
create index tasks_by_estate on tasks (county_code, estate_id);
create index tasks_by_organisation on tasks (county_code, organisation_id);
create index tasks_by_person on tasks (county_code, person_id);
create index tasks_by_resolution on tasks (county_code, resolution_id) where resolution_id is not null;
create index tasks_by_meeting on tasks (county_code, meeting_id) where meeting_id is not null;
create unique index step_is_one_open_task on tasks (county_code, estate_id, registration, rule, step)
  where rule is not null and state not in ('written_off', 'cancelled');
create index tasks_by_submitter on tasks (submitted_by) where submitted_by is not null;
create index tasks_by_checker on tasks (checked_by) where checked_by is not null;
create index tasks_by_writer_off on tasks (written_off_by) where written_off_by is not null;
comment on table tasks is 'Tasks 任务, from a step of a diagnosis, a resolution, an older ledger or by hand; each open one has a named person. homes: how many it frees or serves, as known when it was issued.';
comment on column tasks.produces is '[{fact, value}]: what is established of the estate once the task is written off, as the step of the rule says.';

create table task_needs (
  county_code text not null,
  task_id     uuid not null,
  needs_id    uuid not null,

  constraint need_is_said_once primary key (county_code, task_id, needs_id),
  constraint need_is_of_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint need_is_a_known_task foreign key (county_code, needs_id) references tasks (county_code, id) on delete restrict,
  constraint task_does_not_need_itself check (task_id <> needs_id)
);
create index task_needs_by_needed on task_needs (county_code, needs_id);
comment on table task_needs is 'Which tasks must be done before another can start.';

create table task_pauses (
  county_code text not null,
  task_id     uuid not null,
  pause_no    smallint not null,
  from_on     date not null,
  until_on    date,  -- null: still paused; the day on which work goes on
  reason      text not null,

  constraint pause_has_one_number primary key (county_code, task_id, pause_no),
  constraint pause_is_of_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint pause_ends_after_it_began check (until_on >= from_on),
  constraint pause_has_a_reason check (reason <> '')
);
create unique index one_pause_at_a_time on task_pauses (county_code, task_id) where until_on is null;
comment on table task_pauses is 'When the clock of a task stood still, and why.';

create table task_evidence (
  county_code   text not null,
  task_id       uuid not null,
  evidence_no   smallint not null,
  submission_no smallint,  -- null: brought, and not yet handed in
  name          text not null,
  media_type    text not null,
  bytes         bigint not null,
  sha256        bytea not null,
  note          text,      -- null: the paper speaks for itself
  added_by      uuid not null references accounts on delete restrict,
  adder_name    text not null,
  added_at      timestamptz not null default now(),

  constraint evidence_has_one_number primary key (county_code, task_id, evidence_no),
  constraint evidence_is_of_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint evidence_is_not_empty check (bytes > 0),
  constraint evidence_has_a_name check (name <> '')
);
create index task_evidence_by_adder on task_evidence (added_by);
comment on table task_evidence is 'Evidence 佐证 that a task is done: files by hash, numbered per task; submission_no says with which handing-in it came.';

create table task_extensions (
  county_code     text not null,
  task_id         uuid not null,
  extension_no    smallint not null,
  asked_until     date not null,
  reason          text not null,
  asked_by        uuid not null references accounts on delete restrict,
  asker_name      text not null,
  asked_on        date not null,
  decision        text,  -- null with the rest: not decided yet
  decided_by      uuid references accounts on delete restrict,
  decider_name    text,
  decided_on      date,
  decision_reason text,

  constraint extension_has_one_number primary key (county_code, task_id, extension_no),
  constraint extension_is_of_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint extension_has_a_reason check (reason <> ''),
  constraint extension_decision_is_known check (decision in ('granted', 'refused')),
  constraint extension_is_decided_whole check (num_nulls(decision, decided_by, decider_name, decided_on, decision_reason) in (0, 5)),
  constraint extension_is_decided_by_a_second_person check (decided_by <> asked_by)
);
create unique index one_extension_is_asked_at_a_time on task_extensions (county_code, task_id) where decision is null;
create index task_extensions_by_asker on task_extensions (asked_by);
create index task_extensions_by_decider on task_extensions (decided_by) where decided_by is not null;
comment on table task_extensions is 'Requests for more time 延期申请 and what a second person decided.';

create table notices (
  county_code text not null,
  id          uuid not null default uuidv7(),
  person_id   uuid not null,
  kind        text not null,
  task_id     uuid,         -- null: not about one task (a digest)
  for_day     date not null,
  content     jsonb not null,
  made_at     timestamptz not null default now(),
  read_at     timestamptz,  -- null: not read yet

  constraint notice_has_one_id primary key (county_code, id),
  constraint notice_is_to_a_known_person foreign key (county_code, person_id) references people (county_code, id) on delete restrict,
  constraint notice_is_about_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint notice_kind_is_known check (kind in
    ('assigned', 'reminder', 'overdue', 'submitted', 'returned', 'written_off', 'extension', 'digest')),
  constraint notice_is_given_once unique nulls not distinct (county_code, person_id, kind, task_id, for_day)
);
create index notices_by_task on notices (county_code, task_id);
create index notices_unread on notices (county_code, person_id) where read_at is null;
comment on table notices is 'What the product told a person: once per person, kind, task and day, however often the clock runs.';

create table clock_runs (
  county_code text not null references regions on delete restrict,
  day         date not null,
  ran_at      timestamptz not null default now(),

  constraint clock_runs_once_a_day primary key (county_code, day)
);
comment on table clock_runs is 'Days whose lights and reminders have been worked out.';

alter table exports drop constraint export_subject_is_known;
alter table exports add constraint export_subject_is_known check (subject in ('estates', 'units', 'findings', 'bulletin', 'tasks'));

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event'));

alter table tasks enable row level security;
create policy own_counties on tasks using (county_code = any (jurisdiction()));
alter table task_needs enable row level security;
create policy own_counties on task_needs using (county_code = any (jurisdiction()));
alter table task_pauses enable row level security;
create policy own_counties on task_pauses using (county_code = any (jurisdiction()));
alter table task_evidence enable row level security;
create policy own_counties on task_evidence using (county_code = any (jurisdiction()));
alter table task_extensions enable row level security;
create policy own_counties on task_extensions using (county_code = any (jurisdiction()));
alter table notices enable row level security;
create policy own_counties on notices using (county_code = any (jurisdiction()));
alter table clock_runs enable row level security;
create policy own_counties on clock_runs using (county_code = any (jurisdiction()));

grant select, insert on tasks to qingling_app;
-- title, source and step are not granted for update: another matter is another task.
grant update (resolution_id, person_id, due_on, working_days, state, state_on, paused_from, submitted_by, checked_by, written_off_by,
              written_off_on, light, light_on, revision) on tasks to qingling_app;
grant select, insert, delete on task_needs to qingling_app;
grant select, insert on task_pauses, task_evidence, task_extensions, notices, clock_runs to qingling_app;
grant update (until_on) on task_pauses to qingling_app;
grant update (submission_no) on task_evidence to qingling_app;
grant update (decision, decided_by, decider_name, decided_on, decision_reason) on task_extensions to qingling_app;
grant update (read_at) on notices to qingling_app;
