-- Outreach 走访 beyond the single visit: reasons, plans by estate and segment, announcements, and text messages to many.

create table outreach_reasons (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  name        text not null,
  from_on     date not null,
  ended_on    date,          -- null: still offered
  merged_into text,          -- null: not taken up by another; the name of that other

  constraint outreach_reason_has_one_id primary key (county_code, id),
  constraint outreach_reason_is_named_once unique (county_code, name),
  constraint outreach_reason_has_a_name check (name <> ''),
  constraint outreach_reason_ends_after_it_began check (ended_on >= from_on),
  constraint merged_reason_is_offered_no_more check (merged_into is null or ended_on is not null),
  constraint reason_is_not_merged_into_itself check (merged_into <> name)
);
comment on table outreach_reasons is 'Reasons 原因 a county adds to the shipped ones of src/domain/outreach/plans/reasons.ts, and those of either it offers no more. Never deleted and never renamed: a reason merged into another is counted there and still told as it was said.';

create table visit_plans (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  title       text not null,
  channel     text not null,
  segment     jsonb not null,
  person_id   uuid not null,
  from_on     date not null,
  until_on    date not null,
  homes       integer not null,
  made_by     uuid not null references accounts on delete restrict,
  maker_name  text not null,
  made_at     timestamptz not null default now(),
  ended_on    date,          -- null with the reason: goes on
  end_reason  text,
  revision    integer not null default 1,

  constraint visit_plan_has_one_id primary key (county_code, id),
  constraint visit_plan_has_a_title check (title <> ''),
  constraint visit_plan_channel_is_known check (channel in ('visit', 'evening_visit', 'phone', 'service_point', 'wechat')),
  constraint visit_plan_is_given_to_a_known_person foreign key (county_code, person_id) references people (county_code, id) on delete restrict,
  constraint visit_plan_ends_after_it_begins check (until_on >= from_on),
  constraint visit_plan_has_homes check (homes >= 1),
  constraint visit_plan_is_ended_whole check (num_nulls(ended_on, end_reason) in (0, 2)),
  constraint visit_plan_revision_starts_at_one check (revision >= 1)
);
create index visit_plans_by_day on visit_plans (county_code, until_on desc, id desc);
create index visit_plans_by_person on visit_plans (county_code, person_id);
create index visit_plans_by_maker on visit_plans (made_by);
comment on table visit_plans is 'Plans 走访计划: who asks which homes how and until when. segment: the filter it was made by; the homes it found are kept in visit_plan_homes and do not change with the filter.';

create table visit_plan_homes (
  county_code text not null,
  plan_id     uuid not null,
  unit_id     uuid not null,
  estate_id   uuid not null,

  constraint visit_plan_names_a_home_once primary key (county_code, plan_id, unit_id),
  constraint home_is_of_a_known_visit_plan foreign key (county_code, plan_id) references visit_plans (county_code, id) on delete restrict,
  constraint visit_plan_names_known_homes foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint visit_plan_names_known_estates foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict
);
create index visit_plan_homes_by_unit on visit_plan_homes (county_code, unit_id);
create index visit_plan_homes_by_estate on visit_plan_homes (county_code, estate_id, plan_id);
comment on table visit_plan_homes is 'The homes of a plan, frozen when it was made.';

create table outreach_announcements (
  county_code   text not null references regions on delete restrict,
  id            uuid not null default uuidv7(),
  estate_id     uuid not null,
  channel       text not null,
  on_day        date not null,
  words         text not null,
  reached       integer,       -- null: nobody counted
  recorded_by   uuid not null references accounts on delete restrict,
  recorder_name text not null,

  constraint announcement_has_one_id primary key (county_code, id),
  constraint announcement_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint announcement_channel_is_known check (channel in ('wechat_group', 'notice_board', 'short_video', 'brochure')),
  constraint announcement_says_something check (words <> ''),
  constraint announcement_reached_is_not_negative check (reached >= 0)
);
create index announcements_by_estate on outreach_announcements (county_code, estate_id, on_day desc, id desc);
create index announcements_by_day on outreach_announcements (county_code, on_day desc, id desc);
create index announcements_by_recorder on outreach_announcements (recorded_by);
comment on table outreach_announcements is 'What was told to a whole estate 宣传: in its WeChat group, on its notice board, by a short video or a brochure. No attempt at a single home.';

create table message_settings (
  county_code text not null references regions on delete restrict,
  setting     text not null,
  value       text not null,
  source      text not null,
  is_verified boolean not null default false,

  constraint message_setting_is_told_once primary key (county_code, setting),
  constraint message_setting_is_known check (setting in ('consent_rule', 'quiet_from', 'quiet_until')),
  constraint message_setting_is_of_its_kind check (case when setting = 'consent_rule'
    then value in ('given', 'not_refused') else value ~ '^([01]\d|2[0-3]):[0-5]\d$' end),
  constraint message_setting_names_its_source check (source <> '')
);
comment on table message_settings is 'To whom and when a county sends text messages, each with its source. Without a row the default of src/domain/outreach/messages/settings.ts holds, to be verified.';

create table message_consents (
  county_code   text not null references regions on delete restrict,
  id            uuid not null default uuidv7(),
  phone_digest  bytea not null,
  state         text not null,
  basis         text not null,
  said_on       date not null,
  recorded_by   uuid not null references accounts on delete restrict,
  recorder_name text not null,

  constraint message_consent_has_one_id primary key (county_code, id),
  constraint message_consent_is_said_once_per_phone unique (county_code, phone_digest),
  constraint message_consent_is_known check (state in ('given', 'refused')),
  constraint message_consent_has_a_basis check (basis <> '')
);
create index message_consents_by_recorder on message_consents (recorded_by);
comment on table message_consents is 'Whether whoever has a phone wants text messages 同意或拒收, by the digest of its number; how it was said before stands in the history.';

create table mass_messages (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  title           text not null,
  template        text not null,
  segment         jsonb not null,
  state           text not null,
  drafted_by      uuid not null references accounts on delete restrict,
  drafter_name    text not null,
  drafted_on      date not null,
  sent_by         uuid references accounts on delete restrict,  -- null with the next four: not sent
  sender_name     text,
  sent_on         date,
  recipients      integer,
  recipients_hash text,
  stopped_on      date,          -- null: not stopped
  revision        integer not null default 1,

  constraint mass_message_has_one_id primary key (county_code, id),
  constraint mass_message_has_a_title check (title <> ''),
  constraint mass_message_says_something check (template <> ''),
  constraint mass_message_state_is_known check (state in ('draft', 'sent', 'stopped')),
  constraint mass_message_is_sent_whole check (num_nulls(sent_by, sender_name, sent_on, recipients, recipients_hash) in (0, 5)),
  constraint sent_mass_message_names_its_sender check (state <> 'sent' or sent_by is not null),
  constraint stopped_mass_message_has_its_day check ((state = 'stopped') = (stopped_on is not null)),
  constraint mass_message_is_sent_by_a_second_person check (sent_by <> drafted_by),
  constraint mass_message_reaches_somebody check (recipients >= 1),
  constraint mass_message_revision_starts_at_one check (revision >= 1)
);
create index mass_messages_by_day on mass_messages (county_code, drafted_on desc, id desc);
create index mass_messages_by_drafter on mass_messages (drafted_by);
create index mass_messages_by_sender on mass_messages (sent_by) where sent_by is not null;
comment on table mass_messages is 'Messages to many 群发短信: drafted by one, sent by another. recipients_hash: over the keys of all messages it became, so that none can be added or taken away later.';

create table messages (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  key          text not null,
  purpose      text not null,
  mass_id      uuid,          -- null: not one of many
  unit_id      uuid,          -- null: not about a home
  to_cipher    bytea not null,
  to_digest    bytea not null,
  to_masked    text not null,
  text         text not null,
  state        text not null default 'waiting',
  attempts     smallint not null default 0,
  not_before   timestamptz not null default now(),
  made_at      timestamptz not null default now(),
  changed_at   timestamptz not null default now(),
  sent_at      timestamptz,   -- null: not taken over by a provider
  provider     text,          -- null: never handed to one
  problem      text,          -- null: none

  constraint message_has_one_id primary key (county_code, id),
  constraint message_is_sent_once unique (county_code, key),
  constraint message_purpose_is_known check (purpose in ('notice', 'answer', 'mass')),
  constraint message_is_of_a_known_mass foreign key (county_code, mass_id) references mass_messages (county_code, id) on delete restrict,
  constraint mass_message_names_its_mass check ((purpose = 'mass') = (mass_id is not null)),
  constraint message_is_about_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint message_says_something check (text <> ''),
  constraint message_state_is_known check (state in ('waiting', 'sending', 'taken', 'delivered', 'failed', 'stopped')),
  constraint message_attempts_are_not_negative check (attempts >= 0),
  constraint sent_message_has_its_time check (state not in ('taken', 'delivered') or sent_at is not null)
);
create index messages_to_do on messages (county_code, not_before, id) where state = 'waiting';
create index messages_under_way on messages (county_code, changed_at) where state in ('sending', 'taken');
create index messages_by_mass on messages (county_code, mass_id, state, id) where mass_id is not null;
create index messages_by_unit on messages (county_code, unit_id) where unit_id is not null;
comment on table messages is 'Text messages 短信 and what became of each. The number is sealed; key: what makes it this message and no other, so that it is never queued twice. Codes never lie here. Who was told what by whose decision stands in the act that queued it.';

create function message_settings_id(county text) returns uuid
  language sql immutable parallel safe
  return md5('message_settings:' || county)::uuid;

/** What history keeps of a county's settings: an entry for each. */
create function message_settings_record(county text) returns jsonb language sql stable
  return coalesce((select jsonb_object_agg(s.setting, to_jsonb(s) - '{county_code,setting}'::text[])
                     from message_settings as s where s.county_code = county), '{}');

/** What history keeps of a plan: itself, and a hash over its homes. */
create function visit_plan_record(p visit_plans) returns jsonb language sql stable
  return to_jsonb(p) - '{county_code,id,made_at}'::text[]
         || jsonb_build_object('homes_hash', (select encode(sha256(convert_to(string_agg(h.unit_id::text, ',' order by h.unit_id), 'UTF8')), 'hex')
                                                from visit_plan_homes as h where h.county_code = p.county_code and h.plan_id = p.id));

/** A hash over the keys of all messages a mass message became. */
create function mass_message_hash(county text, mass uuid) returns text language sql stable
  return (select encode(sha256(convert_to(string_agg(m.key, ',' order by m.key), 'UTF8')), 'hex')
            from messages as m where m.county_code = county and m.mass_id = mass);

alter table exports drop constraint export_subject_is_known;
alter table exports add constraint export_subject_is_known
  check (subject in ('estates', 'units', 'findings', 'bulletin', 'tasks', 'dues', 'payments', 'unallocated', 'cash_closings', 'due_account', 'outreach'));

alter table outreach_reasons enable row level security;
create policy own_counties on outreach_reasons using (county_code = any (jurisdiction()));
alter table visit_plans enable row level security;
create policy own_counties on visit_plans using (county_code = any (jurisdiction()));
alter table visit_plan_homes enable row level security;
create policy own_counties on visit_plan_homes using (county_code = any (jurisdiction()));
alter table outreach_announcements enable row level security;
create policy own_counties on outreach_announcements using (county_code = any (jurisdiction()));
alter table message_settings enable row level security;
create policy own_counties on message_settings using (county_code = any (jurisdiction()));
alter table message_consents enable row level security;
create policy own_counties on message_consents using (county_code = any (jurisdiction()));
alter table mass_messages enable row level security;
create policy own_counties on mass_messages using (county_code = any (jurisdiction()));
alter table messages enable row level security;
create policy own_counties on messages using (county_code = any (jurisdiction()));

-- Not granted: delete, what was said and sent stays; update of a name, another name is another reason.
grant select, insert on outreach_reasons, visit_plans, visit_plan_homes, outreach_announcements, message_settings, message_consents,
  mass_messages, messages to qingling_app;
grant update (ended_on, merged_into) on outreach_reasons to qingling_app;
grant update (person_id, until_on, ended_on, end_reason, revision) on visit_plans to qingling_app;
grant update (value, source, is_verified) on message_settings to qingling_app;
grant update (state, basis, said_on, recorded_by, recorder_name) on message_consents to qingling_app;
grant update (title, template, segment, state, drafted_by, drafter_name, drafted_on, sent_by, sender_name, sent_on, recipients, recipients_hash,
              stopped_on, revision) on mass_messages to qingling_app;
-- number and text are not granted for update: what was queued is what is sent.
grant update (state, attempts, not_before, changed_at, sent_at, provider, problem) on messages to qingling_app;
