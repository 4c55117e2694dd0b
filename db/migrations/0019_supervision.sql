-- Supervision 督办: the ladder of escalation against units and developers, and what the inspectors do beside it.

create table ladder_rules (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  step         text not null,
  is_on        boolean not null,
  working_days smallint not null,
  answer_days  smallint not null,

  constraint ladder_rule_has_one_id primary key (county_code, id),
  constraint ladder_step_is_ruled_once unique (county_code, step),
  constraint ruled_step_is_known check (step in
    ('reminder', 'yellow', 'deadline_notice', 'supervision_letter', 'interview', 'bulletin', 'referral',
     'demand_letter', 'developer_interview', 'joint_discipline', 'penalty')),
  constraint ladder_days_are_sensible check (working_days between -60 and 250),
  constraint ladder_answer_days_are_sensible check (answer_days between 0 and 250)
);
comment on table ladder_rules is 'What a county (or, under its own code, the city) has set for steps of the ladder. Without a row the shipped days hold.';

create table developer_matters (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  matter_no    integer not null,
  developer_id uuid not null,
  estate_id    uuid not null,
  matter       text not null,
  basis        text not null,
  asked_on     date not null,
  due_on       date not null,
  first_due_on date not null,
  ended_on     date,  -- null with the next: the developer still owes it
  outcome      text,
  revision     integer not null default 1,

  constraint developer_matter_has_one_id primary key (county_code, id),
  constraint developer_matter_has_one_number unique (county_code, matter_no),
  constraint matter_is_of_a_known_developer foreign key (county_code, developer_id) references organisations (county_code, id) on delete restrict,
  constraint matter_is_about_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint developer_matter_says_what check (matter <> ''),
  constraint developer_matter_has_a_basis check (basis <> ''),
  constraint matter_is_due_after_it_was_asked check (first_due_on >= asked_on and due_on >= first_due_on),
  constraint ended_matter_has_an_outcome check (num_nulls(ended_on, outcome) in (0, 2))
);
create index developer_matters_open on developer_matters (county_code, due_on, id) where ended_on is null;
create index developer_matters_by_developer on developer_matters (county_code, developer_id);
create index developer_matters_by_estate on developer_matters (county_code, estate_id);
comment on table developer_matters is 'What the developer of an estate was asked to do by a day 开发企业应办事项: the subject of the ladder against developers.';

create table ladder_steps (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  step            text not null,
  task_id         uuid,  -- null: about a developer's matter
  matter_id       uuid,  -- null: about a task
  organisation_id uuid not null,
  proposed_on     date not null,
  about_due_on    date not null,
  stated          jsonb not null,
  stage           text not null,
  document_id     uuid,  -- null: no letter drafted
  decided_on      date,  -- null with the next two: nobody has decided
  decider_name    text,
  reason          text,
  revision        integer not null default 1,

  constraint ladder_step_has_one_id primary key (county_code, id),
  constraint ladder_step_is_known check (step in
    ('reminder', 'yellow', 'deadline_notice', 'supervision_letter', 'interview', 'bulletin', 'referral',
     'demand_letter', 'developer_interview', 'joint_discipline', 'penalty')),
  constraint ladder_step_has_one_subject check (num_nulls(task_id, matter_id) = 1),
  constraint ladder_step_is_about_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint ladder_step_is_about_a_known_matter foreign key (county_code, matter_id) references developer_matters (county_code, id) on delete restrict,
  constraint ladder_step_is_against_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint ladder_step_has_a_known_document foreign key (county_code, document_id) references documents (county_code, id) on delete restrict,
  constraint task_takes_each_step_once unique (county_code, task_id, step),
  constraint matter_takes_each_step_once unique (county_code, matter_id, step),
  constraint ladder_stage_is_known check (stage in ('told', 'proposed', 'drafted', 'passed_over')),
  constraint drafted_step_has_its_document check ((stage = 'drafted') = (document_id is not null)),
  constraint passing_over_has_a_reason check (stage <> 'passed_over' or reason <> ''),
  constraint ladder_step_is_decided_whole check (num_nulls(decided_on, decider_name, reason) in (0, 3)),
  constraint decided_step_says_by_whom check ((stage in ('told', 'proposed')) = (decided_on is null))
);
create index ladder_steps_by_stage on ladder_steps (county_code, stage, proposed_on, id);
create index ladder_steps_by_organisation on ladder_steps (county_code, organisation_id, proposed_on desc, id desc);
create index ladder_steps_by_document on ladder_steps (county_code, document_id) where document_id is not null;
create index ladder_steps_by_day on ladder_steps (county_code, proposed_on, step);
comment on table ladder_steps is 'Steps of the ladder as the clock proposed them; each once per task or matter. stated: what was asked, when, how late and what came before, as it was on that day.';

create table penalties (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  step_id     uuid not null,
  authority   text not null,
  basis       text not null,
  informed_on date not null,
  heard_on    date,    -- null with the next: the developer's time to speak still runs
  statement   text,
  number      text,    -- null with the next two: not decided
  decided_on  date,
  decision    text,
  revision    integer not null default 1,

  constraint penalty_has_one_id primary key (county_code, id),
  constraint penalty_comes_of_a_known_step foreign key (county_code, step_id) references ladder_steps (county_code, id) on delete restrict,
  constraint step_has_one_penalty unique (county_code, step_id),
  constraint penalty_names_its_authority check (authority <> ''),
  constraint penalty_has_a_legal_basis check (basis <> ''),
  constraint hearing_is_told_whole check (num_nulls(heard_on, statement) in (0, 2)),
  constraint developer_is_heard_after_being_informed check (heard_on >= informed_on),
  constraint penalty_is_decided_whole check (num_nulls(number, decided_on, decision) in (0, 3)),
  constraint nobody_is_punished_unheard check (decided_on is null or (heard_on is not null and decided_on >= heard_on))
);
comment on table penalties is 'Administrative penalties 行政处罚 of the competent authority that a ladder led to: legal basis, the notice of the right to be heard 陈述申辩, what was said, the decision. 行政处罚法 art. 44, 45, to be verified.';

create table inspections (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  inspection_no   integer not null,
  title           text not null,
  organisation_id uuid,  -- null: of no one unit
  estate_id       uuid,  -- null: of no one estate
  task_id         uuid,  -- null: of no one task
  held_on         date not null,
  checklist       jsonb not null,
  opened_by       uuid not null references accounts on delete restrict,
  opener_name     text not null,
  closed_on       date,  -- null with the next: not closed
  conclusion      text,
  revision        integer not null default 1,

  constraint inspection_has_one_id primary key (county_code, id),
  constraint inspection_has_one_number unique (county_code, inspection_no),
  constraint inspection_has_a_title check (title <> ''),
  constraint inspection_is_of_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint inspection_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint inspection_is_of_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint closed_inspection_has_a_conclusion check (num_nulls(closed_on, conclusion) in (0, 2))
);
create index inspections_by_day on inspections (county_code, held_on desc, id);
create index inspections_by_organisation on inspections (county_code, organisation_id) where organisation_id is not null;
create index inspections_by_estate on inspections (county_code, estate_id) where estate_id is not null;
create index inspections_by_task on inspections (county_code, task_id) where task_id is not null;
create index inspections_by_opener on inspections (opened_by);
comment on table inspections is 'Special inspections 专项检查. checklist: [{text, result, note}], result null until looked at.';

create table inspection_findings (
  county_code     text not null,
  id              uuid not null default uuidv7(),
  inspection_id   uuid not null,
  finding_no      smallint not null,
  words           text not null,
  organisation_id uuid not null,
  rectify_by      date not null,
  rectified_on    date,  -- null with the next: not put right
  rectified_how   text,

  constraint inspection_finding_has_one_id primary key (county_code, id),
  constraint inspection_finding_has_one_number unique (county_code, inspection_id, finding_no),
  constraint finding_is_of_a_known_inspection foreign key (county_code, inspection_id) references inspections (county_code, id) on delete restrict,
  constraint finding_is_for_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint inspection_finding_has_words check (words <> ''),
  constraint rectification_is_told_whole check (num_nulls(rectified_on, rectified_how) in (0, 2))
);
create index inspection_findings_by_organisation on inspection_findings (county_code, organisation_id);
create index inspection_findings_open on inspection_findings (county_code, rectify_by) where rectified_on is null;
comment on table inspection_findings is 'What an inspection found, which unit puts it right by which day, and that it did 整改.';

create table inspector_notes (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  kind            text not null,
  words           text not null,
  organisation_id uuid,  -- null: about no one unit
  task_id         uuid,  -- null: about no one task
  estate_id       uuid,  -- null: about no one estate
  referred_to     text,  -- null: not a clue
  made_on         date not null,
  made_by         uuid not null references accounts on delete restrict,
  maker_name      text not null,
  ended_on        date,  -- null with the next: still followed
  outcome         text,

  constraint inspector_note_has_one_id primary key (county_code, id),
  constraint inspector_note_kind_is_known check (kind in ('follow_up', 'clue', 'urge')),
  constraint inspector_note_has_words check (words <> ''),
  constraint clue_names_who_gets_it check ((kind = 'clue') = (referred_to is not null)),
  constraint urge_is_about_a_task check (kind <> 'urge' or task_id is not null),
  constraint note_is_about_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint note_is_about_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint note_is_about_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint ended_note_has_an_outcome check (num_nulls(ended_on, outcome) in (0, 2))
);
create index inspector_notes_by_day on inspector_notes (county_code, made_on desc, id);
create index inspector_notes_by_organisation on inspector_notes (county_code, organisation_id) where organisation_id is not null;
create index inspector_notes_by_task on inspector_notes (county_code, task_id) where task_id is not null;
create index inspector_notes_by_estate on inspector_notes (county_code, estate_id) where estate_id is not null;
create index inspector_notes_by_maker on inspector_notes (made_by);
comment on table inspector_notes is 'What an inspector does beside inspections: follow-up 跟踪督办, clue referral 线索移交, urging the person responsible 催办.';

-- An issued letter, an inspection and a follow-up count once in the log of work.
alter table work_events
  add column document_id   uuid,
  add column inspection_id uuid,
  add column note_id       uuid,
  add constraint work_is_of_a_known_document foreign key (county_code, document_id) references documents (county_code, id) on delete restrict,
  add constraint work_is_of_a_known_inspection foreign key (county_code, inspection_id) references inspections (county_code, id) on delete restrict,
  add constraint work_is_of_a_known_note foreign key (county_code, note_id) references inspector_notes (county_code, id) on delete restrict;
create unique index document_is_counted_once on work_events (county_code, document_id) where document_id is not null;
create unique index inspection_is_counted_once on work_events (county_code, inspection_id) where inspection_id is not null;
create unique index note_is_counted_once on work_events (county_code, note_id) where note_id is not null;

alter table notices drop constraint notice_kind_is_known;
alter table notices add constraint notice_kind_is_known check (kind in
  ('assigned', 'reminder', 'overdue', 'submitted', 'returned', 'written_off', 'extension', 'digest', 'yellow', 'ladder', 'urge'));

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event', 'campaign', 'scope',
   'document', 'document_issuer', 'ladder_rule', 'ladder_step', 'developer_matter', 'penalty', 'inspection', 'inspection_finding',
   'inspector_note'));

alter table ladder_rules enable row level security;
create policy everybody_reads on ladder_rules for select using (true);
create policy own_counties_set on ladder_rules for all using (county_code = any (jurisdiction()));
alter table developer_matters enable row level security;
create policy own_counties on developer_matters using (county_code = any (jurisdiction()));
alter table ladder_steps enable row level security;
create policy own_counties on ladder_steps using (county_code = any (jurisdiction()));
alter table penalties enable row level security;
create policy own_counties on penalties using (county_code = any (jurisdiction()));
alter table inspections enable row level security;
create policy own_counties on inspections using (county_code = any (jurisdiction()));
alter table inspection_findings enable row level security;
create policy own_counties on inspection_findings using (county_code = any (jurisdiction()));
alter table inspector_notes enable row level security;
create policy own_counties on inspector_notes using (county_code = any (jurisdiction()));

grant select, insert on ladder_rules, developer_matters, ladder_steps, penalties, inspections, inspection_findings, inspector_notes to qingling_app;
grant update (is_on, working_days, answer_days) on ladder_rules to qingling_app;
grant update (due_on, ended_on, outcome, revision) on developer_matters to qingling_app;
-- step and subject are not granted for update: another step is another row. What was stated changes only while nobody took it up.
grant update (organisation_id, proposed_on, about_due_on, stated, stage, document_id, decided_on, decider_name, reason, revision) on ladder_steps to qingling_app;
grant update (heard_on, statement, number, decided_on, decision, revision) on penalties to qingling_app;
grant update (checklist, closed_on, conclusion, revision) on inspections to qingling_app;
grant update (rectified_on, rectified_how) on inspection_findings to qingling_app;
grant update (ended_on, outcome) on inspector_notes to qingling_app;
-- What an inspector urges a second time on one day replaces what he said before.
grant update (content) on notices to qingling_app;
