-- Developers hand in papers and their owners' applications; third parties hold qualifications and hand in appraisals 评估.

-- An account that belongs to an organisation by itself is bound to it by an act of whoever manages accounts.
alter table batches add column organisation_id uuid;  -- null: an office made it; else whoever handed its workbook in
alter table batches add constraint batch_was_handed_in_by_a_known_organisation
  foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict;
create index registration_batches_by_organisation on batches (county_code, organisation_id, id desc) where organisation_id is not null;

create table developer_papers (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  estate_id       uuid not null,
  organisation_id uuid not null,
  requirement     text,      -- null: for no requirement of the list
  paper           text not null,
  name            text not null,
  media_type      text not null,
  bytes           bigint not null,
  sha256          bytea not null,
  note            text,      -- null: nothing said
  state           text not null default 'waiting',
  handed_in_by    uuid not null references accounts on delete restrict,
  hander_name     text not null,
  handed_in_on    date not null,
  decided_by      uuid references accounts on delete restrict,  -- null down to decision_words: not decided on
  decider_name    text,
  decided_on      date,
  decision_words  text,
  file_id         uuid,      -- null: not filed in the archive

  constraint developer_paper_has_one_id primary key (county_code, id),
  constraint developer_paper_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint developer_paper_came_from_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint developer_paper_led_to_a_known_file foreign key (county_code, file_id) references archive_files (county_code, id) on delete restrict,
  constraint developer_paper_state_is_known check (state in ('waiting', 'accepted', 'returned')),
  constraint developer_paper_is_not_empty check (bytes > 0 and name <> ''),
  constraint developer_paper_has_a_whole_hash check (length(sha256) = 32),
  constraint developer_paper_is_decided_whole check (num_nulls(decided_by, decider_name, decided_on, decision_words) in (0, 4)),
  constraint decided_developer_paper_has_its_words check ((state = 'waiting') = (decided_by is null)),
  constraint accepted_developer_paper_is_filed check ((state = 'accepted') = (file_id is not null)),
  constraint developer_paper_is_decided_by_another check (decided_by <> handed_in_by)
);
create unique index same_developer_paper_waits_once on developer_papers (county_code, estate_id, coalesce(requirement, ''), sha256) where state <> 'returned';
create index developer_papers_by_estate on developer_papers (county_code, estate_id, id desc);
create index developer_papers_by_organisation on developer_papers (county_code, organisation_id);
create index developer_papers_waiting on developer_papers (county_code, state, id);
create index developer_papers_by_file on developer_papers (county_code, file_id) where file_id is not null;
create index developer_papers_by_hander on developer_papers (handed_in_by);
create index developer_papers_by_decider on developer_papers (decided_by) where decided_by is not null;
comment on table developer_papers is 'Papers of an estate its developer handed in 开发企业提交的材料: looked at by the office, filed in the archive or returned with a reason.';

create table owner_hand_ins (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  estate_id       uuid not null,
  organisation_id uuid not null,
  name            text not null,
  sha256          bytea not null,
  terms           jsonb not null,
  rows            integer not null,
  refused         integer not null,
  faults          jsonb not null,
  state           text not null default 'checked',
  checked_by      uuid not null references accounts on delete restrict,
  checker_name    text not null,
  checked_on      date not null,
  sent_on         date,      -- null with the batch: not sent
  batch_id        uuid,

  constraint owner_hand_in_has_one_id primary key (county_code, id),
  constraint owner_hand_in_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint owner_hand_in_came_from_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint owner_hand_in_led_to_a_known_batch foreign key (county_code, batch_id) references batches (county_code, id) on delete restrict,
  constraint owner_hand_in_state_is_known check (state in ('checked', 'sent', 'set_aside')),
  constraint owner_hand_in_has_rows check (rows >= 1 and refused between 0 and rows),
  constraint owner_hand_in_has_a_whole_hash check (length(sha256) = 32),
  constraint sent_owner_hand_in_has_its_batch check ((state = 'sent') = (batch_id is not null) and (batch_id is null) = (sent_on is null))
);
create index owner_hand_ins_by_estate on owner_hand_ins (county_code, estate_id, id desc);
create index owner_hand_ins_by_organisation on owner_hand_ins (county_code, organisation_id);
create unique index owner_hand_in_of_a_batch on owner_hand_ins (county_code, batch_id) where batch_id is not null;
create index owner_hand_ins_by_checker on owner_hand_ins (checked_by);
comment on table owner_hand_ins is 'Workbooks of owners a developer brought 业主材料批量提交: checked row by row, then sent as a batch of the window, or set aside.';

create table qualifications (
  county_code      text not null references regions on delete restrict,
  id               uuid not null default uuidv7(),
  organisation_id  uuid,      -- null: an account by itself
  account_id       uuid references accounts on delete restrict,  -- null: everybody of the organisation
  field            text not null,
  certificate_no   text not null,
  grade            text,      -- null: has none
  valid_from       date not null,
  valid_until      date not null,
  recorded_by      uuid not null references accounts on delete restrict,
  recorder_name    text not null,
  recorded_on      date not null,
  withdrawn_on     date,      -- null with the reason: holds
  withdrawn_reason text,

  constraint qualification_has_one_id primary key (county_code, id),
  constraint qualified_organisation_is_known foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint qualification_names_one_holder check (num_nonnulls(organisation_id, account_id) = 1),
  constraint qualification_field_is_known check (field in ('survey', 'appraisal')),
  constraint qualification_has_its_number check (certificate_no <> ''),
  constraint qualification_ends_after_it_begins check (valid_until >= valid_from),
  constraint qualification_is_withdrawn_whole check (num_nulls(withdrawn_on, withdrawn_reason) in (0, 2))
);
create unique index qualification_is_recorded_once
  on qualifications (county_code, coalesce(organisation_id, account_id), field, certificate_no, valid_until) where withdrawn_on is null;
create index qualifications_by_end on qualifications (county_code, valid_until, id);
create index qualifications_by_organisation on qualifications (county_code, organisation_id) where organisation_id is not null;
create index qualifications_by_account on qualifications (account_id) where account_id is not null;
create index qualifications_by_recorder on qualifications (recorded_by);
comment on table qualifications is 'Qualifications 资质 of third parties: who may survey or appraise, by which certificate and until when. Asked at commission and at hand-in.';

create table appraisal_commissions (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  estate_id       uuid not null,
  organisation_id uuid,      -- null: one account alone
  account_id      uuid references accounts on delete restrict,  -- null: everybody of the organisation
  subject         text not null,
  purpose         text not null,
  due_on          date not null,
  fund_use_id     uuid,      -- null: not paid from the special fund
  given_on        date not null,
  given_by        uuid not null references accounts on delete restrict,
  giver_name      text not null,
  ended_on        date,      -- null with the reason: still holds
  end_reason      text,

  constraint appraisal_commission_has_one_id primary key (county_code, id),
  constraint appraisal_commission_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint appraising_organisation_is_known foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint appraisal_is_paid_from_a_known_use foreign key (county_code, fund_use_id) references fund_uses (county_code, id) on delete restrict,
  constraint appraisal_commission_names_one_appraiser check (num_nonnulls(organisation_id, account_id) = 1),
  constraint appraised_subject_is_known check (subject in ('land', 'house')),
  constraint appraisal_has_a_purpose check (purpose <> ''),
  constraint appraisal_commission_ends_whole check (num_nulls(ended_on, end_reason) in (0, 2))
);
create unique index appraisal_is_commissioned_once
  on appraisal_commissions (county_code, estate_id, subject, coalesce(organisation_id, account_id)) where ended_on is null;
create index appraisal_commissions_by_age on appraisal_commissions (county_code, id desc);
create index appraisal_commissions_by_organisation on appraisal_commissions (county_code, organisation_id) where organisation_id is not null;
create index appraisal_commissions_by_account on appraisal_commissions (account_id) where account_id is not null;
create index appraisal_commissions_by_use on appraisal_commissions (county_code, fund_use_id) where fund_use_id is not null;
create index appraisal_commissions_by_giver on appraisal_commissions (given_by);
comment on table appraisal_commissions is 'Commissions of appraisals 评估委托: who appraises the land or the houses of an estate, for what and by when.';

create table appraisals (
  county_code    text not null references regions on delete restrict,
  id             uuid not null default uuidv7(),
  commission_id  uuid not null,
  version        smallint not null,
  report_no      text not null,
  value_on       date not null,
  value_fen      bigint not null,
  valid_until    date not null,
  name           text not null,
  media_type     text not null,
  bytes          bigint not null,
  sha256         bytea not null,
  note           text,      -- null: nothing said
  state          text not null default 'handed_in',
  handed_in_by   uuid not null references accounts on delete restrict,
  hander_name    text not null,
  handed_in_on   date not null,
  decided_by     uuid references accounts on delete restrict,  -- null down to decision_words: not decided on
  decider_name   text,
  decided_on     date,
  decision_words text,
  file_id        uuid,      -- null: not filed in the archive

  constraint appraisal_has_one_id primary key (county_code, id),
  constraint appraisal_version_is_given_once unique (county_code, commission_id, version),
  constraint appraisal_is_of_a_known_commission foreign key (county_code, commission_id) references appraisal_commissions (county_code, id) on delete restrict,
  constraint appraisal_led_to_a_known_file foreign key (county_code, file_id) references archive_files (county_code, id) on delete restrict,
  constraint appraisal_version_starts_at_one check (version >= 1),
  constraint appraisal_has_its_number check (report_no <> ''),
  constraint appraised_value_is_positive check (value_fen > 0),
  constraint appraisal_holds_from_its_day check (valid_until > value_on),
  constraint appraisal_state_is_known check (state in ('handed_in', 'returned', 'accepted')),
  constraint appraisal_has_a_whole_hash check (length(sha256) = 32 and bytes > 0),
  constraint appraisal_is_decided_whole check (num_nulls(decided_by, decider_name, decided_on, decision_words) in (0, 4)),
  constraint decided_appraisal_has_its_words check ((state = 'handed_in') = (decided_by is null)),
  constraint accepted_appraisal_is_filed check ((state = 'accepted') = (file_id is not null)),
  constraint appraisal_is_decided_by_a_second_person check (decided_by <> handed_in_by)
);
create unique index one_appraisal_waits_per_commission on appraisals (county_code, commission_id) where state <> 'returned';
create index appraisals_by_file on appraisals (county_code, file_id) where file_id is not null;
create index appraisals_by_hander on appraisals (handed_in_by);
create index appraisals_by_decider on appraisals (decided_by) where decided_by is not null;
comment on table appraisals is 'Appraisals 评估报告 as handed in, version by version: returned with what to correct, or accepted and filed.';

/** Refuses what no act may do to something handed in: it is decided on once. */
create function hand_in_is_decided_once() returns trigger language plpgsql as $$
begin
  if old.state not in ('waiting', 'handed_in', 'checked') or new.state = old.state then
    raise exception 'what is % does not become %', old.state, new.state using errcode = '23514', constraint = 'hand_in_moves_as_allowed';
  end if;
  return new;
end $$;
create trigger developer_paper_moves before update on developer_papers for each row execute function hand_in_is_decided_once();
create trigger owner_hand_in_moves before update on owner_hand_ins for each row execute function hand_in_is_decided_once();
create trigger appraisal_moves before update on appraisals for each row execute function hand_in_is_decided_once();

/** What history keeps of a workbook a developer brought: its columns, and of what the check found the hash. */
create function owner_hand_in_record(h owner_hand_ins) returns jsonb language sql stable
  return (to_jsonb(h) - '{county_code,id,faults}'::text[])
         || jsonb_build_object('faults_sha256', encode(sha256(convert_to(h.faults::text, 'UTF8')), 'hex'));

alter table developer_papers enable row level security;
create policy own_counties on developer_papers using (county_code = any (jurisdiction()));
alter table owner_hand_ins enable row level security;
create policy own_counties on owner_hand_ins using (county_code = any (jurisdiction()));
alter table qualifications enable row level security;
create policy own_counties on qualifications using (county_code = any (jurisdiction()));
alter table appraisal_commissions enable row level security;
create policy own_counties on appraisal_commissions using (county_code = any (jurisdiction()));
alter table appraisals enable row level security;
create policy own_counties on appraisals using (county_code = any (jurisdiction()));

-- Not granted: delete, and update of what was handed in.
grant select, insert on developer_papers, owner_hand_ins, qualifications, appraisal_commissions, appraisals to qingling_app;
grant update (state, decided_by, decider_name, decided_on, decision_words, file_id) on developer_papers to qingling_app;
grant update (state, sent_on, batch_id) on owner_hand_ins to qingling_app;
grant update (withdrawn_on, withdrawn_reason) on qualifications to qingling_app;
grant update (ended_on, end_reason) on appraisal_commissions to qingling_app;
grant update (state, decided_by, decider_name, decided_on, decision_words, file_id) on appraisals to qingling_app;
