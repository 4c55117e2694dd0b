-- Digital archive 数字档案: papers of estates, buildings, homes and applications; kept by the hash of their bytes, shared for a purpose until a day.

create table archive_files (
  county_code      text not null references regions on delete restrict,
  id               uuid not null default uuidv7(),
  estate_id        uuid not null,
  subject_kind     text not null,
  subject_id       uuid not null,
  paper            text not null,
  name             text not null,
  media_type       text not null,
  bytes            bigint not null,
  sha256           bytea not null,
  thumbnail_sha256 bytea,     -- null: no picture can be made of it
  added_by         uuid not null references accounts on delete restrict,
  adder_name       text not null,
  added_on         date not null,
  added_at         timestamptz not null default now(),
  withdrawn_on     date,      -- null with the next three: not withdrawn
  withdrawn_by     uuid references accounts on delete restrict,
  withdrawer_name  text,
  withdrawn_reason text,
  building_id      uuid generated always as (case subject_kind when 'building' then subject_id end) stored,     -- null: of no building alone
  unit_id          uuid generated always as (case subject_kind when 'unit' then subject_id end) stored,         -- null: of no home alone
  application_id   uuid generated always as (case subject_kind when 'application' then subject_id end) stored,  -- null: of no application

  constraint archived_file_has_one_id primary key (county_code, id),
  constraint archived_subject_is_known check (subject_kind in
    ('estate', 'building', 'unit', 'application', 'survey', 'public_notice', 'site_inspection', 'delivery')),
  constraint archived_file_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint archived_file_of_an_estate_names_it check (subject_kind <> 'estate' or subject_id = estate_id),
  constraint archived_file_is_of_a_building_of_its_estate
    foreign key (county_code, building_id, estate_id) references buildings (county_code, id, estate_id) on delete restrict,
  constraint archived_file_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint archived_file_is_of_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint archived_paper_is_known check (paper in
    ('application_form', 'identity', 'business_licence', 'legal_person', 'land_source', 'planning', 'completion', 'fire', 'civil_defence',
     'survey_report', 'common_parts', 'tax_receipt', 'contract', 'invoice', 'fund_receipt', 'authorisation', 'authorisation_photo',
     'inheritance_deed', 'court_document', 'marriage', 'site_photo', 'notice_proof', 'appraisal', 'commitment', 'interview_record',
     'delivery_receipt', 'certificate_scan', 'other')),
  constraint archived_file_has_a_name check (name <> ''),
  constraint archived_file_is_not_empty check (bytes > 0),
  constraint archived_file_has_a_whole_hash check (length(sha256) = 32 and length(thumbnail_sha256) = 32),
  constraint archived_file_is_withdrawn_whole check (num_nulls(withdrawn_on, withdrawn_by, withdrawer_name, withdrawn_reason) in (0, 4)),
  constraint archived_file_is_withdrawn_after_it_came check (withdrawn_on >= added_on),
  constraint older_file_is_withdrawn_by_a_second_person check (withdrawn_by <> added_by or withdrawn_on = added_on)
);
create unique index same_paper_is_filed_once on archive_files (county_code, subject_kind, subject_id, paper, sha256) where withdrawn_on is null;
create index archive_files_by_estate on archive_files (county_code, estate_id, id);
create index archive_files_by_building on archive_files (county_code, building_id) where building_id is not null;
create index archive_files_by_unit on archive_files (county_code, unit_id) where unit_id is not null;
create index archive_files_by_application on archive_files (county_code, application_id) where application_id is not null;
create index archive_files_by_paper on archive_files (county_code, paper, added_on, id);
create index archive_files_by_bytes on archive_files (sha256);
create index archive_files_by_adder on archive_files (added_by);
create index archive_files_by_withdrawer on archive_files (withdrawn_by) where withdrawn_by is not null;
comment on table archive_files is 'Archived papers 档案材料: which paper of what, and the hash under which its bytes are kept. A paper wrongly filed is withdrawn and stays.';

create table archive_uploads (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  estate_id    uuid not null,
  subject_kind text not null,
  subject_id   uuid not null,
  paper        text not null,
  name         text not null,
  bytes        bigint not null,
  keeps_place  boolean not null,
  received     bigint not null default 0,
  state        text not null default 'receiving',
  sha256       bytea,         -- null: not all of it is here and checked
  file_id      uuid,          -- null: not filed
  made_by      uuid not null references accounts on delete restrict,
  begun_at     timestamptz not null default now(),
  touched_at   timestamptz not null default now(),

  constraint upload_has_one_id primary key (county_code, id),
  constraint upload_is_for_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint upload_led_to_a_known_file foreign key (county_code, file_id) references archive_files (county_code, id) on delete restrict,
  constraint upload_is_not_empty check (bytes > 0),
  constraint upload_receives_no_more_than_announced check (received between 0 and bytes),
  constraint upload_state_is_known check (state in ('receiving', 'filed', 'refused', 'given_up')),
  constraint upload_is_filed_with_its_file check ((state = 'filed') = (file_id is not null)),
  constraint checked_upload_is_whole check (sha256 is null or received = bytes)
);
create index archive_uploads_by_estate on archive_uploads (county_code, estate_id);
create index archive_uploads_by_file on archive_uploads (county_code, file_id) where file_id is not null;
create index archive_uploads_going on archive_uploads (made_by, county_code, id) where state = 'receiving';
comment on table archive_uploads is 'Uploads 上传: how far each file has come, so that one that broke off goes on. Their bytes lie in part files until they are whole.';

create table archive_shares (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  file_id         uuid not null,
  organisation_id uuid not null,
  purpose         text not null,
  until_on        date not null,
  shared_by       uuid not null references accounts on delete restrict,
  sharer_name     text not null,
  shared_on       date not null,
  withdrawn_on    date,      -- null with the next two: not withdrawn
  withdrawn_by    uuid references accounts on delete restrict,
  withdrawer_name text,

  constraint share_has_one_id primary key (county_code, id),
  constraint share_is_of_a_known_file foreign key (county_code, file_id) references archive_files (county_code, id) on delete restrict,
  constraint share_is_with_a_known_organisation foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint share_has_a_purpose check (purpose <> ''),
  constraint share_ends_after_it_began check (until_on >= shared_on),
  constraint share_is_withdrawn_whole check (num_nulls(withdrawn_on, withdrawn_by, withdrawer_name) in (0, 3))
);
create unique index file_is_shared_once_with_an_organisation on archive_shares (county_code, file_id, organisation_id) where withdrawn_on is null;
create index archive_shares_with on archive_shares (county_code, organisation_id, id) where withdrawn_on is null;
create index archive_shares_by_sharer on archive_shares (shared_by);
create index archive_shares_by_withdrawer on archive_shares (withdrawn_by) where withdrawn_by is not null;
comment on table archive_shares is 'Sharing 共享 of a paper with a responsible unit, for a purpose and until a day; over at once when withdrawn.';

create table archive_openings (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  file_id      uuid not null,
  share_id     uuid,      -- null: opened by whoever reads the archive
  how          text not null,
  opened_by    uuid not null references accounts on delete restrict,
  opener_name  text not null,
  opened_at    timestamptz not null default now(),

  constraint opening_has_one_id primary key (county_code, id),
  constraint opening_is_of_a_known_file foreign key (county_code, file_id) references archive_files (county_code, id) on delete restrict,
  constraint opening_is_by_a_known_share foreign key (county_code, share_id) references archive_shares (county_code, id) on delete restrict,
  constraint opening_is_of_a_known_kind check (how in ('shown', 'saved'))
);
create index archive_openings_by_file on archive_openings (county_code, file_id, id);
create index archive_openings_by_share on archive_openings (county_code, share_id) where share_id is not null;
create index archive_openings_by_opener on archive_openings (opened_by);
comment on table archive_openings is 'Who opened which paper when 查阅记录, on the screen or as a file, and by which sharing.';

create table archive_retentions (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  paper       text not null,
  years       smallint,      -- null: for ever
  basis       text not null,
  set_by      uuid not null references accounts on delete restrict,
  setter_name text not null,
  set_at      timestamptz not null default now(),

  constraint retention_has_one_id primary key (county_code, id),
  constraint retention_is_a_number_of_years check (years between 1 and 100),
  constraint retention_has_a_basis check (basis <> '')
);
create index archive_retentions_by_paper on archive_retentions (county_code, paper, id desc);
create index archive_retentions_by_setter on archive_retentions (set_by);
comment on table archive_retentions is 'How long a county keeps each paper 保管期限; the newest of a paper holds. Nothing is ever removed by it.';

-- What history keeps. The zone is fixed: an instant reads the same whoever asks.
create function archive_file_record(f archive_files) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(f) - '{county_code,id,building_id,unit_id,application_id}'::text[];

create function archive_share_record(s archive_shares) returns jsonb
language sql stable
return to_jsonb(s) - '{county_code,id}'::text[];

alter table archive_files enable row level security;
create policy own_counties on archive_files using (county_code = any (jurisdiction()));
alter table archive_uploads enable row level security;
create policy own_counties on archive_uploads using (county_code = any (jurisdiction()));
alter table archive_shares enable row level security;
create policy own_counties on archive_shares using (county_code = any (jurisdiction()));
alter table archive_openings enable row level security;
create policy own_counties on archive_openings using (county_code = any (jurisdiction()));
alter table archive_retentions enable row level security;
create policy own_counties on archive_retentions using (county_code = any (jurisdiction()));

-- Not granted: delete. What was filed stays, and so does who opened it.
grant select, insert on archive_files, archive_uploads, archive_shares, archive_openings, archive_retentions to qingling_app;
grant update (withdrawn_on, withdrawn_by, withdrawer_name, withdrawn_reason) on archive_files to qingling_app;
grant update (received, state, sha256, file_id, touched_at) on archive_uploads to qingling_app;
grant update (withdrawn_on, withdrawn_by, withdrawer_name) on archive_shares to qingling_app;
