-- Cash desk 收费窗口: a visit pays in several ways, each with its receipt; and every desk closes its day 日结 by count.

alter table payments add column visit_id uuid;        -- null: taken at no desk
alter table payments add column tendered_fen bigint;  -- null: not told, or not in cash; what is over is given back as change
alter table payments add constraint visit_takes_a_way_once unique (county_code, visit_id, way);
alter table payments add constraint visit_pays_at_a_desk check (visit_id is null or (desk is not null and reverses_id is null));
alter table payments add constraint desk_has_a_name check (desk <> '');
alter table payments add constraint cash_given_covers_the_payment check (tendered_fen is null or (way = 'cash' and tendered_fen >= amount_fen));
create index payments_by_desk on payments (county_code, desk, paid_on, id) where desk is not null;

create table cash_closings (
  county_code        text not null references regions on delete restrict,
  id                 uuid not null default uuidv7(),
  desk               text not null,
  day                date not null,
  entries            integer not null,
  booked_cash_fen    bigint not null,
  booked_pos_fen     bigint not null,
  booked_bank_fen    bigint not null,
  booked_offset_fen  bigint not null,
  counted_cash_fen   bigint not null,
  counted_pos_fen    bigint not null,
  counted_bank_fen   bigint not null,
  counted_offset_fen bigint not null,
  is_even            boolean not null generated always as
                       (booked_cash_fen = counted_cash_fen and booked_pos_fen = counted_pos_fen
                        and booked_bank_fen = counted_bank_fen and booked_offset_fen = counted_offset_fen) stored,
  reason             text,      -- null: no difference
  counted_by         uuid not null references accounts on delete restrict,
  counter_name       text not null,
  counted_on         date not null,
  accepted_by        uuid references accounts on delete restrict,  -- null with the next: no difference, or nobody accepted it yet
  accepter_name      text,
  closed_on          date,      -- null: a difference waits for a second person

  constraint closing_has_one_id primary key (county_code, id),
  constraint desk_closes_a_day_once unique (county_code, desk, day),
  constraint closing_names_its_desk check (desk <> ''),
  constraint closing_has_entries check (entries > 0),
  constraint day_is_counted_when_it_has_come check (counted_on >= day),
  constraint difference_has_its_reason check (is_even = (reason is null)),
  constraint difference_is_accepted_whole check (num_nulls(accepted_by, accepter_name) in (0, 2)),
  constraint difference_is_accepted_by_another check (accepted_by <> counted_by),
  constraint day_is_closed_even_or_accepted check ((closed_on is not null) = (is_even or accepted_by is not null))
);
create index cash_closings_by_day on cash_closings (county_code, day desc, id desc);
create index cash_closings_by_counter on cash_closings (counted_by);
create index cash_closings_by_accepter on cash_closings (accepted_by) where accepted_by is not null;
comment on table cash_closings is 'Daily closings 日结 of desks: what was counted against what was booked, by way. A difference is explained and accepted by a second person before the day is closed.';

-- A closed day is counted: nothing is taken or taken back on it at that desk any more.
create function closed_day_takes_nothing() returns trigger language plpgsql as $$
begin
  if exists (select from cash_closings as c
              where c.county_code = new.county_code and c.desk = new.desk and c.day = new.paid_on and c.closed_on is not null) then
    raise exception 'desk % has closed %', new.desk, new.paid_on using errcode = '23514', constraint = 'closed_day_takes_nothing';
  end if;
  return new;
end $$;
create trigger closed_day_takes_nothing before insert on payments for each row when (new.desk is not null) execute function closed_day_takes_nothing();

create function closed_day_stays() returns trigger language plpgsql as $$
begin
  raise exception 'closing % is closed', old.id using errcode = '23514', constraint = 'closed_day_stays';
end $$;
create trigger closed_day_stays before update on cash_closings for each row when (old.closed_on is not null) execute function closed_day_stays();

alter table cash_closings enable row level security;
create policy own_counties on cash_closings using (county_code = any (jurisdiction()));

-- Not granted: delete, nor another desk or day.
grant select, insert on cash_closings to qingling_app;
grant update (entries, booked_cash_fen, booked_pos_fen, booked_bank_fen, booked_offset_fen, counted_cash_fen, counted_pos_fen, counted_bank_fen, counted_offset_fen,
              reason, counted_by, counter_name, counted_on, accepted_by, accepter_name, closed_on) on cash_closings to qingling_app;

-- The last four characters of an ID number, as people say them at a window. A column, not an expression: only so may a search under
-- row-level security look into the index.
alter table owners add column id_tail text generated always as (right(id_masked, 4)) stored;
create index owners_by_id_tail on owners (county_code, id_tail) where id_tail is not null;

-- A payment taken back after its application was entered: the register stands, the debt is owed, and the office is told.
alter table notices drop constraint notice_kind_is_known;
alter table notices add constraint notice_kind_is_known check (kind in
  ('assigned', 'reminder', 'overdue', 'submitted', 'returned', 'written_off', 'extension', 'digest', 'yellow', 'ladder', 'urge',
   'hand_in_due', 'hand_in_returned', 'objection', 'file_shared', 'survey_handed_in', 'survey_returned', 'deferral_run_out', 'owed_after_entry'));
