-- Places and times 窗口、登记点、上门 with appointments and the queue of a day; delivery of certificates 发证; joint acceptance 联合验收 of new projects.
-- Seats are counted by the database itself, so that two clerks booking at once never exceed what a place can take.

create table places (
  county_code   text not null references regions on delete restrict,
  id            uuid not null default uuidv7(),
  kind          text not null,
  name          text not null,
  address       text not null,
  weekdays      smallint[] not null,
  opens_at      time not null,
  closes_at     time not null,
  break_from    time,          -- null with the next: no break
  break_until   time,
  slot_minutes  smallint not null,
  slot_capacity smallint not null,
  counters      smallint not null,
  opened_on     date not null,
  closed_on     date,          -- null: still there
  note          text,          -- null: nothing to add
  revision      integer not null default 1,

  constraint place_has_one_id primary key (county_code, id),
  constraint place_has_one_name unique (county_code, name),
  constraint place_kind_is_known check (kind in ('window', 'special_window', 'temporary_point', 'door_to_door')),
  constraint place_has_a_name check (name <> ''),
  constraint place_has_an_address check (address <> ''),
  constraint place_opens_on_known_weekdays check (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[] and cardinality(weekdays) > 0),
  constraint place_closes_after_it_opens check (closes_at > opens_at),
  constraint place_break_is_told_whole check (num_nulls(break_from, break_until) in (0, 2)),
  constraint place_break_lies_within_its_hours check (break_from > opens_at and break_until > break_from and break_until < closes_at),
  constraint place_slot_is_of_sensible_length check (slot_minutes between 5 and 480),
  constraint place_takes_somebody check (slot_capacity between 1 and 500),
  constraint place_has_counters check (counters between 1 and 60),
  constraint place_ends_after_it_began check (closed_on >= opened_on)
);
comment on table places is 'Places of registration 登记场所: windows, special windows, temporary points, door-to-door, with their usual days and hours.';

create table place_staff (
  county_code text not null,
  place_id    uuid not null,
  person_id   uuid not null,
  is_there    boolean not null,

  constraint person_stands_once_at_a_place primary key (county_code, place_id, person_id),
  constraint staff_is_of_a_known_place foreign key (county_code, place_id) references places (county_code, id) on delete restrict,
  constraint staff_of_a_place_is_known foreign key (county_code, person_id) references people (county_code, id) on delete restrict
);
create index place_staff_by_person on place_staff (county_code, person_id);
comment on table place_staff is 'Who usually works at a place; is_there is false once somebody left it.';

create table place_sessions (
  county_code   text not null,
  id            uuid not null default uuidv7(),
  place_id      uuid not null,
  held_on       date not null,
  starts_at     time not null,
  ends_at       time not null,
  nature        text not null,
  counters      smallint not null,
  estate_id     uuid,          -- null: for everybody
  note          text,          -- null: nothing to add
  state         text not null default 'open',
  cancel_reason text,          -- null: not cancelled
  revision      integer not null default 1,

  constraint session_has_one_id primary key (county_code, id),
  constraint session_is_at_a_known_place foreign key (county_code, place_id) references places (county_code, id) on delete restrict,
  constraint session_is_for_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint session_ends_after_it_began check (ends_at > starts_at),
  constraint session_nature_is_known check (nature in ('regular', 'overtime', 'day_off')),
  constraint session_has_counters check (counters between 1 and 60),
  constraint session_state_is_known check (state in ('open', 'cancelled')),
  constraint cancelled_session_has_its_reason check ((state = 'cancelled') = (cancel_reason is not null))
);
create unique index one_session_of_a_place_a_day on place_sessions (county_code, place_id, held_on) where state = 'open';
create index place_sessions_by_day on place_sessions (county_code, held_on, place_id);
create index place_sessions_by_estate on place_sessions (county_code, estate_id) where estate_id is not null;
comment on table place_sessions is 'A place on a day 场次: its hours, whether regular, overtime 加班 or on a day off, for whom.';

create table session_staff (
  county_code text not null,
  session_id  uuid not null,
  person_id   uuid not null,
  held_on     date not null,
  account_id  uuid references accounts on delete restrict,  -- with which the person signed in when put here; null: does not sign in
  is_there    boolean not null,

  constraint person_stands_once_in_a_session primary key (county_code, session_id, person_id),
  constraint staff_is_of_a_known_session foreign key (county_code, session_id) references place_sessions (county_code, id) on delete restrict,
  constraint staff_of_a_session_is_known foreign key (county_code, person_id) references people (county_code, id) on delete restrict
);
create unique index person_is_at_one_place_a_day on session_staff (county_code, person_id, held_on) where is_there;
create index session_staff_by_account on session_staff (account_id) where account_id is not null;
comment on table session_staff is 'Who is at a place on a day. What they accept that day is accepted there; that is how work is counted by place.';

create table session_slots (
  county_code text not null,
  session_id  uuid not null,
  slot_no     smallint not null,
  starts_at   time not null,
  ends_at     time not null,
  capacity    smallint not null,
  taken       smallint not null default 0,

  constraint slot_has_one_number primary key (county_code, session_id, slot_no),
  constraint slot_is_of_a_known_session foreign key (county_code, session_id) references place_sessions (county_code, id) on delete restrict,
  constraint slot_ends_after_it_began check (ends_at > starts_at),
  constraint slot_is_not_overbooked check (taken between 0 and capacity)
);
comment on table session_slots is 'Times of a session 时段 with their seats. taken is kept by a trigger on appointments, never by the application.';

create table appointments (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  session_id  uuid not null,
  slot_no     smallint not null,
  unit_id     uuid not null,
  matter      text not null,
  state       text not null default 'booked',
  end_reason  text,          -- null: not cancelled
  note        text,          -- null: nothing to add
  booked_by   uuid not null references accounts on delete restrict,
  booker_name text not null,
  booked_at   timestamptz not null default now(),

  constraint appointment_has_one_id primary key (county_code, id),
  constraint appointment_is_in_a_known_slot
    foreign key (county_code, session_id, slot_no) references session_slots (county_code, session_id, slot_no) on delete restrict,
  constraint appointment_is_for_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint appointment_matter_is_known check (matter in ('apply', 'supplement', 'collect', 'ask')),
  constraint appointment_state_is_known check (state in ('booked', 'arrived', 'done', 'missed', 'cancelled')),
  constraint cancelled_appointment_has_its_reason check ((state = 'cancelled') = (end_reason is not null))
);
create unique index home_is_booked_once_for_a_matter on appointments (county_code, unit_id, matter) where state in ('booked', 'arrived');
create index appointments_by_slot on appointments (county_code, session_id, slot_no, id);
create index appointments_by_unit on appointments (county_code, unit_id);
create index appointments_by_booker on appointments (booked_by);
comment on table appointments is 'Appointments 预约 of homes: moved, kept, missed or cancelled with a reason.';

/** An appointment holds its seat unless it was cancelled. Runs as the owner: the application itself may not touch the count. */
create function appointment_takes_its_seat() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held boolean := tg_op = 'UPDATE' and old.state <> 'cancelled';
  holds boolean := new.state <> 'cancelled';
begin
  if tg_op = 'UPDATE' and (new.county_code, new.id, new.unit_id, new.matter) is distinct from (old.county_code, old.id, old.unit_id, old.matter) then
    raise exception 'an appointment stays what it was for' using errcode = '23514', constraint = 'appointment_keeps_its_home';
  end if;
  if tg_op = 'UPDATE' and old.state in ('done', 'missed', 'cancelled') and (new.state, new.session_id, new.slot_no) is distinct from (old.state, old.session_id, old.slot_no) then
    raise exception 'an appointment that is over stays so' using errcode = '23514', constraint = 'appointment_that_is_over_stays';
  end if;
  if tg_op = 'UPDATE' and held = holds and (new.session_id, new.slot_no) = (old.session_id, old.slot_no) then return new; end if;
  if holds and not exists (select from place_sessions as s where s.county_code = new.county_code and s.id = new.session_id and s.state = 'open') then
    raise exception 'nobody is booked into a cancelled session' using errcode = '23514', constraint = 'appointment_is_in_an_open_session';
  end if;
  if held then
    update session_slots set taken = taken - 1 where county_code = old.county_code and session_id = old.session_id and slot_no = old.slot_no;
  end if;
  if holds then
    update session_slots set taken = taken + 1 where county_code = new.county_code and session_id = new.session_id and slot_no = new.slot_no;
  end if;
  return new;
end $$;
create trigger appointment_seat before insert or update on appointments for each row execute function appointment_takes_its_seat();

create table queue_tickets (
  county_code    text not null,
  session_id     uuid not null,
  ticket_no      smallint not null,
  matter         text not null,
  appointment_id uuid,          -- null: came without one
  name_masked    text,          -- null: no name told
  state          text not null default 'waiting',
  counter        smallint,      -- null: not called yet
  calls          smallint not null default 0,
  taken_at       timestamptz not null default now(),
  called_at      timestamptz,   -- null with the counter
  ended_at       timestamptz,   -- null: still waiting or at the counter

  constraint ticket_has_one_number primary key (county_code, session_id, ticket_no),
  constraint ticket_is_of_a_known_session foreign key (county_code, session_id) references place_sessions (county_code, id) on delete restrict,
  constraint ticket_is_of_a_known_appointment foreign key (county_code, appointment_id) references appointments (county_code, id) on delete restrict,
  constraint ticket_number_is_positive check (ticket_no >= 1),
  constraint ticket_matter_is_known check (matter in ('apply', 'supplement', 'collect', 'ask')),
  constraint ticket_state_is_known check (state in ('waiting', 'called', 'done', 'skipped')),
  constraint called_ticket_has_its_counter check ((state = 'waiting') or (counter is not null and called_at is not null)),
  constraint ended_ticket_has_its_time check ((state in ('done', 'skipped')) = (ended_at is not null))
);
create unique index counter_serves_one_at_a_time on queue_tickets (county_code, session_id, counter) where state = 'called';
create unique index appointment_has_one_ticket on queue_tickets (county_code, appointment_id) where appointment_id is not null;
comment on table queue_tickets is 'The queue 排队 of a place on a day: numbers begin with 1 every day. Only masked names stand here, for the board in the hall.';

create table deliveries (
  county_code         text not null references regions on delete restrict,
  id                  uuid not null default uuidv7(),
  application_id      uuid not null,
  attempt_no          smallint not null,
  way                 text not null,
  state               text not null default 'planned',
  planned_on          date not null,
  session_id          uuid,          -- null: not on the list of a session
  place_id            uuid,          -- null: handed over at no place, as by post
  receiver_name       text,          -- null with the relation: not told yet
  receiver_relation   text,
  authorisation       text,          -- by which paper somebody else receives; null: the owner himself
  receiver_id_cipher  bytea,         -- null with its digest and mask: no ID number told
  receiver_id_digest  bytea,
  receiver_id_masked  text,
  phone_cipher        bytea,
  phone_digest        bytea,
  phone_masked        text,
  address_cipher      bytea,         -- null with its mask: not by post
  address_masked      text,
  carrier             text,          -- null with number and day: not posted
  tracking_no         text,
  sent_on             date,
  tracking_words      text,          -- what the carrier last said; null: nothing yet
  proof               text,          -- null with the day: not delivered
  proof_words         text,
  delivered_on        date,
  returned_on         date,          -- null with the reason: did not come back
  return_reason       text,
  recorded_by         uuid not null references accounts on delete restrict,
  recorder_name       text not null,

  constraint delivery_has_one_id primary key (county_code, id),
  constraint delivery_is_of_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint delivery_attempts_are_numbered unique (county_code, application_id, attempt_no),
  constraint delivery_is_in_a_known_session foreign key (county_code, session_id) references place_sessions (county_code, id) on delete restrict,
  constraint delivery_is_at_a_known_place foreign key (county_code, place_id) references places (county_code, id) on delete restrict,
  constraint delivery_way_is_known check (way in ('window', 'on_site', 'post', 'agent')),
  constraint delivery_state_is_known check (state in ('planned', 'sent', 'delivered', 'returned', 'cancelled')),
  constraint delivery_relation_is_known check (receiver_relation in ('owner', 'spouse', 'relative', 'agent', 'heir', 'developer')),
  constraint delivery_proof_is_known check (proof in ('signature', 'photo', 'signed_list', 'post_receipt')),
  constraint receiver_id_is_kept_whole check (num_nulls(receiver_id_cipher, receiver_id_digest, receiver_id_masked) in (0, 3)),
  constraint receiver_phone_is_kept_whole check (num_nulls(phone_cipher, phone_digest, phone_masked) in (0, 3)),
  constraint delivery_address_is_kept_whole check (num_nulls(address_cipher, address_masked) in (0, 2)),
  constraint parcel_is_told_whole check (num_nulls(carrier, tracking_no, sent_on) in (0, 3)),
  constraint only_what_is_posted_has_a_parcel check (way = 'post' or carrier is null),
  constraint sent_delivery_has_its_parcel check (state not in ('sent', 'returned') or carrier is not null),
  constraint posted_delivery_has_its_parcel check (way <> 'post' or state <> 'delivered' or carrier is not null),
  constraint delivered_has_receiver_day_and_proof check ((state = 'delivered') = (delivered_on is not null) and (state <> 'delivered' or num_nulls(receiver_name, receiver_relation, proof) = 0)),
  constraint other_receiver_has_an_authorisation check (state <> 'delivered' or receiver_relation = 'owner' or authorisation is not null),
  constraint delivery_follows_sending check (delivered_on >= sent_on),
  constraint returned_delivery_has_its_reason check ((state = 'returned') = (returned_on is not null) and (returned_on is null) = (return_reason is null)),
  constraint return_follows_sending check (returned_on >= sent_on)
);
create unique index one_delivery_at_a_time on deliveries (county_code, application_id) where state in ('planned', 'sent', 'delivered');
create unique index tracking_number_is_used_once on deliveries (county_code, carrier, tracking_no) where tracking_no is not null;
create index deliveries_by_session on deliveries (county_code, session_id, id) where session_id is not null;
create index deliveries_by_place on deliveries (county_code, place_id, delivered_on) where place_id is not null;
create index deliveries_by_day on deliveries (county_code, delivered_on) where delivered_on is not null;
create index deliveries_under_way on deliveries (county_code, carrier, id) where state = 'sent';
create index deliveries_by_recorder on deliveries (recorded_by);
comment on table deliveries is 'Deliveries 发证 of certificates: planned as the owner wishes, sent or handed over, received with proof, or come back. One row for each try.';

create table delivery_files (
  county_code text not null,
  delivery_id uuid not null,
  file_no     smallint not null,
  kind        text not null,
  name        text not null,
  media_type  text not null,
  bytes       bigint not null,
  sha256      bytea not null,
  added_by    uuid not null references accounts on delete restrict,
  added_at    timestamptz not null default now(),

  constraint delivery_file_has_one_number primary key (county_code, delivery_id, file_no),
  constraint file_is_of_a_known_delivery foreign key (county_code, delivery_id) references deliveries (county_code, id) on delete restrict,
  constraint delivery_file_kind_is_known check (kind in ('signature', 'photo')),
  constraint delivery_file_is_not_empty check (bytes > 0)
);
create index delivery_files_by_adder on delivery_files (added_by);
comment on table delivery_files is 'Signatures and photos of deliveries, by hash.';

/** The lawful moves of a delivery, the same as src/domain/registrations/delivery/moves.ts, which a test holds against this one. */
create function delivery_may_go(was text, becomes text) returns boolean
  language sql immutable parallel safe
  return case was
    when 'planned' then becomes in ('sent', 'delivered', 'cancelled')
    when 'sent' then becomes in ('delivered', 'returned')
    else false end;

/** Refuses what no act may do: a move not foreseen, a certificate given before it is printed. */
create function delivery_moves_as_foreseen() returns trigger language plpgsql as $$
declare certified date;
begin
  if tg_op = 'INSERT' and new.state <> 'planned' then
    raise exception 'a delivery begins as planned' using errcode = '23514', constraint = 'delivery_begins_planned';
  end if;
  if tg_op = 'UPDATE' and (new.county_code, new.id, new.application_id, new.attempt_no) is distinct from (old.county_code, old.id, old.application_id, old.attempt_no) then
    raise exception 'a delivery stays of its application' using errcode = '23514', constraint = 'delivery_keeps_its_application';
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state and not delivery_may_go(old.state, new.state) then
    raise exception 'a delivery that is % does not become %', old.state, new.state using errcode = '23514', constraint = 'delivery_moves_as_allowed';
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state and new.state in ('sent', 'delivered') then
    select a.certified_on into certified from applications as a where a.county_code = new.county_code and a.id = new.application_id;
    if certified is null or certified > coalesce(new.sent_on, new.delivered_on) then
      raise exception 'a certificate is given once it is printed' using errcode = '23514', constraint = 'delivery_waits_for_the_certificate';
    end if;
  end if;
  return new;
end $$;
create trigger delivery_moves before insert or update on deliveries for each row execute function delivery_moves_as_foreseen();

create table joint_acceptances (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  estate_id       uuid not null,
  kind            text not null,
  title           text not null,
  state           text not null default 'open',
  opened_on       date not null,
  hand_over_on    date,          -- null: the day is not fixed yet
  accepted_on     date,          -- null: not accepted
  opinion_no      text,          -- number of the joint opinion 联合验收意见书; null: not accepted
  land_certificate_no text,      -- null with the day: no land certificate told
  land_certificate_on date,
  end_reason      text,          -- null: not withdrawn
  note            text,          -- null: nothing to add
  revision        integer not null default 1,

  constraint joint_acceptance_has_one_id primary key (county_code, id),
  constraint joint_acceptance_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint joint_acceptance_kind_is_known check (kind in ('house', 'land')),
  constraint joint_acceptance_has_a_title check (title <> ''),
  constraint joint_acceptance_state_is_known check (state in ('open', 'accepted', 'withdrawn')),
  constraint accepted_jointly_has_its_day check ((state = 'accepted') = (accepted_on is not null) and (accepted_on is null) = (opinion_no is null)),
  constraint joint_acceptance_follows_its_opening check (accepted_on >= opened_on),
  constraint homes_are_handed_over_after_acceptance check (kind = 'land' or accepted_on is null or hand_over_on is null or hand_over_on >= accepted_on),
  constraint land_certificate_is_told_whole check (num_nulls(land_certificate_no, land_certificate_on) in (0, 2)),
  constraint withdrawn_joint_acceptance_has_its_reason check ((state = 'withdrawn') = (end_reason is not null))
);
create unique index one_joint_acceptance_of_a_kind on joint_acceptances (county_code, estate_id, kind) where state <> 'withdrawn';
create index joint_acceptances_by_age on joint_acceptances (county_code, id desc);
comment on table joint_acceptances is 'Joint acceptance 联合验收 of a new project as one file of several units'' opinions, for 房证同交 (house) or 地证同交 (land).';

create table joint_opinions (
  county_code     text not null,
  joint_id        uuid not null,
  matter          text not null,
  organisation_id uuid,          -- null: no unit named yet
  stance          text not null default 'open',
  officer         text,          -- null down to giver_name: no opinion yet
  opined_on       date,
  given_by        uuid references accounts on delete restrict,
  giver_name      text,
  paper           text,          -- number of the paper; null: none yet
  words           text,          -- null: nothing to add

  constraint matter_has_one_opinion primary key (county_code, joint_id, matter),
  constraint opinion_is_on_a_known_joint_acceptance foreign key (county_code, joint_id) references joint_acceptances (county_code, id) on delete restrict,
  constraint joint_opinion_is_of_a_known_organisation foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint joint_matter_is_known check (matter in ('planning', 'land', 'fire', 'civil_defence', 'completion', 'archive', 'survey')),
  constraint joint_stance_is_known check (stance in ('open', 'agree', 'disagree', 'not_needed')),
  constraint joint_opinion_is_given_whole check (num_nulls(officer, opined_on, given_by, giver_name) = case stance when 'open' then 4 else 0 end),
  constraint joint_agreement_has_its_paper check (stance <> 'agree' or paper is not null),
  constraint joint_dissent_has_words check (stance not in ('disagree', 'not_needed') or words is not null)
);
create index joint_opinions_by_organisation on joint_opinions (county_code, organisation_id) where organisation_id is not null;
create index joint_opinions_by_giver on joint_opinions (given_by) where given_by is not null;
comment on table joint_opinions is 'The opinion of each unit in a joint acceptance, with officer, day and paper.';

create index applications_by_acceptance_day on applications (county_code, accepted_on) where accepted_on is not null;
create index applications_by_entry_day on applications (county_code, entered_on) where entered_on is not null;
create index applications_undelivered on applications (county_code, entered_on, id) where state = 'certified';

/** What history keeps of a place: its columns, and who works there. */
create function place_record(p places) returns jsonb language sql stable
return to_jsonb(p) - '{county_code,id}'::text[]
  || jsonb_build_object('staff', coalesce((select jsonb_agg(s.person_id order by s.person_id) from place_staff as s
                                            where s.county_code = p.county_code and s.place_id = p.id and s.is_there), '[]'));

/** What history keeps of a session: its columns, who is there, and an entry for each slot and ticket. Seats taken follow from the appointments. */
create function session_record(p place_sessions) returns jsonb language sql stable set timezone = 'UTC'
return to_jsonb(p) - '{county_code,id}'::text[]
  || jsonb_build_object('staff', coalesce((select jsonb_agg(jsonb_build_array(s.person_id, s.account_id) order by s.person_id) from session_staff as s
                                            where s.county_code = p.county_code and s.session_id = p.id and s.is_there), '[]'))
  || coalesce((select jsonb_object_agg('slot:' || s.slot_no, to_jsonb(s) - '{county_code,session_id,slot_no,taken}'::text[])
                 from session_slots as s where s.county_code = p.county_code and s.session_id = p.id), '{}')
  || coalesce((select jsonb_object_agg('ticket:' || t.ticket_no, to_jsonb(t) - '{county_code,session_id,ticket_no}'::text[])
                 from queue_tickets as t where t.county_code = p.county_code and t.session_id = p.id), '{}');

create function appointment_record(a appointments) returns jsonb language sql stable set timezone = 'UTC'
return to_jsonb(a) - '{county_code,id}'::text[];

/** What history keeps of a delivery: its columns without what is sealed, and an entry for each file. */
create function delivery_record(d deliveries) returns jsonb language sql stable set timezone = 'UTC'
return to_jsonb(d) - '{county_code,id,receiver_id_cipher,phone_cipher,address_cipher}'::text[]
  || coalesce((select jsonb_object_agg('file:' || f.file_no, to_jsonb(f) - '{county_code,delivery_id,file_no}'::text[])
                 from delivery_files as f where f.county_code = d.county_code and f.delivery_id = d.id), '{}');

create function joint_acceptance_record(j joint_acceptances) returns jsonb language sql stable
return to_jsonb(j) - '{county_code,id}'::text[]
  || coalesce((select jsonb_object_agg('opinion:' || o.matter, to_jsonb(o) - '{county_code,joint_id,matter}'::text[])
                 from joint_opinions as o where o.county_code = j.county_code and o.joint_id = j.id), '{}');

alter table places enable row level security;
create policy own_counties on places using (county_code = any (jurisdiction()));
alter table place_staff enable row level security;
create policy own_counties on place_staff using (county_code = any (jurisdiction()));
alter table place_sessions enable row level security;
create policy own_counties on place_sessions using (county_code = any (jurisdiction()));
alter table session_staff enable row level security;
create policy own_counties on session_staff using (county_code = any (jurisdiction()));
alter table session_slots enable row level security;
create policy own_counties on session_slots using (county_code = any (jurisdiction()));
alter table appointments enable row level security;
create policy own_counties on appointments using (county_code = any (jurisdiction()));
alter table queue_tickets enable row level security;
create policy own_counties on queue_tickets using (county_code = any (jurisdiction()));
alter table deliveries enable row level security;
create policy own_counties on deliveries using (county_code = any (jurisdiction()));
alter table delivery_files enable row level security;
create policy own_counties on delivery_files using (county_code = any (jurisdiction()));
alter table joint_acceptances enable row level security;
create policy own_counties on joint_acceptances using (county_code = any (jurisdiction()));
alter table joint_opinions enable row level security;
create policy own_counties on joint_opinions using (county_code = any (jurisdiction()));

-- Not granted: delete, and the count of seats taken, which only the trigger moves.
grant select, insert on places, place_staff, place_sessions, session_staff, appointments, queue_tickets, deliveries, delivery_files,
  joint_acceptances, joint_opinions to qingling_app;
grant select on session_slots to qingling_app;
grant insert (county_code, session_id, slot_no, starts_at, ends_at, capacity) on session_slots to qingling_app;
grant update (kind, name, address, weekdays, opens_at, closes_at, break_from, break_until, slot_minutes, slot_capacity, counters, opened_on, closed_on, note, revision)
  on places to qingling_app;
grant update (is_there) on place_staff to qingling_app;
grant update (is_there, account_id) on session_staff to qingling_app;
grant update (nature, counters, estate_id, note, state, cancel_reason, revision) on place_sessions to qingling_app;
grant update (capacity) on session_slots to qingling_app;
grant update (session_id, slot_no, state, end_reason, note) on appointments to qingling_app;
grant update (state, counter, calls, called_at, ended_at) on queue_tickets to qingling_app;
grant update (way, state, planned_on, session_id, place_id, receiver_name, receiver_relation, authorisation, receiver_id_cipher, receiver_id_digest,
  receiver_id_masked, phone_cipher, phone_digest, phone_masked, address_cipher, address_masked, carrier, tracking_no, sent_on, tracking_words, proof, proof_words,
  delivered_on, returned_on, return_reason, recorded_by, recorder_name) on deliveries to qingling_app;
grant update (state, hand_over_on, accepted_on, opinion_no, land_certificate_no, land_certificate_on, end_reason, note, title, revision)
  on joint_acceptances to qingling_app;
grant update (organisation_id, stance, officer, opined_on, given_by, giver_name, paper, words) on joint_opinions to qingling_app;
