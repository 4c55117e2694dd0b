-- Visits 走访: every attempt to reach an owner, what is known of each home by them, what was told in two ways, and the phones they come from.

create table visit_devices (
  county_code    text not null references regions on delete restrict,
  id             uuid not null default uuidv7(),
  device_id      uuid not null,
  account_id     uuid not null references accounts on delete restrict,
  account_name   text not null,
  name           text not null,
  key_cipher     bytea not null,
  added_at       timestamptz not null default now(),
  revoked_at     timestamptz,   -- null with the next three: in use
  revoked_by     uuid references accounts on delete restrict,
  revoker_name   text,
  revoked_reason text,

  constraint visit_device_has_one_id primary key (county_code, id),
  constraint phone_of_an_account_is_registered_once unique (county_code, device_id, account_id),
  constraint visit_device_has_a_name check (name <> ''),
  constraint visit_device_is_revoked_whole check (num_nulls(revoked_at, revoked_by, revoker_name, revoked_reason) in (0, 4))
);
create index visit_devices_by_account on visit_devices (account_id);
create index visit_devices_by_revoker on visit_devices (revoked_by) where revoked_by is not null;
comment on table visit_devices is 'Phones 手机 of visiting officers, one row for each account on it. The key that seals the store of the phone is ciphertext here; a revoked phone gets none.';

create table visits (
  county_code   text not null,
  id            uuid not null,
  unit_id       uuid not null,
  estate_id     uuid not null,
  source        text not null,
  device_id     uuid,             -- null: not told by a phone
  channel       text not null,
  is_contacted  boolean not null,
  visited_on    date not null,
  visited_at    timestamptz not null,
  clock_off_s   integer not null default 0,
  form_version  smallint not null,
  base_revision integer,          -- null: told of the home as it stands
  said          jsonb not null,
  phone_cipher  bytea,            -- null with its digest and mask: no number told
  phone_digest  bytea,
  phone_masked  text,
  note          text,             -- null: nothing noted
  rest          jsonb,            -- null: all of the form was understood
  photos        uuid[] not null default '{}',
  visited_by    uuid not null references accounts on delete restrict,
  visitor_name  text not null,
  taken_by      uuid references accounts on delete restrict,  -- null: not taken over from quarantine
  taken_at      timestamptz not null default now(),

  constraint visit_has_one_id primary key (county_code, id),
  constraint visit_is_to_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint visit_is_in_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint visit_comes_from_a_known_phone foreign key (county_code, device_id) references visit_devices (county_code, id) on delete restrict,
  constraint visit_source_is_known check (source in ('phone', 'office', 'portal')),
  constraint visit_channel_is_known check (channel in
    ('visit', 'evening_visit', 'phone', 'service_point', 'wechat', 'wechat_group', 'notice_board', 'short_video', 'brochure', 'message', 'portal')),
  constraint visit_is_not_in_the_future check (visited_at <= taken_at),
  constraint visit_phone_is_kept_whole check (num_nulls(phone_cipher, phone_digest, phone_masked) in (0, 3)),
  constraint visit_says_no_number_in_clear check (not said ? 'phone')
);
create index visits_by_unit on visits (county_code, unit_id, visited_at, id);
create index visits_by_estate on visits (county_code, estate_id, visited_on, id);
create index visits_by_day on visits (county_code, visited_on, channel);
create index visits_by_device on visits (county_code, device_id) where device_id is not null;
create index visits_by_visitor on visits (visited_by, county_code, id);
create index visits_by_taker on visits (taken_by) where taken_by is not null;
comment on table visits is 'Attempts 走访 to reach the owner of a home, only ever added. said: the fields it changed; a phone number stands beside it as ciphertext, digest and mask. clock_off_s: by how much the clock of the phone was wrong. rest: what a form of another version said, kept as told.';

create table unit_outreach (
  county_code       text not null,
  unit_id           uuid not null,
  estate_id         uuid not null,
  revision          integer not null,
  contact           text,      -- null here and below: nobody said
  willingness       text,
  reason            text,
  phone_cipher      bytea,
  phone_digest      bytea,
  phone_masked      text,
  papers            jsonb,
  next_step         text,
  next_on           date,
  marks             jsonb not null,
  asked_on          date,      -- null: never asked whether he wants it
  willingness_on    date,
  contact_on        date,
  attempts          integer not null default 0,
  missed            integer not null default 0,
  missed_channels   text[] not null default '{}',
  last_visited_on   date,
  last_contacted_on date,
  changed_in        bigint not null,

  constraint outreach_of_a_home_stands_once primary key (county_code, unit_id),
  constraint outreach_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint outreach_is_in_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint contact_is_known check (contact in ('reached', 'not_reached', 'unreachable')),
  constraint willingness_is_known check (willingness in ('willing', 'unwilling', 'undecided')),
  constraint willingness_has_its_days check (willingness is null or (asked_on is not null and willingness_on is not null)),
  constraint outreach_phone_is_kept_whole check (num_nulls(phone_cipher, phone_digest, phone_masked) in (0, 3)),
  constraint missed_attempts_are_attempts check (missed between 0 and attempts)
);
create index unit_outreach_by_estate on unit_outreach (county_code, estate_id, unit_id);
create index unit_outreach_by_next_day on unit_outreach (county_code, next_on, unit_id) where next_on is not null;
create index unit_outreach_by_willingness on unit_outreach (county_code, willingness, unit_id) where willingness is not null;
create index unit_outreach_by_act on unit_outreach (county_code, changed_in);
comment on table unit_outreach is 'What visits say of a home as it stands 走访情况. marks: of each field the revision that set it, who and when. missed: attempts by one person at this owner since he was last met, over missed_channels.';

create table visit_conflicts (
  county_code    text not null,
  id             uuid not null default uuidv7(),
  unit_id        uuid not null,
  visit_id       uuid not null,
  field          text not null,
  given          jsonb not null,
  given_by       uuid not null references accounts on delete restrict,
  giver_name     text not null,
  given_at       timestamptz not null,
  found_at       timestamptz not null default now(),
  state          text not null default 'open',
  decided_by     uuid references accounts on delete restrict,  -- null with the next three: not decided
  decider_name   text,
  decided_on     date,
  decided_reason text,

  constraint visit_conflict_has_one_id primary key (county_code, id),
  constraint visit_conflict_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint visit_conflict_is_of_a_known_visit foreign key (county_code, visit_id) references visits (county_code, id) on delete restrict,
  constraint visit_conflicts_once_with_a_field unique (county_code, visit_id, field),
  constraint conflict_field_is_known check (field in ('contact', 'willingness', 'reason', 'phone', 'papers', 'nextStep', 'nextOn')),
  constraint conflict_state_is_known check (state in ('open', 'chosen', 'passed_over')),
  constraint conflict_is_decided_whole check (num_nulls(decided_by, decider_name, decided_on, decided_reason) = case state when 'open' then 4 else 0 end)
);
create index visit_conflicts_open on visit_conflicts (county_code, unit_id, field, id) where state = 'open';
create index visit_conflicts_by_giver on visit_conflicts (given_by);
create index visit_conflicts_by_decider on visit_conflicts (decided_by) where decided_by is not null;
comment on table visit_conflicts is 'What a visit said of a field that had been changed meanwhile by somebody else 说法不一致. The value that stood stays until a person chooses; none is lost.';

create table visit_quarantine (
  county_code    text not null references regions on delete restrict,
  id             uuid not null default uuidv7(),
  record_id      uuid not null,
  kind           text not null,
  device_id      uuid,       -- null: not told by a phone
  account_id     uuid not null references accounts on delete restrict,
  account_name   text not null,
  why            text not null,
  digest         bytea not null,
  content_cipher bytea not null,
  clock_off_s    integer not null default 0,
  received_at    timestamptz not null default now(),
  state          text not null default 'waiting',
  decided_by     uuid references accounts on delete restrict,  -- null with the next three: not decided
  decider_name   text,
  decided_on     date,
  decided_reason text,

  constraint quarantined_record_has_one_id primary key (county_code, id),
  constraint record_is_quarantined_once unique (county_code, record_id, digest),
  constraint quarantined_record_comes_from_a_known_phone
    foreign key (county_code, device_id) references visit_devices (county_code, id) on delete restrict,
  constraint quarantine_reason_is_known check (why in ('device_revoked', 'other_content', 'no_such_home', 'unreadable')),
  constraint quarantine_state_is_known check (state in ('waiting', 'taken', 'set_aside')),
  constraint quarantine_is_decided_whole check (num_nulls(decided_by, decider_name, decided_on, decided_reason) = case state when 'waiting' then 4 else 0 end)
);
create index visit_quarantine_by_state on visit_quarantine (county_code, state, id);
create index visit_quarantine_by_device on visit_quarantine (county_code, device_id) where device_id is not null;
create index visit_quarantine_by_account on visit_quarantine (account_id);
create index visit_quarantine_by_decider on visit_quarantine (decided_by) where decided_by is not null;
comment on table visit_quarantine is 'Records that wait for a person 隔离: of a revoked phone, or with an id that came with other content. Their content is ciphertext and is never removed.';

create table visit_records (
  county_code text not null references regions on delete restrict,
  id          uuid not null,
  no          uuid not null default uuidv7(),
  kind        text not null,
  account_id  uuid not null references accounts on delete restrict,
  device_id   uuid,       -- null: not told by a phone
  unit_id     uuid,       -- null: of no home
  estate_id   uuid,       -- null: of no estate
  digest      bytea not null,
  outcome     text not null,
  code        text,       -- null with its words: taken as told
  message     text,
  conflicts   text[] not null default '{}',
  revision    integer,    -- null: of no home
  photos      uuid[] not null default '{}',
  received_at timestamptz not null default now(),

  constraint visit_record_is_received_once primary key (county_code, id),
  constraint visit_record_comes_from_a_known_phone foreign key (county_code, device_id) references visit_devices (county_code, id) on delete restrict,
  constraint record_outcome_is_known check (outcome in ('taken', 'merged', 'conflict', 'quarantined'))
);
create index visit_records_by_account on visit_records (account_id, county_code, no desc);
create index visit_records_by_device on visit_records (county_code, device_id) where device_id is not null;
comment on table visit_records is 'Receipts 回执: what became of each record sent. One sent again is answered by its receipt and does nothing twice.';

create table outreach_settings (
  county_code text not null references regions on delete restrict,
  setting     text not null,
  number      integer not null,
  source      text not null,
  is_verified boolean not null default false,

  constraint outreach_setting_is_told_once primary key (county_code, setting),
  constraint outreach_setting_is_sensible check (number between 1 and 1000),
  constraint outreach_setting_names_its_source check (source <> '')
);
comment on table outreach_settings is 'Numbers a county visits by, each with its source and whether somebody checked it. Without a row the default of src/domain/outreach/visits/settings.ts holds, to be verified.';

-- What the standing of one home adds to which indicator on which day. The only place that says so, as unit_points does for homes.
create function outreach_points(listed_on date, willingness text, asked_on date, willingness_on date)
  returns table (indicator text, day date, n bigint)
  language sql immutable parallel safe
  begin atomic
    select p.indicator, greatest(p.day, listed_on), 1::bigint
      from (values ('asked', case when willingness is not null then asked_on end),
                   ('stated_willing', case when willingness = 'willing' then willingness_on end)) as p (indicator, day)
     where p.day is not null;
  end;

-- What history keeps. Numbers by their digest, what was noted by a hash. The zone is fixed: an instant reads the same whoever asks.
create function visit_record(v visits) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(v) - '{county_code,id,phone_cipher,phone_digest,note,rest}'::text[]
  || jsonb_build_object('phone_digest', encode(v.phone_digest, 'hex'), 'note_sha256', encode(sha256(convert_to(v.note, 'UTF8')), 'hex'),
                        'rest_sha256', encode(sha256(convert_to(v.rest::text, 'UTF8')), 'hex'));

create function unit_outreach_record(o unit_outreach) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(o) - '{county_code,unit_id,phone_cipher,phone_digest,changed_in}'::text[]
  || jsonb_build_object('phone_digest', encode(o.phone_digest, 'hex'));

create function visit_conflict_record(c visit_conflicts) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(c) - '{county_code,id}'::text[];

create function visit_quarantine_record(q visit_quarantine) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(q) - '{county_code,id,content_cipher,digest}'::text[] || jsonb_build_object('digest', encode(q.digest, 'hex'));

create function visit_device_record(d visit_devices) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(d) - '{county_code,id,key_cipher}'::text[];

create function outreach_settings_id(county text) returns uuid
language sql immutable
return md5('outreach_settings:' || county)::uuid;

create function outreach_settings_record(county text) returns jsonb
language sql stable
return coalesce((select jsonb_object_agg(s.setting, to_jsonb(s) - '{county_code,setting}'::text[])
                   from outreach_settings as s where s.county_code = county), '{}');

-- A photo of a visit is a paper of the archive; an upload may be begun under an id the phone gave it.
alter table archive_files drop constraint archived_paper_is_known;
alter table archive_files add constraint archived_paper_is_known check (paper in
    ('application_form', 'identity', 'business_licence', 'legal_person', 'land_source', 'planning', 'completion', 'fire', 'civil_defence',
     'survey_report', 'common_parts', 'tax_receipt', 'contract', 'invoice', 'fund_receipt', 'authorisation', 'authorisation_photo',
     'inheritance_deed', 'court_document', 'marriage', 'site_photo', 'notice_proof', 'appraisal', 'commitment', 'interview_record',
     'delivery_receipt', 'certificate_scan', 'visit_photo', 'other'));

alter table visit_devices enable row level security;
create policy own_counties on visit_devices using (county_code = any (jurisdiction()));
alter table visits enable row level security;
create policy own_counties on visits using (county_code = any (jurisdiction()));
alter table unit_outreach enable row level security;
create policy own_counties on unit_outreach using (county_code = any (jurisdiction()));
alter table visit_conflicts enable row level security;
create policy own_counties on visit_conflicts using (county_code = any (jurisdiction()));
alter table visit_quarantine enable row level security;
create policy own_counties on visit_quarantine using (county_code = any (jurisdiction()));
alter table visit_records enable row level security;
create policy own_counties on visit_records using (county_code = any (jurisdiction()));
alter table outreach_settings enable row level security;
create policy own_counties on outreach_settings using (county_code = any (jurisdiction()));

-- Not granted: delete of any, update of visits and receipts. What was told stays as it was told.
grant select, insert on visit_devices, visits, visit_conflicts, visit_quarantine, visit_records to qingling_app;
grant select, insert, update on unit_outreach, outreach_settings to qingling_app;
grant update (name, revoked_at, revoked_by, revoker_name, revoked_reason) on visit_devices to qingling_app;
grant update (state, decided_by, decider_name, decided_on, decided_reason) on visit_conflicts, visit_quarantine to qingling_app;
