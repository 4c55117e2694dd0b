-- Dues 税费: who owes what, by which rule, what was paid, put off or taken off. The books are double entry, in fen.

create table dues (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  kind            text not null,
  debtor_kind     text not null,
  organisation_id uuid,      -- null: an owner owes, or the government itself, or the organisation is not listed
  debtor_name     text not null,
  estate_id       uuid,      -- null: of no one estate
  unit_id         uuid,      -- null: of no one home
  amount_fen      bigint not null,
  basis           text not null,
  computed        jsonb,     -- rule, since when, source and inputs; null: entered or told by a ledger
  due_on          date,      -- null: no day is set
  assessed_on     date not null,
  paid_fen        bigint not null default 0,
  reduced_fen     bigint not null default 0,
  owed_fen        bigint not null generated always as (amount_fen - paid_fen - reduced_fen) stored,
  cancelled_on    date,      -- null with the reason: stands
  cancel_reason   text,
  source_ref      text,      -- name under which a ledger's due is known again; null: entered here

  constraint due_has_one_id primary key (county_code, id),
  constraint due_kind_is_known check (kind in
    ('land_price', 'land_price_default', 'deed_tax', 'value_added_tax', 'land_value_tax', 'income_tax', 'land_use_tax', 'stamp_tax', 'tax_late_fee',
     'civil_defence_fee', 'infrastructure_fee', 'maintenance_fund', 'registration_fee', 'survey', 'appraisal', 'other')),
  constraint debtor_is_of_a_known_kind check (debtor_kind in ('organisation', 'owner', 'government')),
  constraint debtor_is_a_known_organisation foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint only_an_organisation_is_listed check (organisation_id is null or debtor_kind = 'organisation'),
  constraint due_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint due_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint due_is_positive check (amount_fen > 0),
  constraint due_is_not_overpaid check (paid_fen >= 0 and reduced_fen >= 0 and paid_fen + reduced_fen <= amount_fen),
  constraint due_is_cancelled_whole check (num_nulls(cancelled_on, cancel_reason) in (0, 2)),
  constraint cancelled_due_owes_nothing check (cancelled_on is null or (paid_fen = 0 and reduced_fen = amount_fen)),
  constraint due_is_told_once unique (county_code, source_ref)
);
create index dues_by_estate on dues (county_code, estate_id, id);
create index dues_by_organisation on dues (county_code, organisation_id, id) where organisation_id is not null;
create index dues_by_unit on dues (county_code, unit_id) where unit_id is not null;
create index dues_owed on dues (county_code, owed_fen desc, id);
comment on table dues is 'Dues 应缴: tax, land price, fee or fund somebody owes, with how it was computed; paid_fen and reduced_fen are what the books say of it.';

create table due_terms (
  county_code text not null,
  id          uuid not null default uuidv7(),
  due_id      uuid not null,
  kind        text not null,
  amount_fen  bigint,     -- null: a deferral
  until_on    date,       -- null: a reduction
  basis       text not null,
  granted_on  date not null,
  ended_on    date,       -- null: holds

  constraint term_has_one_id primary key (county_code, id),
  constraint term_is_of_a_known_due foreign key (county_code, due_id) references dues (county_code, id) on delete restrict,
  constraint term_kind_is_known check (kind in ('deferral', 'reduction')),
  constraint term_says_what_it_grants check (case kind when 'deferral' then until_on is not null and amount_fen is null else amount_fen > 0 and until_on is null end),
  constraint deferral_ends_after_it_was_granted check (until_on > granted_on)
);
create unique index one_deferral_at_a_time on due_terms (county_code, due_id) where kind = 'deferral' and ended_on is null;
create index due_terms_by_due on due_terms (county_code, due_id);
create index due_terms_running on due_terms (county_code, until_on) where kind = 'deferral' and ended_on is null;
comment on table due_terms is 'Deferrals 缓缴 and reductions 减免 of a due, each with its basis; a deferral has its last day and is chased when that is past.';

create table payments (
  county_code   text not null references regions on delete restrict,
  id            uuid not null default uuidv7(),
  receipt_no    text not null,
  way           text not null,
  amount_fen    bigint not null,
  paid_on       date not null,
  payer_name    text not null,
  desk          text,       -- null: paid at no window of ours
  taken_by      uuid not null,
  taker_name    text not null,
  reverses_id   uuid,       -- null: a payment; else the payment this entry takes back
  reason        text,       -- null: a payment
  source_ref    text,       -- name under which a list's payment is known again; null: taken here

  constraint payment_has_one_id primary key (county_code, id),
  constraint receipt_number_is_given_once unique (county_code, receipt_no),
  constraint payment_way_is_known check (way in ('bank', 'pos', 'cash', 'offset')),
  constraint payment_is_more_or_less_than_nothing check (case when reverses_id is null then amount_fen > 0 else amount_fen < 0 end),
  constraint reversal_has_its_reason check ((reverses_id is null) = (reason is null)),
  constraint reverses_a_known_payment foreign key (county_code, reverses_id) references payments (county_code, id) on delete restrict,
  constraint payment_is_told_once unique (county_code, source_ref)
);
create unique index payment_is_reversed_once on payments (county_code, reverses_id) where reverses_id is not null;
create index payments_by_day on payments (county_code, paid_on desc, id desc);
comment on table payments is 'Payments 缴款 by receipt number. One taken back stays; the entry that takes it back is a payment of less than nothing.';

create table money_lines (
  county_code text not null references regions on delete restrict,
  entry_id    uuid not null,
  line_no     smallint not null,
  account     text not null,
  due_id      uuid,       -- null: on no due
  payment_id  uuid,       -- null: comes of no payment
  fen         bigint not null,
  booked_on   date not null,

  constraint money_line_has_one_number primary key (county_code, entry_id, line_no),
  constraint account_is_known check (account in ('owed', 'assessed', 'received', 'unallocated', 'reduced', 'cancelled')),
  constraint line_is_of_a_known_due foreign key (county_code, due_id) references dues (county_code, id) on delete restrict,
  constraint line_is_of_a_known_payment foreign key (county_code, payment_id) references payments (county_code, id) on delete restrict,
  constraint line_moves_money check (fen <> 0),
  constraint owed_is_owed_on_a_due check (account <> 'owed' or due_id is not null)
);
create index money_lines_by_due on money_lines (county_code, due_id) where due_id is not null;
create index money_lines_by_payment on money_lines (county_code, payment_id) where payment_id is not null;
comment on table money_lines is 'The books 分录, double entry: what is debited is positive, what is credited negative, and the lines of an entry come to nothing.';

-- Refuses an entry that does not balance, once the transaction that wrote it ends.
create function money_entry_balances() returns trigger language plpgsql as $$
begin
  if (select sum(fen) from money_lines where county_code = new.county_code and entry_id = new.entry_id) <> 0 then
    raise exception 'entry % does not balance', new.entry_id using errcode = '23514', constraint = 'entries_balance';
  end if;
  return null;
end $$;
create constraint trigger entries_balance after insert on money_lines deferrable initially deferred
  for each row execute function money_entry_balances();

create table due_tallies (
  county_code text not null references regions on delete restrict,
  measure     text not null,
  kind        text not null,
  debtor_kind text not null,
  day         date not null,
  recorded_on date not null,
  fen         bigint not null,

  constraint due_tally_stands_once primary key (county_code, measure, kind, debtor_kind, day, recorded_on),
  constraint due_measure_is_known check (measure in ('assessed', 'paid', 'reduced'))
);
comment on table due_tallies is 'What was assessed, paid and taken off, in fen, by kind of due and debtor, by the day it happened and the day it was known; moved with the books.';

create table receipt_numbers (
  county_code text not null references regions on delete restrict,
  year        smallint not null,
  last_no     integer not null,

  constraint one_receipt_run_a_year primary key (county_code, year),
  constraint last_receipt_number_is_positive check (last_no >= 1)
);
comment on table receipt_numbers is 'The last receipt number 收据号 a county gave in a year; locked by whoever takes money.';

create table funds (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  purpose     text not null,
  amount_fen  bigint not null,
  allotted_on date not null,
  source_ref  text,       -- name under which a ledger's fund is known again; null: entered here

  constraint fund_has_one_id primary key (county_code, id),
  constraint fund_has_a_purpose check (purpose <> ''),
  constraint fund_is_positive check (amount_fen > 0),
  constraint fund_is_told_once unique (county_code, source_ref)
);
create index funds_by_day on funds (county_code, allotted_on);
comment on table funds is 'Special funds 专项资金 a government allotted to the campaign, by purpose and day.';

alter table dues enable row level security;
create policy own_counties on dues using (county_code = any (jurisdiction()));
alter table due_terms enable row level security;
create policy own_counties on due_terms using (county_code = any (jurisdiction()));
alter table payments enable row level security;
create policy own_counties on payments using (county_code = any (jurisdiction()));
alter table money_lines enable row level security;
create policy own_counties on money_lines using (county_code = any (jurisdiction()));
alter table due_tallies enable row level security;
create policy own_counties on due_tallies using (county_code = any (jurisdiction()));
alter table receipt_numbers enable row level security;
create policy own_counties on receipt_numbers using (county_code = any (jurisdiction()));
alter table funds enable row level security;
create policy own_counties on funds using (county_code = any (jurisdiction()));

-- Not granted: delete, nor a change of what was booked.
grant select, insert on dues, due_terms, payments, money_lines, receipt_numbers, funds to qingling_app;
grant select, insert, update on due_tallies to qingling_app;
grant update (paid_fen, reduced_fen, cancelled_on, cancel_reason) on dues to qingling_app;
grant update (ended_on) on due_terms to qingling_app;
grant update (last_no) on receipt_numbers to qingling_app;

-- What history keeps of a payment: its columns and the lines it was booked by.
create function payment_record(p payments) returns jsonb language sql stable as $$
  select (to_jsonb(p) - '{county_code,id}'::text[])
         || jsonb_build_object('lines', coalesce((select jsonb_agg(jsonb_build_object('account', l.account, 'due_id', l.due_id, 'fen', l.fen) order by l.booked_on, l.entry_id, l.line_no)
                                                    from money_lines as l where l.county_code = p.county_code and l.payment_id = p.id), '[]'))
$$;

-- What history keeps of a due: its columns and the terms granted. What was paid and taken off stands in the books.
create function due_record(d dues) returns jsonb language sql stable as $$
  select (to_jsonb(d) - '{county_code,id,owed_fen,paid_fen,reduced_fen}'::text[])
         || coalesce((select jsonb_object_agg('term:' || t.id, to_jsonb(t) - '{county_code,id,due_id}'::text[])
                        from due_terms as t where t.county_code = d.county_code and t.due_id = d.id), '{}')
$$;
