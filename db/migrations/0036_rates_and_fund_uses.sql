-- Rates a county enters for itself, dated and with their source; and what special funds are committed to, spent on, and bought.

create table maintenance_fund_rates (
  county_code  text not null references regions on delete restrict,
  use          text not null,
  storeys_from smallint not null,
  storeys_to   smallint,      -- null: any number of storeys from there on
  from_on      date not null,
  until_on     date,          -- null: still
  fen_per_m2   bigint not null,
  document     text not null,
  document_no  text,          -- null: the document has no number
  is_verified  boolean not null,

  constraint maintenance_fund_rate_begins_once primary key (county_code, use, storeys_from, from_on),
  constraint maintenance_fund_use_is_known check (use in ('home', 'parking_or_storage', 'other')),
  constraint maintenance_fund_storeys_ascend check (storeys_from >= 1 and storeys_to >= storeys_from),
  constraint maintenance_fund_rate_ends_after_it_began check (until_on >= from_on),
  constraint maintenance_fund_rate_is_positive check (fen_per_m2 > 0),
  constraint maintenance_fund_rate_names_its_document check (document <> '')
);
comment on table maintenance_fund_rates is 'Rates of the maintenance fund 维修资金 as the county published them, by use and storeys of the building; without them what a home owes is unknown.';

create table deed_tax_rates (
  county_code text not null references regions on delete restrict,
  from_on     date not null,
  until_on    date,          -- null: still
  per_mille   smallint not null,
  document    text not null,
  document_no text,          -- null: the document has no number
  is_verified boolean not null,

  constraint deed_tax_rate_begins_once primary key (county_code, from_on),
  constraint deed_tax_rate_ends_after_it_began check (until_on >= from_on),
  constraint deed_tax_rate_lies_within_the_law check (per_mille between 30 and 50),
  constraint deed_tax_rate_names_its_document check (document <> '')
);
comment on table deed_tax_rates is 'Statutory rate of the deed tax 契税法定税率 the province set within 3 to 5 per cent, as the county entered it; it holds where no relief does.';

create table fund_uses (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  fund_id      uuid not null,
  bought       text not null,
  matter       text not null,
  payee        text not null,
  contract_no  text,          -- null: no contract, or one without a number
  amount_fen   bigint not null,
  committed_on date not null,
  recorded_on  date not null default (now() at time zone 'Asia/Shanghai')::date,
  ended_on     date,          -- null with the reason: what is not spent is still promised
  end_reason   text,

  constraint fund_use_has_one_id primary key (county_code, id),
  constraint fund_use_is_of_a_known_fund foreign key (county_code, fund_id) references funds (county_code, id) on delete restrict,
  constraint fund_use_buys_something_known check (bought in ('survey', 'appraisal', 'other')),
  constraint fund_use_names_matter_and_payee check (matter <> '' and payee <> ''),
  constraint fund_use_is_positive check (amount_fen > 0),
  constraint fund_use_is_ended_whole check (num_nulls(ended_on, end_reason) in (0, 2)),
  constraint fund_use_ends_after_it_began check (ended_on >= committed_on)
);
create index fund_uses_by_fund on fund_uses (county_code, fund_id, id);
comment on table fund_uses is 'What a special fund is committed to 承诺: what is bought, from whom, for how much. Ended: what was not spent lies in the fund again.';

create table fund_use_estates (
  county_code text not null,
  use_id      uuid not null,
  estate_id   uuid not null,
  place       smallint not null,

  constraint fund_use_names_an_estate_once primary key (county_code, use_id, estate_id),
  constraint estate_is_of_a_known_fund_use foreign key (county_code, use_id) references fund_uses (county_code, id) on delete restrict,
  constraint fund_use_is_for_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint fund_use_estates_stand_in_order unique (county_code, use_id, place)
);
create index fund_uses_by_estate on fund_use_estates (county_code, estate_id);
comment on table fund_use_estates is 'The estates something was bought for; papers of the use are filed with the first of them.';

create table fund_use_dues (
  county_code text not null,
  use_id      uuid not null,
  due_id      uuid not null,

  constraint due_is_paid_by_one_fund_use primary key (county_code, due_id),
  constraint due_is_of_a_known_fund_use foreign key (county_code, use_id) references fund_uses (county_code, id) on delete restrict,
  constraint fund_use_pays_a_known_due foreign key (county_code, due_id) references dues (county_code, id) on delete restrict
);
create index fund_use_dues_by_use on fund_use_dues (county_code, use_id);
comment on table fund_use_dues is 'Dues of the government – surveys, appraisals – a use is to pay: what is spent settles them first, older ones before younger.';

create table fund_spendings (
  county_code text not null,
  id          uuid not null default uuidv7(),
  use_id      uuid not null,
  amount_fen  bigint not null,
  spent_on    date not null,
  recorded_on date not null default (now() at time zone 'Asia/Shanghai')::date,
  voucher_no  text not null,
  payment_id  uuid,           -- null: no due was settled by it
  reverses_id uuid,           -- null: spent; else what this entry takes back
  reason      text,           -- null: spent

  constraint fund_spending_has_one_id primary key (county_code, id),
  constraint fund_spending_is_of_a_known_use foreign key (county_code, use_id) references fund_uses (county_code, id) on delete restrict,
  constraint fund_spending_settles_by_a_known_payment foreign key (county_code, payment_id) references payments (county_code, id) on delete restrict,
  constraint fund_spending_takes_back_a_known_one foreign key (county_code, reverses_id) references fund_spendings (county_code, id) on delete restrict,
  constraint fund_spending_is_more_or_less_than_nothing check (case when reverses_id is null then amount_fen > 0 else amount_fen < 0 end),
  constraint fund_spending_taken_back_has_its_reason check ((reverses_id is null) = (reason is null)),
  constraint fund_voucher_is_given_once unique (county_code, voucher_no)
);
create unique index fund_spending_is_taken_back_once on fund_spendings (county_code, reverses_id) where reverses_id is not null;
create index fund_spendings_by_use on fund_spendings (county_code, use_id, id);
create index fund_spendings_by_payment on fund_spendings (county_code, payment_id) where payment_id is not null;
comment on table fund_spendings is 'What was spent 拨付 under a use, by voucher. One taken back stays; the entry that takes it back spends less than nothing.';

-- What of a use is taken from its fund: all that was promised, or, once ended, what was spent.
create function fund_use_takes(u fund_uses) returns bigint language sql stable as $$
  select case when u.ended_on is null then u.amount_fen
              else coalesce((select sum(s.amount_fen) from fund_spendings as s where s.county_code = u.county_code and s.use_id = u.id), 0)::bigint end
$$;

-- Refuses a fund whose uses take more than was allotted. Acts of a county wait for each other, so that the sum is whole.
create function fund_holds_its_uses() returns trigger language plpgsql as $$
declare allotted bigint;
begin
  select amount_fen into allotted from funds where county_code = new.county_code and id = new.fund_id;
  if (select sum(fund_use_takes(u)) from fund_uses as u where u.county_code = new.county_code and u.fund_id = new.fund_id) > allotted then
    raise exception 'the uses of fund % take more than was allotted', new.fund_id using errcode = '23514', constraint = 'fund_holds_its_uses';
  end if;
  return null;
end $$;
create trigger fund_holds_its_uses after insert or update on fund_uses for each row execute function fund_holds_its_uses();

-- Refuses to spend more than was promised, and to spend under a use that is ended.
create function fund_use_holds_its_spendings() returns trigger language plpgsql as $$
declare used fund_uses;
begin
  select * into used from fund_uses where county_code = new.county_code and id = new.use_id;
  if new.reverses_id is null and used.ended_on is not null then
    raise exception 'fund use % is ended', new.use_id using errcode = '23514', constraint = 'ended_fund_use_spends_nothing';
  end if;
  if (select sum(amount_fen) from fund_spendings where county_code = new.county_code and use_id = new.use_id) > used.amount_fen then
    raise exception 'more is spent under fund use % than was promised', new.use_id using errcode = '23514', constraint = 'fund_use_holds_its_spendings';
  end if;
  return null;
end $$;
create trigger fund_use_holds_its_spendings after insert on fund_spendings for each row execute function fund_use_holds_its_spendings();

-- Papers of what a fund bought are filed with the estate it was bought for.
alter table archive_files drop constraint archived_subject_is_known;
alter table archive_files add constraint archived_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'application', 'survey', 'public_notice', 'site_inspection', 'delivery', 'fund_use'));

alter table maintenance_fund_rates enable row level security;
create policy own_counties on maintenance_fund_rates using (county_code = any (jurisdiction()));
alter table deed_tax_rates enable row level security;
create policy own_counties on deed_tax_rates using (county_code = any (jurisdiction()));
alter table fund_uses enable row level security;
create policy own_counties on fund_uses using (county_code = any (jurisdiction()));
alter table fund_use_estates enable row level security;
create policy own_counties on fund_use_estates using (county_code = any (jurisdiction()));
alter table fund_use_dues enable row level security;
create policy own_counties on fund_use_dues using (county_code = any (jurisdiction()));
alter table fund_spendings enable row level security;
create policy own_counties on fund_spendings using (county_code = any (jurisdiction()));

-- A county's table of rates is written whole; the rows before stand in its history.
grant select, insert, delete on maintenance_fund_rates, deed_tax_rates to qingling_app;
-- Not granted: delete, nor a change of what was promised or spent.
grant select, insert on fund_uses, fund_use_estates, fund_use_dues, fund_spendings to qingling_app;
grant update (ended_on, end_reason) on fund_uses to qingling_app;

create function due_rates_id(county text) returns uuid language sql immutable parallel safe as $$
  select md5('due_rates:' || county)::uuid
$$;

-- What history keeps of a county's rates: each table whole.
create function due_rates_record(county text) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'maintenance_fund', (select jsonb_agg(to_jsonb(r) - 'county_code' order by r.use, r.storeys_from, r.from_on) from maintenance_fund_rates as r where r.county_code = county),
    'deed_tax', (select jsonb_agg(to_jsonb(r) - 'county_code' order by r.from_on) from deed_tax_rates as r where r.county_code = county))
$$;

-- What history keeps of a use: its columns, the estates and dues it names, and an entry for each spending.
create function fund_use_record(u fund_uses) returns jsonb language sql stable as $$
  select (to_jsonb(u) - '{county_code,id}'::text[])
         || jsonb_build_object(
              'estates', (select jsonb_agg(e.estate_id order by e.place) from fund_use_estates as e where e.county_code = u.county_code and e.use_id = u.id),
              'dues', (select jsonb_agg(d.due_id order by d.due_id) from fund_use_dues as d where d.county_code = u.county_code and d.use_id = u.id))
         || coalesce((select jsonb_object_agg('spending:' || s.id, to_jsonb(s) - '{county_code,id,use_id}'::text[])
                        from fund_spendings as s where s.county_code = u.county_code and s.use_id = u.id), '{}')
$$;

-- What the planner may suppose of the books until they are first analyzed: dues of a whole county are recorded, and lists of
-- payments booked, before that, and without it every row would be looked for among all rows of its county.
select pg_restore_attribute_stats('version', 180000, 'schemaname', 'public', 'relname', of.tab, 'attname', of.col, 'inherited', false,
                                  'null_frac', 0::real, 'avg_width', of.width, 'n_distinct', of.n_distinct)
  from (values ('dues', 'county_code', 7, 13::real), ('dues', 'id', 16, -1), ('dues', 'unit_id', 16, -0.5), ('dues', 'estate_id', 16, -0.01),
               ('money_lines', 'county_code', 7, 13), ('money_lines', 'entry_id', 16, -0.5), ('money_lines', 'due_id', 16, -0.4), ('money_lines', 'payment_id', 16, -0.3),
               ('payments', 'county_code', 7, 13), ('payments', 'id', 16, -1)) as of (tab, col, width, n_distinct);
