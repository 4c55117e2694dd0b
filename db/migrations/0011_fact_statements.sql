-- Two cells of one ledger may contradict each other on a fact: an act holds both statements. Words of how land was
-- acquired become the catalogue's choices, with the words kept beside them.

alter table estate_facts drop constraint fact_is_recorded_once_per_act;
alter table estate_facts add column statement_no smallint not null default 1;
alter table estate_facts add constraint statement_has_one_number_in_its_act
  primary key (county_code, estate_id, fact, act_no, statement_no);
alter table estate_facts add constraint statement_number_starts_at_one check (statement_no >= 1);
comment on column estate_facts.statement_no is '1, and 2 for the second of two cells of one ledger that contradict each other.';

update estate_facts
   set said = value #>> '{}',
       value = case value #>> '{}' when '出让' then '"granted"'::jsonb when '划拨' then '"allocated"'::jsonb end,
       is_known = value #>> '{}' in ('出让', '划拨')
 where fact = 'land_acquisition' and is_known;
