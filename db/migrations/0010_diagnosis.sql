-- Diagnosis 诊断: versions of policy packs, the rulebooks diagnoses rest on, and every diagnosis ever made.

create table policy_versions (
  county_code    text not null references regions on delete restrict,
  id             uuid not null default uuidv7(),
  pack_id        text not null,
  version_no     integer not null,
  status         text not null,
  content        json not null, -- not jsonb: rules and parameters keep the order they were written in
  note           text not null,
  drafted_by     uuid not null references accounts on delete restrict,
  drafter_name   text not null, -- policy is public: a county reads who of the city drafted, without reading the city's accounts
  drafted_at     timestamptz not null default now(),
  published_by   uuid references accounts on delete restrict, -- null with the name and the time: never published
  publisher_name text,
  published_at   timestamptz,

  constraint policy_version_has_one_id primary key (county_code, id),
  constraint policy_version_has_one_number unique (county_code, pack_id, version_no),
  constraint policy_version_starts_at_one check (version_no >= 1),
  constraint policy_status_is_known check (status in ('draft', 'published', 'superseded', 'discarded')),
  constraint policy_content_is_of_its_pack check (content ->> 'id' = pack_id),
  constraint policy_note_is_not_blank check (note <> ''),
  constraint publication_is_kept_whole check (num_nulls(published_by, publisher_name, published_at) in (0, 3)),
  constraint only_what_was_published_has_a_publisher check ((status in ('published', 'superseded')) = (published_by is not null)),
  constraint publisher_is_a_second_person check (published_by <> drafted_by)
);
create unique index one_version_of_a_pack_is_in_force on policy_versions (county_code, pack_id) where status = 'published';
create index policy_versions_by_drafter on policy_versions (drafted_by);
create index policy_versions_by_publisher on policy_versions (published_by);
comment on table policy_versions is 'Policy packs 政策包 of a county, or of the city under its own code: drafted by one person, published by another. Shipped packs are files and version 0.';

create table rulebooks (
  county_code text not null references regions on delete restrict,
  digest      text not null,
  content     jsonb not null,
  versions    jsonb not null,
  made_at     timestamptz not null default now(),

  constraint rulebook_is_kept_once primary key (county_code, digest),
  constraint rulebook_digest_is_sha256 check (digest ~ '^[0-9a-f]{64}$')
);
comment on table rulebooks is 'The packs in force for a county, whole and with their versions, as some diagnosis used them. Kept for good, so that every diagnosis stays reproducible.';

create table diagnoses (
  county_code     text not null,
  estate_id       uuid not null,
  diagnosis_no    integer not null,
  diagnosed_on    date not null,
  cause           text not null,
  rulebook_digest text not null,
  verdict         text not null,
  is_settled      boolean not null,
  working_days    integer not null,
  missing         text[] not null,
  unknown         text[] not null,
  asks            text[] not null,
  units           text[] not null,
  contradictions  text[] not null,
  digest          text not null,
  facts           jsonb not null,
  result          jsonb not null,

  constraint diagnosis_has_one_number primary key (county_code, estate_id, diagnosis_no),
  constraint diagnosis_is_of_a_known_estate foreign key (county_code, estate_id) references estates on delete restrict,
  constraint diagnosis_rests_on_a_kept_rulebook
    foreign key (county_code, rulebook_digest) references rulebooks on delete restrict,
  constraint diagnosis_number_starts_at_one check (diagnosis_no >= 1),
  constraint diagnosis_cause_is_known check (cause in ('import', 'facts', 'correction', 'policy', 'review')),
  constraint verdict_is_known check (verdict in ('can_do', 'can_solve', 'by_law', 'consult')),
  constraint working_days_are_not_negative check (working_days >= 0),
  constraint diagnosis_digest_is_sha256 check (digest ~ '^[0-9a-f]{64}$')
);
create index diagnoses_by_rulebook on diagnoses (county_code, rulebook_digest);
comment on table diagnoses is 'Diagnoses 诊断 of estates, the latest number in force: the facts they were made of, the rulebook, and the outcome for first registration and transfer.';
comment on column diagnoses.units is 'The responsible unit of each step still open, one entry per step.';
comment on column diagnoses.digest is 'SHA-256 over facts, rulebook and outcome without its day; a new diagnosis is kept only when it differs.';

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known
  check (subject_kind in ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy'));

-- Policy is public once published; a draft is the owner's alone, and only the owner writes.
alter table policy_versions enable row level security;
create policy everybody_reads_what_was_published on policy_versions for select
  using (status in ('published', 'superseded') or county_code = any (jurisdiction()));
create policy own_regions_draft on policy_versions for insert with check (county_code = any (jurisdiction()));
create policy own_regions_decide on policy_versions for update using (county_code = any (jurisdiction()));
alter table rulebooks enable row level security;
create policy own_counties on rulebooks using (county_code = any (jurisdiction()));
alter table diagnoses enable row level security;
create policy own_counties on diagnoses using (county_code = any (jurisdiction()));

grant select, insert on policy_versions to qingling_app;
-- content is not granted for update: another wording is another version.
grant update (status, published_by, publisher_name, published_at) on policy_versions to qingling_app;
-- update and delete are not granted on either: a diagnosis stays as it was made, with the rules it was made by.
grant select, insert on rulebooks, diagnoses to qingling_app;
