-- Accounts of debtors, what is owed by age, and lists of money that leave the house: as quick at 219,200 homes as at ten.

create table arrears_tallies (
  county_code text not null references regions on delete restrict,
  kind        text not null,
  debtor_kind text not null,
  due_on      date not null,   -- infinity: no day is set
  owed_fen    bigint not null,
  dues        bigint not null,

  constraint arrears_stand_once primary key (county_code, kind, debtor_kind, due_on)
);
comment on table arrears_tallies is 'What is owed now 尚欠, in fen, and by how many dues, by kind of due and debtor and the day it is due; moved with the books.';

insert into arrears_tallies
select county_code, kind, debtor_kind, coalesce(due_on, 'infinity'), sum(owed_fen), count(*)
  from dues where owed_fen > 0 group by 1, 2, 3, 4;

alter table arrears_tallies enable row level security;
create policy own_counties on arrears_tallies using (county_code = any (jurisdiction()));
grant select, insert, update on arrears_tallies to qingling_app;

create index dues_by_kind on dues (county_code, kind, owed_fen desc, id);
create index dues_of_others on dues (county_code, debtor_kind, owed_fen desc, id) where debtor_kind <> 'owner';
create index dues_by_debtor on dues (county_code, debtor_name text_pattern_ops);
create index dues_cancelled on dues (county_code, id) where cancelled_on is not null;
create index money_held on money_lines (county_code, payment_id) include (fen) where account = 'unallocated';

alter table exports drop constraint export_subject_is_known;
alter table exports add constraint export_subject_is_known
  check (subject in ('estates', 'units', 'findings', 'bulletin', 'tasks', 'dues', 'payments', 'unallocated', 'cash_closings', 'due_account'));
