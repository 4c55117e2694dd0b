-- Registrations 登记申请: first and transfer registration prepared, run and proved here; the register itself is kept by the official system.
-- A move that the law of the house does not allow is refused here too, whatever the application thinks of it.

create table batches (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  act             text not null,
  state           text not null default 'previewed',
  source          text not null,
  idempotency_key text not null,
  name            text not null,
  terms           jsonb not null default '{}',
  sha256          bytea,     -- null: no workbook, homes were selected
  made_by         uuid not null references accounts on delete restrict,
  maker_name      text not null,
  made_at         timestamptz not null default now(),
  reason          text,         -- null with the next two: not carried out yet
  run_by          uuid references accounts on delete restrict,
  runner_name     text,
  finished_at     timestamptz,  -- null: not finished

  constraint registration_batch_has_one_id primary key (county_code, id),
  constraint batch_is_asked_for_once unique (county_code, idempotency_key),
  constraint batch_act_is_known check (act in
    ('submit', 'accept', 'reject', 'call_for_correction', 'correct', 'pass_papers', 'pass_tax', 'pass_fund', 'pass_inspection', 'pass_notice',
     'pass_review', 'refuse', 'withdraw', 'enter', 'certify')),
  constraint batch_state_is_known check (state in ('reading', 'previewed', 'running', 'finished', 'unreadable')),
  constraint batch_source_is_known check (source in ('workbook', 'selection')),
  constraint batch_is_carried_out_by_somebody check (num_nulls(reason, run_by, runner_name) in (0, 3) and (state <> 'running' or run_by is not null)),
  constraint finished_batch_has_its_time check ((finished_at is null) = (state not in ('finished', 'unreadable')))
);
create index registration_batches_by_maker on batches (made_by);
create index registration_batches_by_runner on batches (run_by) where run_by is not null;
create index registration_batches_running on batches (county_code, id) where state = 'running';
create index registration_batches_by_age on batches (county_code, id desc);
comment on table batches is 'Batches 批次: one act on many homes, previewed, tried, carried out; each home keeps its own result.';

create table applications (
  county_code       text not null references regions on delete restrict,
  id                uuid not null default uuidv7(),
  kind              text not null,
  estate_id         uuid not null,
  building_id       uuid,      -- null: not of one building
  unit_id           uuid,      -- null: a first registration, whose homes stand in application_units
  homes             integer not null,
  applicant_kind    text not null,
  organisation_id   uuid,      -- null: no organisation applies
  applicant_basis   text,      -- null: applied for as the law's normal case has it
  batch_id          uuid,      -- null: submitted by itself
  state             text not null default 'submitted',
  submitted_on      date not null,
  submitted_by      uuid not null,
  submitter_name    text not null,
  papers            jsonb not null default '[]',
  acceptance_no     text,      -- null down to legal_days: not accepted
  accepted_on       date,
  accepted_by       uuid,
  acceptor_name     text,
  is_deemed         boolean,
  due_on            date,
  legal_days        integer,
  promised_on       date,      -- null with the next: not accepted, or the county promises nothing
  promised_days     integer,
  contract_no       text,      -- null down to contract_basis: a first registration, or no contract
  contract_on       date,
  price_fen         bigint,
  invoice_no        text,
  contract_basis    text,
  co_ownership      text,      -- null: a first registration
  entered_on        date,      -- null down to enterer_name: not entered
  entered_by        uuid,
  enterer_name      text,
  certificate_no    text,      -- null: none given
  remark            text,      -- 附记; null: none
  certified_on      date,      -- null: no certificate printed
  certificate_paper text,      -- number printed on the certificate's paper; null: not told
  delivered_on      date,      -- null: not delivered
  ended_on          date,      -- null with the reason: not refused, rejected or withdrawn
  end_reason        text,
  missing           jsonb not null default '[]',
  is_open           boolean not null generated always as (state in ('submitted', 'accepted', 'correcting')) stored,

  constraint application_has_one_id primary key (county_code, id),
  constraint application_kind_is_known check (kind in ('first', 'transfer')),
  constraint application_state_is_known check (state in
    ('submitted', 'accepted', 'correcting', 'entered', 'certified', 'delivered', 'not_accepted', 'refused', 'withdrawn')),
  constraint application_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint application_is_of_a_building_of_its_estate
    foreign key (county_code, building_id, estate_id) references buildings (county_code, id, estate_id) on delete restrict,
  constraint application_is_of_a_known_unit foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint application_came_in_a_known_batch foreign key (county_code, batch_id) references batches (county_code, id) on delete restrict,
  constraint applying_organisation_is_known foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint transfer_is_of_one_home check ((kind = 'transfer') = (unit_id is not null) and (kind = 'first' or homes = 1)),
  constraint application_covers_homes check (homes >= 1),
  constraint applicant_is_known check (case kind
    when 'first' then applicant_kind in ('developer', 'successor', 'superior', 'designated')
    else applicant_kind in ('both', 'buyer', 'developer', 'heir') end),
  constraint unusual_applicant_has_a_basis check (applicant_kind in ('developer', 'both') or applicant_basis is not null),
  constraint application_is_accepted_whole check (num_nulls(acceptance_no, accepted_on, accepted_by, acceptor_name, is_deemed, due_on, legal_days) in (0, 7)),
  constraint promise_is_told_whole check (num_nulls(promised_on, promised_days) in (0, 2) and (promised_on is null or due_on is not null)),
  constraint accepted_application_has_its_number check (state not in ('accepted', 'correcting', 'entered', 'certified', 'delivered', 'refused') or acceptance_no is not null),
  constraint acceptance_follows_submission check (accepted_on >= submitted_on),
  constraint application_is_entered_whole check (num_nulls(entered_on, entered_by, enterer_name) in (0, 3)),
  constraint entered_application_has_its_day check ((state in ('entered', 'certified', 'delivered')) = (entered_on is not null)),
  constraint entry_follows_acceptance check (entered_on >= accepted_on),
  constraint entered_transfer_has_a_certificate check (kind = 'first' or entered_on is null or certificate_no is not null),
  constraint certificate_follows_entry check (certified_on >= entered_on),
  constraint delivery_follows_certificate check (delivered_on >= certified_on),
  constraint delivered_application_has_its_day check ((state = 'delivered') = (delivered_on is not null)),
  constraint certified_application_has_its_day check (state not in ('certified', 'delivered') or certified_on is not null),
  constraint ended_application_has_its_reason check ((state in ('not_accepted', 'refused', 'withdrawn')) = (ended_on is not null) and (ended_on is null) = (end_reason is null)),
  constraint entered_by_a_second_person check (entered_by <> accepted_by),
  constraint application_price_is_not_negative check (price_fen >= 0),
  constraint contract_basis_is_known check (contract_basis in ('filed', 'recognised')),
  constraint application_co_ownership_is_known check (co_ownership in ('sole', 'joint', 'by_share', 'other')),
  constraint acceptance_number_is_given_once unique (county_code, acceptance_no)
);
create unique index one_open_transfer_per_home on applications (county_code, unit_id) where is_open and unit_id is not null;
create unique index application_certificate_is_given_once on applications (county_code, certificate_no) where certificate_no is not null;
create index applications_by_estate on applications (county_code, estate_id, id);
create index applications_by_unit on applications (county_code, unit_id) where unit_id is not null;
create index applications_by_state on applications (county_code, kind, state, id);
create index applications_by_due on applications (county_code, due_on, id) where is_open and due_on is not null;
create index applications_by_batch on applications (county_code, batch_id) where batch_id is not null;
create index applications_by_organisation on applications (county_code, organisation_id) where organisation_id is not null;
comment on column applications.missing is 'Of one that was not accepted: the one list of everything to be brought 一次性告知.';
comment on table applications is 'Applications 登记申请: a first registration of some homes, or the transfer of one; from receipt to delivery. Whoever acts comes from the act, as in acts, and is no reference.';

create table application_units (
  county_code    text not null,
  application_id uuid not null,
  unit_id        uuid not null,
  is_open        boolean not null,

  constraint home_stands_once_in_an_application primary key (county_code, application_id, unit_id),
  constraint covered_by_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint covers_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict
);
create unique index one_open_first_registration_per_home on application_units (county_code, unit_id) where is_open;
comment on table application_units is 'Homes a first registration covers. is_open follows the application''s state, so that no home stands in two open ones.';

create table application_gates (
  county_code    text not null,
  application_id uuid not null,
  gate           text not null,
  state          text not null default 'open',
  decided_on     date,      -- null with the next two: open
  decided_by     uuid,
  decider_name   text,
  evidence       text,      -- number of a receipt, of a report; null: open or none needed
  basis          text,      -- rule by which it is not needed or put off; null: open or passed

  constraint gate_stands_once primary key (county_code, application_id, gate),
  constraint gate_is_of_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint gate_is_known check (gate in ('papers', 'tax', 'fund', 'inspection', 'notice', 'review')),
  constraint gate_state_is_known check (state in ('open', 'passed', 'not_needed', 'deferred')),
  constraint gate_is_decided_whole check (num_nulls(decided_on, decided_by, decider_name) = case state when 'open' then 3 else 0 end),
  constraint gate_put_off_has_its_basis check (state not in ('not_needed', 'deferred') or basis is not null),
  constraint review_is_never_left_out check (gate <> 'review' or state in ('open', 'passed'))
);
create index application_gates_open on application_gates (county_code, gate, application_id) where state = 'open';
comment on table application_gates is 'Gates 并联环节 of an application, run side by side, each with its desk; entry waits for all of them.';

create table application_parties (
  county_code    text not null,
  application_id uuid not null,
  party_no       smallint not null,
  role           text not null,
  name           text not null,
  id_kind        text,
  id_cipher      bytea,
  id_digest      bytea,
  id_masked      text,
  phone_cipher   bytea,
  phone_digest   bytea,
  phone_masked   text,
  share_parts    integer,   -- null with the next: no shares
  share_whole    integer,
  basis          text,      -- of an agent: the authorisation; of an heir: the deed; null: none needed

  constraint party_has_one_number primary key (county_code, application_id, party_no),
  constraint party_is_of_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint party_role_is_known check (role in ('buyer', 'seller', 'agent')),
  constraint party_has_a_name check (name <> ''),
  constraint party_id_kind_is_known check (id_kind in ('identity_card', 'hk_mo_tw', 'passport', 'household_register', 'officer_card', 'business', 'other')),
  constraint party_id_is_kept_whole check (num_nulls(id_cipher, id_digest, id_masked) in (0, 3)),
  constraint party_phone_is_kept_whole check (num_nulls(phone_cipher, phone_digest, phone_masked) in (0, 3)),
  constraint share_is_told_whole check (num_nulls(share_parts, share_whole) in (0, 2)),
  constraint share_is_a_part check (share_parts between 1 and share_whole),
  constraint agent_has_his_authorisation check (role <> 'agent' or basis is not null)
);
create index application_parties_by_id on application_parties (county_code, id_digest) where id_digest is not null;
create index application_parties_by_phone on application_parties (county_code, phone_digest) where phone_digest is not null;
create index application_parties_by_name on application_parties (county_code, name text_pattern_ops, application_id);
comment on table application_parties is 'Parties 申请人、代理人 of an application. Numbers are ciphertext, as those of owners.';

create table application_pauses (
  county_code    text not null,
  application_id uuid not null,
  pause_no       smallint not null,
  kind           text not null,
  from_on        date not null,
  until_on       date,      -- null: still paused
  missing        jsonb not null default '[]',

  constraint application_pause_has_one_number primary key (county_code, application_id, pause_no),
  constraint pause_is_of_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint pause_kind_is_known check (kind in ('correction', 'notice')),
  constraint pause_ends_after_it_began check (until_on >= from_on)
);
create unique index one_open_pause_of_a_kind on application_pauses (county_code, application_id, kind) where until_on is null;
comment on table application_pauses is 'Days that do not count 中止: corrections asked, public notices running. missing is the one list of everything to be brought 一次性告知.';

create table batch_items (
  county_code    text not null,
  batch_id       uuid not null,
  item_no        integer not null,
  place          text not null,
  unit_id        uuid,      -- null: no home was found for the row
  application_id uuid,      -- null: none yet
  given          bytea,     -- what the row says, sealed; null: a selected home says nothing
  state          text not null default 'ready',
  refusal        text,      -- null: not refused
  refusal_words  text,

  constraint batch_item_has_one_number primary key (county_code, batch_id, item_no),
  constraint item_is_of_a_known_batch foreign key (county_code, batch_id) references batches (county_code, id) on delete restrict,
  constraint item_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint item_led_to_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint item_state_is_known check (state in ('ready', 'refused', 'done')),
  constraint refused_item_has_its_reason check ((state = 'refused') = (refusal is not null) and (refusal is null) = (refusal_words is null))
) with (fillfactor = 60); -- a result is written into its own page
create index batch_items_by_unit on batch_items (county_code, unit_id) where unit_id is not null;
create index batch_items_by_application on batch_items (county_code, application_id) where application_id is not null;
comment on table batch_items is 'Homes of a batch with what became of each: done, or refused with its reason.';

create table registration_numbers (
  county_code text not null references regions on delete restrict,
  run         text not null,
  year        smallint not null,
  last_no     integer not null,

  constraint one_registration_run_a_year primary key (county_code, run, year),
  constraint registration_run_is_known check (run in ('acceptance', 'certificate', 'delivery')),
  constraint last_registration_number_is_positive check (last_no >= 1)
);
comment on table registration_numbers is 'The last number given of each yearly run 受理号、证号; locked by the act that gives, so that none is given twice.';

create table registration_settings (
  county_code text not null references regions on delete restrict,
  setting     text not null,
  number      integer,       -- null: told in words, or nothing promised
  words       text,          -- null: a number
  source      text not null,
  is_verified boolean not null default false,

  constraint registration_setting_is_told_once primary key (county_code, setting),
  constraint registration_setting_is_known check (setting in
    ('legal_days', 'promised_days', 'correction_days', 'deemed_days', 'province_mark', 'place_name')),
  constraint registration_days_are_sensible check (number between 1 and 250),
  constraint registration_setting_is_of_its_kind check (case when setting in ('province_mark', 'place_name')
    then number is null and words is not null and words <> '' else words is null and (number is not null or setting = 'promised_days') end),
  constraint registration_setting_names_its_source check (source <> '')
);
comment on table registration_settings is 'Terms and names a county works by, each with its source and whether somebody checked it. Without a row the default of src/domain/registrations/settings.ts holds, to be verified.';

create table unit_restrictions (
  county_code   text not null references regions on delete restrict,
  id            uuid not null default uuidv7(),
  unit_id       uuid not null,
  kind          text not null,
  debtor        text not null,
  authority     text not null,
  document_no   text not null,
  from_on       date not null,
  until_on      date,      -- null: until lifted
  note          text,
  lifted_on     date,      -- null with the next: still there
  lifted_basis  text,

  constraint restriction_has_one_id primary key (county_code, id),
  constraint restriction_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint restriction_kind_is_known check (kind in ('seizure', 'waiting_seizure', 'pre_seizure', 'mortgage', 'advance_notice', 'objection', 'lawsuit')),
  constraint restriction_debtor_is_known check (debtor in ('developer', 'owner')),
  constraint restriction_ends_after_it_began check (until_on >= from_on),
  constraint restriction_is_lifted_whole check (num_nulls(lifted_on, lifted_basis) in (0, 2)),
  constraint restriction_is_told_once unique (county_code, unit_id, kind, document_no)
);
create index unit_restrictions_standing on unit_restrictions (county_code, unit_id) where lifted_on is null;
comment on table unit_restrictions is 'Restrictions 限制 on a home: seizures, mortgages, notices and disputes, with who ordered them. Whether one blocks a registration is a rule.';

/** The states an application may go to, and from where; the same table as src/domain/registrations/moves.ts, which a test holds against this one. */
create function application_may_go(kind text, was text, becomes text) returns boolean
  language sql immutable parallel safe
  return case was
    when 'submitted' then becomes in ('accepted', 'not_accepted', 'withdrawn')
    when 'accepted' then becomes in ('correcting', 'entered', 'refused', 'withdrawn')
    when 'correcting' then becomes in ('accepted', 'refused', 'withdrawn')
    when 'entered' then kind = 'transfer' and becomes = 'certified'
    when 'certified' then kind = 'transfer' and becomes = 'delivered'
    else false end;

-- The guards below look at a whole statement at once: a batch of thousands costs one look, not one for each home.

create function refuse_as(constraint_name text, words text) returns void language plpgsql as $$
begin
  raise exception '%', words using errcode = '23514', constraint = constraint_name;
end $$;

/** An application begins as submitted. */
create function application_begins() returns trigger language plpgsql as $$
begin
  if exists (select from came where state <> 'submitted') then
    perform refuse_as('application_begins_submitted', 'an application begins as submitted');
  end if;
  return null;
end $$;
create trigger application_begins after insert on applications
  referencing new table as came for each statement execute function application_begins();

/** Refuses what no act may do: a move not foreseen, an entry before its gates, a change of what was decided. */
create function application_moves_as_the_law_has_it() returns trigger language plpgsql as $$
declare
  fault text;
begin
  select case when n.state <> o.state and not application_may_go(o.kind, o.state, n.state) then 'application_moves_as_allowed'
              when n.state = 'entered' and o.state <> 'entered' and g.open > 0 then 'entry_waits_for_every_gate'
              when n.state = 'entered' and o.state <> 'entered' and g.reviewed = 0 then 'entry_waits_for_a_second_person'
              else 'application_keeps_what_it_was' end
    into fault
    from was as o
    join became as n on n.county_code = o.county_code and n.id = o.id
    left join lateral (select count(*) filter (where state = 'open') as open,
                              count(*) filter (where gate = 'review' and state = 'passed' and decided_by <> n.accepted_by) as reviewed
                         from application_gates where county_code = n.county_code and application_id = n.id) as g
           on n.state = 'entered' and o.state <> 'entered'
   where n.state <> o.state and not application_may_go(o.kind, o.state, n.state)
      or g.open > 0
      or g.reviewed = 0
      or o.acceptance_no is not null and (n.acceptance_no, n.accepted_on, n.accepted_by) is distinct from (o.acceptance_no, o.accepted_on, o.accepted_by)
      or o.entered_on is not null
         and (n.entered_on, n.entered_by, n.certificate_no) is distinct from (o.entered_on, o.entered_by, o.certificate_no)
      or not o.is_open and (n.remark, n.papers, n.price_fen, n.contract_no) is distinct from (o.remark, o.papers, o.price_fen, o.contract_no)
   limit 1;
  if found then perform refuse_as(fault, 'the application may not become so'); end if;
  return null;
end $$;
create trigger application_moves after update on applications
  referencing old table as was new table as became for each statement execute function application_moves_as_the_law_has_it();

/** Homes of a first registration are free for another once it is decided. Runs as the owner: nobody else may write is_open. */
create function application_frees_its_homes() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update application_units as u set is_open = false
    from became as n join was as o on o.county_code = n.county_code and o.id = n.id
   where o.is_open and not n.is_open and n.kind = 'first' and u.county_code = n.county_code and u.application_id = n.id;
  return null;
end $$;
create trigger application_frees_homes after update on applications
  referencing old table as was new table as became for each statement execute function application_frees_its_homes();

/** Gates, parties and homes are told with the application; later only its gates are decided, while it is under way. */
create function application_is_told_whole() returns trigger language plpgsql as $$
begin
  if exists (select from came join applications as a on a.county_code = came.county_code and a.id = came.application_id where a.state <> 'submitted') then
    perform refuse_as('application_is_told_with_its_parts', 'what belongs to an application is told when it is submitted');
  end if;
  return null;
end $$;
create trigger gates_come_with_their_application after insert on application_gates
  referencing new table as came for each statement execute function application_is_told_whole();
create trigger parties_come_with_their_application after insert on application_parties
  referencing new table as came for each statement execute function application_is_told_whole();
create trigger homes_come_with_their_application after insert on application_units
  referencing new table as came for each statement execute function application_is_told_whole();

/** Gates are decided, and pauses begin and end, while an application is accepted; who accepted does not review. */
create function application_is_under_way() returns trigger language plpgsql as $$
begin
  if exists (select from became join applications as a on a.county_code = became.county_code and a.id = became.application_id
              where a.state not in ('accepted', 'correcting')) then
    perform refuse_as('decided_while_under_way', 'an application that is not under way stays as it is');
  end if;
  return null;
end $$;
create trigger gates_are_decided_under_way after update on application_gates
  referencing new table as became for each statement execute function application_is_under_way();
create trigger pauses_begin_under_way after insert on application_pauses
  referencing new table as became for each statement execute function application_is_under_way();

create function gate_is_reviewed_by_a_second_person() returns trigger language plpgsql as $$
begin
  if exists (select from became as g join applications as a on a.county_code = g.county_code and a.id = g.application_id
              where g.gate = 'review' and g.state = 'passed' and g.decided_by = a.accepted_by) then
    perform refuse_as('reviewed_by_a_second_person', 'who accepted an application does not review it');
  end if;
  return null;
end $$;
create trigger review_by_a_second_person after update on application_gates
  referencing new table as became for each statement execute function gate_is_reviewed_by_a_second_person();

/** What history keeps of a party: no name and no number, but a digest of them all, which tells whether one was changed. */
create function party_record(p application_parties) returns jsonb language sql stable
  return jsonb_build_object('role', p.role, 'share_parts', p.share_parts, 'share_whole', p.share_whole, 'basis', p.basis,
    'digest', encode(sha256(convert_to(concat(p.name, '|', p.id_kind, '|', encode(p.id_digest, 'hex'), '|', encode(p.phone_digest, 'hex')), 'UTF8')), 'hex'));

/**
 * What history keeps of applications: their columns, an entry for each gate, party and pause, and the homes of a first registration.
 * Without ids, of all the county has.
 */
create function application_records(county text, wanted uuid[]) returns table (id uuid, record jsonb) language sql stable
begin atomic
  select a.id, (to_jsonb(a) - '{county_code,id,is_open}'::text[]) || coalesce(g.told, '{}') || coalesce(p.told, '{}') || coalesce(d.told, '{}') || coalesce(u.told, '{}')
    from applications as a
    left join lateral (select jsonb_object_agg('gate:' || t.gate, to_jsonb(t) - '{county_code,application_id,gate}'::text[]) as told
                         from application_gates as t where t.county_code = a.county_code and t.application_id = a.id) as g on true
    left join lateral (select jsonb_object_agg('party:' || t.party_no, party_record(t)) as told
                         from application_parties as t where t.county_code = a.county_code and t.application_id = a.id) as p on true
    left join lateral (select jsonb_object_agg('pause:' || t.pause_no, to_jsonb(t) - '{county_code,application_id,pause_no}'::text[]) as told
                         from application_pauses as t where t.county_code = a.county_code and t.application_id = a.id) as d on true
    left join lateral (select jsonb_build_object('units', jsonb_agg(t.unit_id order by t.unit_id)) as told
                         from application_units as t where t.county_code = a.county_code and t.application_id = a.id having count(*) > 0) as u on true
   where a.county_code = county and (wanted is null or a.id = any (wanted));
end;

/** The same of one application. */
create function application_record(a applications) returns jsonb language sql stable
  return (select r.record from application_records(a.county_code, array[a.id]) as r);

create function registration_settings_id(county text) returns uuid
  language sql immutable parallel safe
  return md5('registration_settings:' || county)::uuid;

/** What history keeps of a county's settings: an entry for each. */
create function registration_settings_record(county text) returns jsonb language sql stable
  return coalesce((select jsonb_object_agg(s.setting, to_jsonb(s) - '{county_code,setting}'::text[])
                     from registration_settings as s where s.county_code = county), '{}');

/** What history keeps of a batch: what was asked for, and of how many. How far it has come stands in its items. */
create function batch_record(b batches) returns jsonb language sql stable
  return to_jsonb(b) - '{county_code,id,state,made_at,reason,run_by,runner_name,finished_at}'::text[]
         || jsonb_build_object('items', (select count(*) from batch_items as i where i.county_code = b.county_code and i.batch_id = b.id));

alter table account_roles drop constraint role_is_known;
alter table account_roles add constraint role_is_known check (role in
  ('administrator', 'clerk', 'officer', 'leader', 'inspector', 'window_clerk', 'registrar', 'surveyor', 'developer', 'visiting_officer', 'city_office'));

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event', 'campaign', 'scope',
   'document', 'document_issuer', 'ladder_rule', 'ladder_step', 'developer_matter', 'penalty', 'inspection', 'inspection_finding',
   'inspector_note', 'hand_in', 'report_rhythm', 'report_text', 'report_freeze', 'document_template',
   'application', 'batch', 'restriction', 'survey', 'parcel', 'archive_file', 'archive_share', 'public_notice', 'site_inspection',
   'place', 'session', 'appointment', 'delivery', 'hand_over', 'joint_acceptance', 'registration_settings',
   'due', 'payment', 'fund'));

alter table batches enable row level security;
create policy own_counties on batches using (county_code = any (jurisdiction()));
alter table applications enable row level security;
create policy own_counties on applications using (county_code = any (jurisdiction()));
alter table application_units enable row level security;
create policy own_counties on application_units using (county_code = any (jurisdiction()));
alter table application_gates enable row level security;
create policy own_counties on application_gates using (county_code = any (jurisdiction()));
alter table application_parties enable row level security;
create policy own_counties on application_parties using (county_code = any (jurisdiction()));
alter table application_pauses enable row level security;
create policy own_counties on application_pauses using (county_code = any (jurisdiction()));
alter table batch_items enable row level security;
create policy own_counties on batch_items using (county_code = any (jurisdiction()));
alter table registration_numbers enable row level security;
create policy own_counties on registration_numbers using (county_code = any (jurisdiction()));
alter table registration_settings enable row level security;
create policy own_counties on registration_settings using (county_code = any (jurisdiction()));
alter table unit_restrictions enable row level security;
create policy own_counties on unit_restrictions using (county_code = any (jurisdiction()));

-- Not granted: delete, what came in stays; update of application_units, which follow their application by themselves.
grant select, insert on applications, application_units, application_gates, application_parties, application_pauses, batches, batch_items,
  registration_numbers, registration_settings, unit_restrictions to qingling_app;
-- Not granted for update: kind, estate, homes and who submitted, which an application keeps for good.
grant update (state, papers, acceptance_no, accepted_on, accepted_by, acceptor_name, is_deemed, due_on, legal_days, promised_on, promised_days, contract_no, contract_on, price_fen,
  invoice_no, contract_basis, entered_on, entered_by, enterer_name, certificate_no, remark, certified_on, certificate_paper, delivered_on, ended_on, end_reason, missing)
  on applications to qingling_app;
grant update (state, decided_on, decided_by, decider_name, evidence, basis) on application_gates to qingling_app;
grant update (until_on) on application_pauses to qingling_app;
grant update (state, reason, run_by, runner_name, finished_at) on batches to qingling_app;
grant update (place, unit_id, application_id, given, state, refusal, refusal_words) on batch_items to qingling_app;
grant update (number, words, source, is_verified) on registration_settings to qingling_app;
grant update (last_no) on registration_numbers to qingling_app;
grant update (lifted_on, lifted_basis) on unit_restrictions to qingling_app;

alter table notices drop constraint notice_kind_is_known;
alter table notices add constraint notice_kind_is_known check (kind in
  ('assigned', 'reminder', 'overdue', 'submitted', 'returned', 'written_off', 'extension', 'digest', 'yellow', 'ladder', 'urge',
   'hand_in_due', 'hand_in_returned', 'objection', 'file_shared', 'survey_handed_in', 'survey_returned'));

alter table diagnoses drop constraint diagnosis_cause_is_known;
alter table diagnoses add constraint diagnosis_cause_is_known check (cause in ('import', 'facts', 'correction', 'policy', 'registration', 'review'));
