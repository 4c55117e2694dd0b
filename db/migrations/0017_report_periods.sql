-- Reports of every period: day, week, ten days and month, each frozen once.

alter table bulletins rename column month to period;
alter table bulletins
  add column kind    text    not null default 'month',
  add column edition integer not null default 1;

-- A month could be issued again before; what was issued stays.
update bulletins as b set edition = n.edition
  from (select county_code, id, row_number() over (partition by county_code, period order by issue_no) as edition from bulletins) as n
 where n.county_code = b.county_code and n.id = b.id;

alter table bulletins
  alter column kind drop default,
  drop constraint bulletin_month_is_a_month,
  drop constraint bulletin_number_is_given_once,
  add constraint bulletin_kind_is_known check (kind in ('day', 'week', 'ten_days', 'month')),
  add constraint bulletin_period_is_of_its_kind check (period ~ case kind
    when 'day' then '^\d{4}-\d{2}-\d{2}$'
    when 'week' then '^\d{4}-W\d{2}$'
    when 'ten_days' then '^\d{4}-(0[1-9]|1[0-2])-T[123]$'
    else '^\d{4}-(0[1-9]|1[0-2])$' end),
  add constraint bulletin_number_is_given_once unique (county_code, kind, issue_no),
  add constraint bulletin_period_is_frozen_once unique (county_code, kind, period, edition);
comment on table bulletins is 'Reports 日报告、周汇报任务清单、旬调度、月通报 as issued, of a county or (under the city''s own code) of the city.';
