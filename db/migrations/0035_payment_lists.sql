-- Payment lists 缴款清单 of the tax office and of banks: what they say, what each line became, and the money that pays no due yet.

create table payment_lists (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  name         text not null,
  sha256       bytea not null,
  bytes        bigint not null,
  rows         integer not null,
  total_fen    bigint not null,
  stated_fen   bigint,    -- null: the list has no line of its sum
  first_on     date,      -- null with the next: no line names a day that can be read
  last_on      date,
  brought_by   uuid not null,
  bringer_name text not null,
  brought_at   timestamptz not null default now(),
  sums         jsonb not null default '{}',
  booking_by   uuid,      -- null with the next two: nobody books it at the moment
  booker_name  text,
  booking_why  text,

  constraint payment_list_has_one_id primary key (county_code, id),
  constraint payment_list_is_not_empty check (rows > 0 and bytes >= 0),
  constraint list_is_booked_by_somebody_for_a_reason check (num_nulls(booking_by, booker_name, booking_why) in (0, 3)),
  constraint payment_list_days_are_known_together check (num_nulls(first_on, last_on) in (0, 2) and first_on <= last_on)
);
create index payment_lists_by_age on payment_lists (county_code, id desc);
create index payment_lists_under_way on payment_lists (county_code) where booking_by is not null;
create index payment_lists_by_hash on payment_lists (county_code, sha256);
comment on table payment_lists is 'Payment lists 缴款清单, each kept as a file by its hash. sums: lines and fen by outcome, counted anew whenever lines change.';

create table payment_list_rows (
  county_code     text not null,
  list_id         uuid not null,
  row_no          integer not null,
  sheet           text not null,
  sheet_row       integer not null,
  payer           text,     -- null here and below: the list does not say, or not so that it can be read
  id_digest       bytea,
  id_masked       text,
  uscc            text,
  estate          text,
  estate_key      text,
  building        text,
  entrance        text,
  room            text,
  kind_word       text,
  kind            text,
  fen             bigint,
  amount_said     text,
  paid_on         date,
  day_said        text,
  receipt_no      text,
  document_no     text,
  acceptance_no   text,
  unit_code       text,
  cell            text,     -- null: no cell of it is at fault
  outcome         text,     -- null with the next: not matched yet
  why             text,
  detail          text,
  due_id          uuid,
  candidates      uuid[] not null default '{}',
  pays_fen        bigint not null default 0,
  held_fen        bigint not null default 0,
  payment_id      uuid,     -- null: not booked
  decision        text,     -- null with the next three: nobody decided
  decision_reason text,
  decided_by      uuid,
  decider_name    text,

  constraint payment_list_row_has_one_number primary key (county_code, list_id, row_no),
  constraint row_is_of_a_known_payment_list foreign key (county_code, list_id) references payment_lists (county_code, id) on delete restrict,
  constraint row_names_a_known_due foreign key (county_code, due_id) references dues (county_code, id) on delete restrict,
  constraint row_became_a_known_payment foreign key (county_code, payment_id) references payments (county_code, id) on delete restrict,
  constraint row_outcome_is_known check (outcome in ('booked', 'already', 'held', 'doubtful', 'aside', 'refused')),
  constraint row_outcome_has_its_reason check (num_nulls(outcome, why) in (0, 2)),
  constraint row_money_is_accounted_for check (case when outcome in ('booked', 'held') then pays_fen + held_fen = fen else pays_fen = 0 and held_fen = 0 end),
  constraint row_pays_and_holds_no_less_than_nothing check (pays_fen >= 0 and held_fen >= 0),
  constraint booked_row_has_a_lawful_outcome check (payment_id is null or outcome in ('booked', 'held')),
  constraint row_decision_is_known check (decision in ('due', 'hold', 'aside')),
  constraint row_decision_is_whole check (num_nulls(decision, decision_reason, decided_by, decider_name) in (0, 4))
);
create index payment_list_rows_by_outcome on payment_list_rows (county_code, list_id, outcome, row_no);
create index payment_list_rows_by_due on payment_list_rows (county_code, due_id) where due_id is not null;
create unique index payment_comes_of_one_list_row on payment_list_rows (county_code, payment_id) where payment_id is not null;
create index payment_list_rows_decided on payment_list_rows (county_code, list_id) where decision is not null;
comment on table payment_list_rows is 'Lines of payment lists as they were read, and what became of each with its reason. ID numbers only as digest and mask.';

create table held_money (
  county_code text not null,
  payment_id  uuid not null,
  left_fen    bigint not null,

  constraint money_is_held_once_a_payment primary key (county_code, payment_id),
  constraint held_money_is_of_a_known_payment foreign key (county_code, payment_id) references payments (county_code, id) on delete restrict,
  constraint no_more_is_taken_out_than_is_held check (left_fen >= 0)
);
create index held_money_left on held_money (county_code, payment_id desc) where left_fen > 0;
comment on table held_money is 'Money held 挂账: what came in by a payment and pays no due yet. Follows the lines of the books on unallocated.';

-- What is held may be given back: an entry of less than nothing that names the payment, which stands for the rest.
alter table payments add column refunds_id uuid; -- null: gives nothing back
alter table payments add constraint refunds_a_known_payment foreign key (county_code, refunds_id) references payments (county_code, id) on delete restrict;
alter table payments add constraint payment_takes_back_or_gives_back check (num_nonnulls(reverses_id, refunds_id) <= 1);
alter table payments drop constraint payment_is_more_or_less_than_nothing;
alter table payments add constraint payment_is_more_or_less_than_nothing
  check (case when num_nonnulls(reverses_id, refunds_id) = 0 then amount_fen > 0 else amount_fen < 0 end);
alter table payments drop constraint reversal_has_its_reason;
alter table payments add constraint reversal_has_its_reason check ((num_nonnulls(reverses_id, refunds_id) = 0) = (reason is null));
create unique index payment_is_given_back_once on payments (county_code, refunds_id) where refunds_id is not null;

-- The number of the paper a due rests on, as a list may name it: 汾税通〔2022〕12号.
create function document_number(basis text) returns text language sql immutable as $$
  select substring(translate(basis, '[]［］【】', '〔〕〔〕〔〕') from '[^\s，,。；;：:、（(）)“”]*〔\d{4}〕\d+号')
$$;
create index dues_by_document on dues (county_code, document_number(basis)) where document_number(basis) is not null;

alter table payment_lists enable row level security;
create policy own_counties on payment_lists using (county_code = any (jurisdiction()));
alter table payment_list_rows enable row level security;
create policy own_counties on payment_list_rows using (county_code = any (jurisdiction()));
alter table held_money enable row level security;
create policy own_counties on held_money using (county_code = any (jurisdiction()));

-- Not granted: delete, nor a change of what a list said.
grant select, insert on payment_lists, payment_list_rows, held_money to qingling_app;
grant update (sums, booking_by, booker_name, booking_why) on payment_lists to qingling_app;
grant update (outcome, why, detail, due_id, candidates, pays_fen, held_fen, payment_id, decision, decision_reason, decided_by, decider_name) on payment_list_rows to qingling_app;
grant update (left_fen) on held_money to qingling_app;

-- What history keeps of a list: its columns and what people decided of its lines. What was booked stands with its payments.
create function payment_list_record(l payment_lists) returns jsonb language sql stable as $$
  select (to_jsonb(l) - '{county_code,id,sums,booking_by,booker_name,booking_why}'::text[])
         || coalesce((select jsonb_object_agg('row:' || r.row_no, jsonb_build_object('decision', r.decision, 'due_id', case when r.decision = 'due' then r.due_id end,
                                                                                     'reason', r.decision_reason, 'by', r.decider_name))
                        from payment_list_rows as r where r.county_code = l.county_code and r.list_id = l.id and r.decision is not null), '{}')
$$;
