-- First registration 首次登记 of an estate, a building or part of one: how its papers stood, the parts owners hold in common,
-- the inspection of the site, the public notice and who objected. An objection stops a notice and the registration behind it.

create table first_registrations (
  county_code    text not null,
  application_id uuid not null,
  estate_id      uuid not null,
  diagnosis_no   integer not null,
  papers         jsonb not null,

  constraint first_registration_is_of_one_application primary key (county_code, application_id),
  constraint first_registration_is_of_a_known_application
    foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint first_registration_rests_on_a_diagnosis
    foreign key (county_code, estate_id, diagnosis_no) references diagnoses (county_code, estate_id, diagnosis_no) on delete restrict
);
create index first_registrations_by_diagnosis on first_registrations (county_code, estate_id, diagnosis_no);
comment on table first_registrations is 'First registrations 首次登记: the diagnosis an application rests on and how each paper stood when it came in, with rule, basis and version.';

create table common_parts (
  county_code    text not null,
  application_id uuid not null,
  part_no        smallint not null,
  structure_no   text,           -- 建筑物编号; null with the next three: not told
  name           text not null,
  quantity       integer,
  area_m2        numeric(14,2),
  land_share_m2  numeric(14,2),

  constraint common_part_has_one_number primary key (county_code, application_id, part_no),
  constraint common_part_is_of_a_first_registration
    foreign key (county_code, application_id) references first_registrations (county_code, application_id) on delete restrict,
  constraint common_part_has_a_name check (name <> ''),
  constraint common_part_quantity_is_positive check (quantity > 0),
  constraint common_part_measures_are_positive check (least(area_m2, land_share_m2) > 0)
);
comment on table common_parts is 'Common parts 业主共有部分 registered along with a building (fields of FDCQ3); no certificate is issued for them.';

create table site_inspections (
  county_code      text not null,
  id               uuid not null default uuidv7(),
  application_id   uuid not null,
  inspected_on     date not null,
  inspectors       text not null,
  location_matches boolean not null,
  is_completed     boolean not null,
  findings         text not null,
  recorded_by      uuid not null references accounts on delete restrict,
  recorder_name    text not null,

  constraint site_inspection_has_one_id primary key (county_code, id),
  constraint site_inspection_is_of_a_first_registration
    foreign key (county_code, application_id) references first_registrations (county_code, application_id) on delete restrict,
  constraint site_inspection_names_who_went check (inspectors <> ''),
  constraint site_inspection_says_what_was_found check (findings <> '')
);
create index site_inspections_by_application on site_inspections (county_code, application_id);
create index site_inspections_by_recorder on site_inspections (recorded_by);
comment on table site_inspections is 'Inspections of the site 实地查看: whether it lies where the papers say and is completed; the photos are in the archive.';

create table public_notices (
  county_code    text not null,
  id             uuid not null default uuidv7(),
  application_id uuid not null,
  state          text not null default 'drafted',
  matter         text not null,
  basis          text not null,
  rule           text,      -- null: asked for here, not by a rule
  fact           text,      -- null: no fact is shown by its passing
  days           smallint not null,
  day_kind       text not null,
  document_id    uuid,      -- null: not drafted as a document
  posted_on      date,      -- null with the next two: not posted
  posted_where   text,
  ends_on        date,
  ended_on       date,      -- null: not ended
  end_words      text,      -- null: not ended
  made_by        uuid not null references accounts on delete restrict,
  maker_name     text not null,

  constraint public_notice_has_one_id primary key (county_code, id),
  constraint public_notice_is_of_a_first_registration
    foreign key (county_code, application_id) references first_registrations (county_code, application_id) on delete restrict,
  constraint public_notice_has_a_known_document foreign key (county_code, document_id) references documents (county_code, id) on delete restrict,
  constraint public_notice_state_is_known check (state in ('drafted', 'running', 'stopped', 'passed', 'failed', 'withdrawn')),
  constraint public_notice_day_kind_is_known check (day_kind in ('working', 'calendar')),
  constraint public_notice_takes_days check (days between 1 and 365),
  constraint public_notice_has_matter_and_basis check (matter <> '' and basis <> ''),
  constraint public_notice_is_posted_whole check (num_nulls(posted_on, posted_where, ends_on) in (0, 3)),
  constraint running_notice_is_posted check (state in ('drafted', 'withdrawn') or posted_on is not null),
  constraint notice_ends_after_it_began check (ends_on >= posted_on),
  constraint ended_notice_has_day_and_words
    check ((state in ('passed', 'failed', 'withdrawn')) = (ended_on is not null) and (ended_on is null) = (end_words is null)),
  constraint notice_does_not_pass_before_its_last_day check (state <> 'passed' or ended_on > ends_on)
);
create unique index one_open_notice_per_application on public_notices (county_code, application_id) where state in ('drafted', 'running', 'stopped');
create index public_notices_by_application on public_notices (county_code, application_id);
create index public_notices_by_age on public_notices (county_code, id desc);
create index public_notices_running on public_notices (county_code, ends_on) where state = 'running';
create index public_notices_by_document on public_notices (county_code, document_id) where document_id is not null;
create index public_notices_by_maker on public_notices (made_by);
comment on table public_notices is 'Public notices 公示 of first registrations: days by rule, working or calendar, ended by the clock; photos of the posting are in the archive.';

create table notice_objections (
  county_code   text not null,
  notice_id     uuid not null,
  objection_no  smallint not null,
  raised_on     date not null,
  objector      text not null,
  words         text not null,
  decision      text,      -- null down to decider_name: not decided
  decision_words text,
  decided_on    date,
  decided_by    uuid references accounts on delete restrict,
  decider_name  text,

  constraint objection_has_one_number primary key (county_code, notice_id, objection_no),
  constraint objection_is_to_a_known_notice foreign key (county_code, notice_id) references public_notices (county_code, id) on delete restrict,
  constraint objection_says_who_and_why check (objector <> '' and words <> ''),
  constraint objection_decision_is_known check (decision in ('dismissed', 'taken_back', 'upheld')),
  constraint objection_is_decided_whole check (num_nulls(decision, decision_words, decided_on, decided_by, decider_name) in (0, 5)),
  constraint decision_follows_objection check (decided_on >= raised_on)
);
create index notice_objections_open on notice_objections (county_code, notice_id) where decision is null;
create index notice_objections_by_decider on notice_objections (decided_by) where decided_by is not null;
comment on table notice_objections is 'Objections 异议 to a public notice: who, why, and what was decided. An undecided one stops the notice.';

/** Refuses what the clock and nobody else may not do either: a notice that passes over an undecided objection. */
create function notice_waits_for_objections() returns trigger language plpgsql as $$
begin
  if new.state = 'passed' and exists (
       select from notice_objections as o
        where o.county_code = new.county_code and o.notice_id = new.id and (o.decision is null or o.decision = 'upheld')) then
    raise exception 'a notice does not pass over an objection' using errcode = '23514', constraint = 'notice_does_not_pass_over_an_objection';
  end if;
  if old.posted_on is not null and (new.posted_on, new.ends_on, new.days, new.day_kind) is distinct from (old.posted_on, old.ends_on, old.days, old.day_kind) then
    raise exception 'what was posted stays' using errcode = '23514', constraint = 'posted_notice_keeps_its_days';
  end if;
  return new;
end $$;
create trigger notice_waits before update on public_notices for each row execute function notice_waits_for_objections();

/** Refuses the entry of a first registration whose notice runs, is stopped, or failed and was not posted anew. */
create function entry_waits_for_notices() returns trigger language plpgsql as $$
begin
  if exists (
       select from public_notices as n
        where n.county_code = new.county_code and n.application_id = new.id and n.state not in ('withdrawn', 'passed')
          and not exists (select from public_notices as later
                           where later.county_code = n.county_code and later.application_id = n.application_id and later.state = 'passed' and later.id > n.id)) then
    raise exception 'a first registration is entered once its notice has passed' using errcode = '23514', constraint = 'entry_waits_for_its_notice';
  end if;
  return null;
end $$;
create trigger entry_waits_for_notices after update of state on applications
  for each row when (new.kind = 'first' and new.state = 'entered' and old.state <> 'entered') execute function entry_waits_for_notices();

/** What history keeps of a public notice: its columns, and an entry for each objection. */
create function public_notice_record(n public_notices) returns jsonb language sql stable as $$
  select (to_jsonb(n) - '{county_code,id}'::text[])
         || coalesce((select jsonb_object_agg('objection:' || o.objection_no, to_jsonb(o) - '{county_code,notice_id,objection_no}'::text[])
                        from notice_objections as o where o.county_code = n.county_code and o.notice_id = n.id), '{}')
$$;

-- Applications are told with what a first registration adds to them.
alter function application_records(text, uuid[]) rename to application_own_records;
create function application_records(county text, wanted uuid[]) returns table (id uuid, record jsonb) language sql stable
begin atomic
  select r.id, r.record || coalesce(f.told, '{}') || coalesce(p.told, '{}')
    from application_own_records(county, wanted) as r
    left join lateral (select jsonb_build_object('first', to_jsonb(t) - '{county_code,application_id}'::text[]) as told
                         from first_registrations as t where t.county_code = county and t.application_id = r.id) as f on true
    left join lateral (select jsonb_object_agg('common_part:' || t.part_no, to_jsonb(t) - '{county_code,application_id,part_no}'::text[]) as told
                         from common_parts as t where t.county_code = county and t.application_id = r.id) as p on true;
end;
create or replace function application_record(a applications) returns jsonb language sql stable
  return (select r.record from application_records(a.county_code, array[a.id]) as r);

alter table first_registrations enable row level security;
create policy own_counties on first_registrations using (county_code = any (jurisdiction()));
alter table common_parts enable row level security;
create policy own_counties on common_parts using (county_code = any (jurisdiction()));
alter table site_inspections enable row level security;
create policy own_counties on site_inspections using (county_code = any (jurisdiction()));
alter table public_notices enable row level security;
create policy own_counties on public_notices using (county_code = any (jurisdiction()));
alter table notice_objections enable row level security;
create policy own_counties on notice_objections using (county_code = any (jurisdiction()));

-- Not granted: delete, and update of what was inspected, of common parts and of the papers as they stood.
grant select, insert on first_registrations, common_parts, site_inspections, public_notices, notice_objections to qingling_app;
grant update (state, document_id, posted_on, posted_where, ends_on, ended_on, end_words) on public_notices to qingling_app;
grant update (decision, decision_words, decided_on, decided_by, decider_name) on notice_objections to qingling_app;
