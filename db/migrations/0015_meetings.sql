-- Meetings 会议 of every kind, sittings 坐诊, rounds 巡诊 and consultations 会诊; what they resolved, and the log of all work.

create table meetings (
  county_code          text not null references regions on delete restrict,
  id                   uuid not null default uuidv7(),
  kind                 text not null,
  title                text not null,
  number               text,        -- null: has no number of its own (期次)
  held_on              date not null,
  starts_at            time,        -- null: the hour is not fixed
  place                text,        -- null: not said
  host_organisation_id uuid,        -- null: the host is no listed organisation
  chair                text,        -- null: not said
  state                text not null,
  minutes              text,        -- null: not written yet
  closed_by            uuid references accounts on delete restrict,  -- null: not closed
  revision             integer not null default 1,

  constraint meeting_has_one_id primary key (county_code, id),
  constraint meeting_has_a_title check (title <> ''),
  constraint meeting_kind_is_known check (kind in
    ('clinic', 'round', 'consultation', 'joint', 'weekly', 'ten_day', 'coordination', 'government_office', 'standing_committee', 'on_site',
     'deliberation', 'taskforce', 'interview_unit', 'interview_developer', 'mobilisation', 'other')),
  constraint meeting_state_is_known check (state in ('planned', 'held', 'closed', 'cancelled')),
  constraint closed_meeting_says_by_whom check ((state = 'closed') = (closed_by is not null)),
  constraint meeting_host_is_known
    foreign key (county_code, host_organisation_id) references organisations (county_code, id) on delete restrict
);
create index meetings_by_day on meetings (county_code, held_on desc, id);
create index meetings_by_host on meetings (county_code, host_organisation_id);
create index meetings_by_closer on meetings (closed_by) where closed_by is not null;
comment on table meetings is 'Meetings 会议: clinics 坐诊, rounds 巡诊, consultations 会诊 and all the others the report counts.';

create table meeting_attendance (
  county_code     text not null,
  meeting_id      uuid not null,
  organisation_id uuid not null,
  person_name     text,  -- null: only the organisation is asked so far
  status          text not null,

  constraint organisation_attends_once primary key (county_code, meeting_id, organisation_id),
  constraint attendance_is_of_a_known_meeting foreign key (county_code, meeting_id) references meetings (county_code, id) on delete restrict,
  constraint attendance_is_of_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint attendance_status_is_known check (status in ('asked', 'present', 'absent', 'deputised'))
);
create index meeting_attendance_by_organisation on meeting_attendance (county_code, organisation_id);
comment on table meeting_attendance is 'Who was asked to a meeting and who came.';

create table agenda_items (
  county_code text not null,
  meeting_id  uuid not null,
  item_no     smallint not null,
  title       text not null,
  estate_id   uuid,           -- null: not about one estate
  task_id     uuid,           -- null: not about one task
  why         text not null,
  sign_rule   text not null default 'all',
  state       text not null default 'open',
  seen_at     timestamptz,    -- null: the round has not been there yet
  note        text,           -- null: nothing noted

  constraint item_has_one_number primary key (county_code, meeting_id, item_no),
  constraint item_is_of_a_known_meeting foreign key (county_code, meeting_id) references meetings (county_code, id) on delete restrict,
  constraint item_is_about_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint item_is_about_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint item_has_a_title check (title <> ''),
  constraint item_reason_is_known check (why in ('undiagnosed', 'changed', 'no_rule', 'overdue', 'referred', 'visit', 'hand')),
  constraint sign_rule_is_known check (sign_rule in ('any', 'all')),
  constraint item_state_is_known check (state in ('open', 'done', 'adjourned'))
);
create index agenda_items_by_estate on agenda_items (county_code, estate_id);
create index agenda_items_by_task on agenda_items (county_code, task_id);
comment on table agenda_items is 'What a meeting deals with, one by one: an estate of a clinic or consultation, a stop of a round, a matter.';

create table opinions (
  county_code     text not null,
  meeting_id      uuid not null,
  item_no         smallint not null,
  organisation_id uuid not null,
  stance          text not null,
  words           text,  -- null: nothing to add
  given_by        uuid not null references accounts on delete restrict,
  giver_name      text not null,
  given_at        timestamptz not null default now(),

  constraint organisation_has_one_opinion primary key (county_code, meeting_id, item_no, organisation_id),
  constraint opinion_is_on_a_known_item
    foreign key (county_code, meeting_id, item_no) references agenda_items (county_code, meeting_id, item_no) on delete restrict,
  constraint opinion_is_of_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint stance_is_known check (stance in ('agree', 'disagree', 'abstain')),
  constraint dissent_has_words check (stance <> 'disagree' or words <> '')
);
create index opinions_by_organisation on opinions (county_code, organisation_id);
create index opinions_by_giver on opinions (given_by);
comment on table opinions is 'The opinion and vote of each unit on an item; dissent is kept with its words.';

create table resolutions (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  resolution_no   integer not null,
  kind            text not null,
  matter          text not null,
  topic           text,            -- null: not sorted under a topic
  meeting_id      uuid,            -- null with item_no: taken over from a ledger, or by hand
  item_no         smallint,
  estate_id       uuid,            -- null: not about one estate
  organisation_id uuid,
  due_on          date,
  refer_to        text,            -- null: not referred
  policy_id       uuid,            -- null: no policy draft came of it
  decided_on      date not null,
  source_ref      text,            -- null: not from a ledger

  constraint resolution_has_one_id primary key (county_code, id),
  constraint resolution_has_one_number unique (county_code, resolution_no),
  constraint resolution_kind_is_known check (kind in ('task', 'case', 'rule', 'refer', 'by_law', 'advice')),
  constraint resolution_has_a_matter check (matter <> ''),
  constraint resolution_names_unit_and_day check (kind in ('advice', 'rule', 'case') or (organisation_id is not null and due_on is not null)),
  constraint referral_names_its_body check ((kind = 'refer') = (refer_to is not null)),
  constraint referral_goes_to_a_known_body check (refer_to in ('joint', 'standing_committee', 'superior')),
  constraint resolution_is_of_a_known_item
    foreign key (county_code, meeting_id, item_no) references agenda_items (county_code, meeting_id, item_no) on delete restrict,
  constraint resolution_is_about_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint resolution_is_for_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint resolution_of_a_ledger_is_taken_once unique (county_code, source_ref)
);
create index resolutions_by_item on resolutions (county_code, meeting_id, item_no);
create index resolutions_by_estate on resolutions (county_code, estate_id);
create index resolutions_by_day on resolutions (county_code, decided_on desc, resolution_no desc);
create index resolutions_by_organisation on resolutions (county_code, organisation_id);
comment on table resolutions is 'Resolutions 议定事项: unit, matter and day, and so the task itself; or a rule for one estate (一事一议) or for all, a referral, a case for the law, advice 意见建议.';

alter table tasks add constraint task_comes_from_a_known_resolution
  foreign key (county_code, resolution_id) references resolutions (county_code, id) on delete restrict;
alter table tasks add constraint task_was_issued_at_a_known_meeting
  foreign key (county_code, meeting_id) references meetings (county_code, id) on delete restrict;

create table item_photos (
  county_code text not null,
  meeting_id  uuid not null,
  item_no     smallint not null,
  photo_no    smallint not null,
  name        text not null,
  media_type  text not null,
  bytes       bigint not null,
  sha256      bytea not null,
  added_by    uuid not null references accounts on delete restrict,
  added_at    timestamptz not null default now(),

  constraint photo_has_one_number primary key (county_code, meeting_id, item_no, photo_no),
  constraint photo_is_of_a_known_item
    foreign key (county_code, meeting_id, item_no) references agenda_items (county_code, meeting_id, item_no) on delete restrict,
  constraint photo_is_not_empty check (bytes > 0)
);
create index item_photos_by_adder on item_photos (added_by);
comment on table item_photos is 'Photos taken on a round, by hash.';

create table work_events (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  kind         text not null,
  happened_on  date not null,
  number       text,      -- null here and below: not said
  host         text,
  target       text,
  estate_id    uuid,
  content      text,
  quantity     bigint not null,
  measure      text,
  people       integer,
  items        integer,
  outcome      text,
  meeting_id   uuid,      -- null: no meeting held here
  is_total     boolean not null default false,
  source_ref   text,      -- null: came of an act in this product

  constraint work_event_has_one_id primary key (county_code, id),
  constraint work_event_has_a_kind check (kind <> ''),
  constraint work_quantity_is_positive check (quantity > 0),
  constraint work_counts_are_not_negative check (least(people, items) >= 0),
  constraint work_is_about_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint work_is_of_a_known_meeting foreign key (county_code, meeting_id) references meetings (county_code, id) on delete restrict,
  constraint work_of_a_ledger_is_taken_once unique (county_code, source_ref)
);
create unique index meeting_is_counted_once on work_events (county_code, meeting_id) where meeting_id is not null;
create index work_events_by_day on work_events (county_code, happened_on, kind) include (quantity, people, items);
create index work_events_by_estate on work_events (county_code, estate_id);
comment on table work_events is 'The log of work 工作量: a meeting, a letter, an inspection, each with its day and quantity, in the county''s own words of kind. The counters of reports are its sums. is_total: a ledger gave only the sum up to that day.';

-- What history keeps of a meeting: its columns, and one entry for each unit, item, opinion and photo, so that an act need
-- only say which of them it changed. The zone is fixed: an instant reads the same whoever asks.
create function meeting_record(meeting meetings) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(meeting) - '{county_code,id}'::text[]
  || coalesce((select jsonb_object_agg('attendance_' || a.organisation_id, to_jsonb(a) - '{county_code,meeting_id,organisation_id}'::text[])
                 from meeting_attendance as a where a.county_code = meeting.county_code and a.meeting_id = meeting.id), '{}')
  || coalesce((select jsonb_object_agg('item_' || i.item_no, to_jsonb(i) - '{county_code,meeting_id,item_no}'::text[])
                 from agenda_items as i where i.county_code = meeting.county_code and i.meeting_id = meeting.id), '{}')
  || coalesce((select jsonb_object_agg('opinion_' || o.item_no || '_' || o.organisation_id,
                                       to_jsonb(o) - '{county_code,meeting_id,item_no,organisation_id}'::text[])
                 from opinions as o where o.county_code = meeting.county_code and o.meeting_id = meeting.id), '{}')
  || coalesce((select jsonb_object_agg('photo_' || p.item_no || '_' || p.photo_no, to_jsonb(p) - '{county_code,meeting_id,item_no,photo_no}'::text[])
                 from item_photos as p where p.county_code = meeting.county_code and p.meeting_id = meeting.id), '{}');

alter table meetings enable row level security;
create policy own_counties on meetings using (county_code = any (jurisdiction()));
alter table meeting_attendance enable row level security;
create policy own_counties on meeting_attendance using (county_code = any (jurisdiction()));
alter table agenda_items enable row level security;
create policy own_counties on agenda_items using (county_code = any (jurisdiction()));
alter table opinions enable row level security;
create policy own_counties on opinions using (county_code = any (jurisdiction()));
alter table resolutions enable row level security;
create policy own_counties on resolutions using (county_code = any (jurisdiction()));
alter table item_photos enable row level security;
create policy own_counties on item_photos using (county_code = any (jurisdiction()));
alter table work_events enable row level security;
create policy own_counties on work_events using (county_code = any (jurisdiction()));

grant select, insert on meetings, meeting_attendance, agenda_items, opinions, resolutions, item_photos, work_events to qingling_app;
grant update (title, held_on, starts_at, place, chair, state, minutes, closed_by, revision) on meetings to qingling_app;
grant update (person_name, status) on meeting_attendance to qingling_app;
grant update (state, seen_at, note, sign_rule) on agenda_items to qingling_app;
grant update (stance, words, given_by, giver_name, given_at) on opinions to qingling_app;
grant update (policy_id) on resolutions to qingling_app;
-- update and delete are not granted on work_events: what happened has happened.
