-- What owners do themselves: papers they bring, an agent authorised by photo, questions and complaints with their answers.

-- Owners and visitors act under this account, each by a masked name. It cannot sign in.
insert into accounts (county_code, id, login, name, password_hash, disabled_at) values
  ('141100', '00000000-0000-0000-0000-000000000001', 'outside', '业主和来访人', '!', now())
on conflict do nothing;

create table owner_papers (
  county_code      text not null references regions on delete restrict,
  id               uuid not null default uuidv7(),
  unit_id          uuid not null,
  owner_digest     bytea not null,
  owner_name       text not null,
  paper            text not null,
  name             text not null,
  media_type       text not null,
  bytes            bigint not null,
  sha256           bytea not null,
  came_on          date not null,
  state            text not null default 'waiting',
  decided_by       uuid references accounts on delete restrict,  -- null with the next two: not looked at yet, or taken back
  decider_name     text,
  decided_on       date,
  decision_words   text,          -- null: nothing was wrong with it
  archived_id      uuid,          -- null: not in the archive

  constraint owner_paper_has_one_id primary key (county_code, id),
  constraint owner_paper_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint owner_paper_is_archived_in_the_archive
    foreign key (county_code, archived_id) references archive_files (county_code, id) on delete restrict,
  constraint owner_paper_kind_is_known check (paper in
    ('identity', 'contract', 'invoice', 'tax_receipt', 'fund_receipt', 'marriage', 'inheritance_deed', 'court_document', 'other')),
  constraint owner_paper_is_not_empty check (bytes > 0),
  constraint owner_paper_state_is_known check (state in ('waiting', 'accepted', 'returned', 'withdrawn')),
  constraint owner_paper_is_decided_by_somebody
    check ((state in ('accepted', 'returned')) = (decided_by is not null) and num_nulls(decided_by, decider_name, decided_on) in (0, 3)),
  constraint returned_owner_paper_says_why check (state <> 'returned' or decision_words is not null),
  constraint accepted_owner_paper_is_archived check ((state = 'accepted') = (archived_id is not null))
);
create unique index same_owner_paper_comes_once on owner_papers (county_code, unit_id, owner_digest, paper, sha256)
  where state in ('waiting', 'accepted');
create index owner_papers_waiting on owner_papers (county_code, id) where state = 'waiting';
create index owner_papers_by_unit on owner_papers (county_code, unit_id, id);
create index owner_papers_by_decider on owner_papers (decided_by) where decided_by is not null;
create index owner_papers_by_archived on owner_papers (county_code, archived_id) where archived_id is not null;
comment on table owner_papers is 'Papers an owner brings by himself 业主来件: the window looks at each, and accepts it into the archive or returns it with words the owner reads.';

create table authorisations (
  county_code        text not null references regions on delete restrict,
  id                 uuid not null default uuidv7(),
  unit_id            uuid not null,
  owner_digest       bytea not null,
  owner_name         text not null,
  agent_name         text not null,
  agent_id_cipher    bytea not null,
  agent_id_digest    bytea not null,
  agent_id_masked    text not null,
  agent_phone_cipher bytea not null,
  agent_phone_digest bytea not null,
  agent_phone_masked text not null,
  purposes           text[] not null,
  valid_until        date not null,
  begun_on           date not null,
  state              text not null default 'draft',
  sent_on            date,          -- null: not sent yet
  decided_by         uuid references accounts on delete restrict,  -- null with the next two: nobody has looked yet
  decider_name       text,
  decided_on         date,
  decision_words     text,          -- null: nothing was wrong with it
  revoked_on         date,          -- null: not taken back

  constraint authorisation_has_one_id primary key (county_code, id),
  constraint authorisation_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint authorisation_names_an_agent check (agent_name <> ''),
  constraint authorisation_purposes_are_known check (purposes <@ array['apply', 'pay', 'collect'] and cardinality(purposes) > 0),
  constraint authorisation_ends_after_it_began check (valid_until >= begun_on),
  constraint authorisation_state_is_known check (state in ('draft', 'waiting', 'accepted', 'returned', 'revoked')),
  constraint authorisation_waits_once_sent check (sent_on is not null or state in ('draft', 'revoked')),
  constraint authorisation_is_decided_whole check (num_nulls(decided_by, decider_name, decided_on) in (0, 3)),
  constraint authorisation_is_decided_by_somebody check (state not in ('accepted', 'returned') or decided_by is not null),
  constraint returned_authorisation_says_why check (state <> 'returned' or decision_words is not null),
  constraint revoked_authorisation_has_its_day check ((state = 'revoked') = (revoked_on is not null))
);
create index authorisations_waiting on authorisations (county_code, id) where state = 'waiting';
create index authorisations_by_unit on authorisations (county_code, unit_id, id);
create index authorisations_by_decider on authorisations (decided_by) where decided_by is not null;
comment on table authorisations is 'Agents an owner authorises by photo 拍照委托: looked at by eye at the window, in force from its acceptance until its day or until the owner takes it back.';

create table authorisation_photos (
  county_code      text not null,
  authorisation_id uuid not null,
  photo            text not null,
  name             text not null,
  media_type       text not null,
  bytes            bigint not null,
  sha256           bytea not null,
  archived_id      uuid,          -- null: not accepted yet

  constraint authorisation_has_each_photo_once primary key (county_code, authorisation_id, photo),
  constraint photo_is_of_a_known_authorisation
    foreign key (county_code, authorisation_id) references authorisations (county_code, id) on delete restrict,
  constraint authorisation_photo_is_archived_in_the_archive
    foreign key (county_code, archived_id) references archive_files (county_code, id) on delete restrict,
  constraint authorisation_photo_is_known check (photo in ('holding', 'form', 'owner_id', 'agent_id')),
  constraint authorisation_photo_is_not_empty check (bytes > 0)
);
create index authorisation_photos_by_archived on authorisation_photos (county_code, archived_id) where archived_id is not null;
comment on table authorisation_photos is 'The four photos of an authorisation: the owner holding his card and the signed form, the form, both cards.';

create table owner_case_terms (
  county_code  text not null references regions on delete restrict,
  working_days smallint not null,
  source       text not null,
  is_verified  boolean not null default false,

  constraint owner_case_term_is_told_once primary key (county_code),
  constraint owner_case_days_are_sensible check (working_days between 1 and 60),
  constraint owner_case_term_names_its_source check (source <> '')
);
comment on table owner_case_terms is 'Within how many working days a county answers owners. Without a row the default of src/domain/outreach/owner-acts/cases.ts holds, to be verified.';

create table owner_cases (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  case_no         integer not null,
  unit_id         uuid not null,
  owner_digest    bytea not null,
  owner_name      text not null,
  kind            text not null,
  topic           text not null,
  words           text not null,
  asked_on        date not null,
  due_on          date not null,
  organisation_id uuid,          -- null: nobody of the county could be found to answer; the office sees it
  task_id         uuid,          -- null: as above
  state           text not null default 'open',

  constraint owner_case_has_one_id primary key (county_code, id),
  constraint owner_case_has_one_number unique (county_code, case_no),
  constraint owner_case_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint owner_case_is_for_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint owner_case_has_a_known_task foreign key (county_code, task_id) references tasks (county_code, id) on delete restrict,
  constraint owner_case_kind_is_known check (kind in ('question', 'complaint')),
  constraint owner_case_topic_is_known check (topic in ('progress', 'papers', 'money', 'developer', 'conduct', 'other')),
  constraint owner_case_says_something check (words <> ''),
  constraint owner_case_is_due_after_it_came check (due_on >= asked_on),
  constraint owner_case_state_is_known check (state in ('open', 'answered', 'reopened', 'closed'))
);
create index owner_cases_open on owner_cases (county_code, id) where state in ('open', 'reopened');
create index owner_cases_by_unit on owner_cases (county_code, unit_id, id);
create index owner_cases_by_organisation on owner_cases (county_code, organisation_id) where organisation_id is not null;
create index owner_cases_by_task on owner_cases (county_code, task_id) where task_id is not null;
comment on table owner_cases is 'Questions and complaints of owners 咨询投诉, each with a task and a day by which it is answered.';

create table owner_case_answers (
  county_code   text not null,
  case_id       uuid not null,
  answer_no     smallint not null,
  words         text not null,
  answered_on   date not null,
  answered_by   uuid not null references accounts on delete restrict,
  answerer_name text not null,
  helped        boolean,       -- null: the owner has not said
  helped_words  text,          -- null: nothing more to say

  constraint owner_case_answer_has_one_number primary key (county_code, case_id, answer_no),
  constraint answer_is_of_a_known_owner_case foreign key (county_code, case_id) references owner_cases (county_code, id) on delete restrict,
  constraint owner_case_is_answered_twice_at_most check (answer_no between 1 and 2),
  constraint second_answer_is_by_a_second_person unique (county_code, case_id, answered_by),
  constraint owner_case_answer_says_something check (words <> '')
);
create index owner_case_answers_by_answerer on owner_case_answers (answered_by);
comment on table owner_case_answers is 'Answers to owners; one that did not help goes to a second person, once.';

/** What history keeps of these: no names and no words, but their digests, which tell whether one was changed. */
create function owner_paper_record(p owner_papers) returns jsonb language sql stable
  return to_jsonb(p) - '{county_code,id,name}'::text[];

create function authorisation_record(a authorisations) returns jsonb language sql stable
  return to_jsonb(a) - '{county_code,id,agent_name,agent_id_cipher,agent_phone_cipher}'::text[]
    || jsonb_build_object('agent', encode(sha256(convert_to(concat(a.agent_name, '|', encode(a.agent_id_digest, 'hex')), 'UTF8')), 'hex'))
    || coalesce((select jsonb_object_agg('photo:' || p.photo, to_jsonb(p) - '{county_code,authorisation_id,photo,name}'::text[])
                   from authorisation_photos as p where p.county_code = a.county_code and p.authorisation_id = a.id), '{}');

create function owner_case_record(c owner_cases) returns jsonb language sql stable
  return to_jsonb(c) - '{county_code,id,words}'::text[]
    || jsonb_build_object('said', encode(sha256(convert_to(c.words, 'UTF8')), 'hex'))
    || coalesce((select jsonb_object_agg('answer:' || a.answer_no, to_jsonb(a) - '{county_code,case_id,answer_no,words,helped_words}'::text[]
                        || jsonb_build_object('said', encode(sha256(convert_to(concat(a.words, '|', a.helped_words), 'UTF8')), 'hex')))
                   from owner_case_answers as a where a.county_code = c.county_code and a.case_id = c.id), '{}');

create function owner_case_term_id(county text) returns uuid
  language sql immutable parallel safe
  return md5('owner_case_term:' || county)::uuid;

alter table owner_papers enable row level security;
create policy own_counties on owner_papers using (county_code = any (jurisdiction()));
alter table authorisations enable row level security;
create policy own_counties on authorisations using (county_code = any (jurisdiction()));
alter table authorisation_photos enable row level security;
create policy own_counties on authorisation_photos using (county_code = any (jurisdiction()));
alter table owner_case_terms enable row level security;
create policy own_counties on owner_case_terms using (county_code = any (jurisdiction()));
alter table owner_cases enable row level security;
create policy own_counties on owner_cases using (county_code = any (jurisdiction()));
alter table owner_case_answers enable row level security;
create policy own_counties on owner_case_answers using (county_code = any (jurisdiction()));

-- Not granted: delete. What was brought, said or answered stays.
grant select, insert on owner_papers, authorisations, authorisation_photos, owner_case_terms, owner_cases, owner_case_answers to qingling_app;
grant update (state, decided_by, decider_name, decided_on, decision_words, archived_id) on owner_papers to qingling_app;
grant update (state, sent_on, decided_by, decider_name, decided_on, decision_words, revoked_on) on authorisations to qingling_app;
grant update (name, media_type, bytes, sha256, archived_id) on authorisation_photos to qingling_app;
grant update (working_days, source, is_verified) on owner_case_terms to qingling_app;
grant update (due_on, organisation_id, task_id, state) on owner_cases to qingling_app;
grant update (helped, helped_words) on owner_case_answers to qingling_app;
