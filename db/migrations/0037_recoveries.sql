-- Recovery 追缴: what an organisation owes is pursued as a case of its own while the homes are registered (证缴分离). The case has
-- its ladder in a developer's matter; it knows the registrations that went ahead without the debt, and neither ends the other.

create table recoveries (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  case_no         integer not null,
  organisation_id uuid not null,
  estate_id       uuid not null,
  matter_id       uuid not null,
  cause           text not null,
  basis           text not null,
  opened_on       date not null,
  opener_name     text not null,
  ended_on        date,      -- null with the next two: goes on
  end_kind        text,
  end_basis       text,
  revision        integer not null default 1,

  constraint recovery_has_one_id primary key (county_code, id),
  constraint recovery_has_one_number unique (county_code, case_no),
  constraint recovery_is_against_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint recovery_is_about_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint recovery_has_its_matter foreign key (county_code, matter_id) references developer_matters (county_code, id) on delete restrict,
  constraint matter_is_of_one_recovery unique (county_code, matter_id),
  constraint recovery_cause_is_known check (cause in ('by_hand', 'separated', 'deferred', 'diagnosis')),
  constraint recovery_has_a_basis check (basis <> ''),
  constraint recovery_ends_whole check (num_nulls(ended_on, end_kind, end_basis) in (0, 3)),
  constraint recovery_end_is_known check (end_kind in ('settled', 'decided')),
  constraint recovery_ends_after_it_began check (ended_on >= opened_on)
);
create unique index one_open_recovery_of_a_debtor_and_estate on recoveries (county_code, organisation_id, estate_id) where ended_on is null;
create index recoveries_by_estate on recoveries (county_code, estate_id, id);
create index recoveries_by_day on recoveries (county_code, opened_on, id);
comment on table recoveries is 'Recovery cases 追缴案: the debts of one organisation about one estate. A case ends when its dues come to nothing, or by a decision with its basis.';

create table recovery_dues (
  county_code         text not null,
  recovery_id         uuid not null,
  due_id              uuid not null,
  joined_on           date not null,
  paid_before_fen     bigint not null,
  reduced_before_fen  bigint not null,
  is_pursued          boolean not null default true,

  constraint due_joins_a_recovery_once primary key (county_code, recovery_id, due_id),
  constraint joined_due_is_of_a_known_recovery foreign key (county_code, recovery_id) references recoveries (county_code, id) on delete restrict,
  constraint recovery_is_of_a_known_due foreign key (county_code, due_id) references dues (county_code, id) on delete restrict,
  constraint joined_due_was_not_overpaid check (least(paid_before_fen, reduced_before_fen) >= 0)
);
create unique index due_is_pursued_in_one_recovery on recovery_dues (county_code, due_id) where is_pursued;
create index recovery_dues_by_due on recovery_dues (county_code, due_id);
comment on table recovery_dues is 'Dues pursued by a recovery, with what was paid and taken off before they joined it; what came since is the progress. is_pursued: by a case that goes on.';

create table recovery_applications (
  county_code    text not null,
  recovery_id    uuid not null,
  application_id uuid not null,
  linked_on      date not null,

  constraint application_is_linked_once primary key (county_code, recovery_id, application_id),
  constraint link_is_of_a_known_recovery foreign key (county_code, recovery_id) references recoveries (county_code, id) on delete restrict,
  constraint link_is_of_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict
);
create index recovery_applications_by_application on recovery_applications (county_code, application_id);
comment on table recovery_applications is 'Registrations that went ahead without a debt (证缴分离), linked to its recovery; neither follows the other.';

create table recovery_plans (
  county_code     text not null,
  recovery_id     uuid not null,
  plan_no         smallint not null,
  agreed_on       date not null,
  basis           text not null,
  paid_before_fen bigint not null,

  constraint plan_has_one_number primary key (county_code, recovery_id, plan_no),
  constraint plan_is_of_a_known_recovery foreign key (county_code, recovery_id) references recoveries (county_code, id) on delete restrict,
  constraint plan_has_a_basis check (basis <> ''),
  constraint plan_begins_at_nothing_less check (paid_before_fen >= 0)
);
comment on table recovery_plans is 'Instalment plans 分期缴纳 agreed in a recovery; the last one holds. paid_before_fen: paid on the dues of the case when it was agreed.';

create table recovery_instalments (
  county_code   text not null,
  recovery_id   uuid not null,
  plan_no       smallint not null,
  instalment_no smallint not null,
  due_on        date not null,
  amount_fen    bigint not null,

  constraint instalment_has_one_number primary key (county_code, recovery_id, plan_no, instalment_no),
  constraint instalment_is_of_a_known_plan
    foreign key (county_code, recovery_id, plan_no) references recovery_plans (county_code, recovery_id, plan_no) on delete restrict,
  constraint instalment_is_positive check (amount_fen > 0)
);
comment on table recovery_instalments is 'Instalments of a plan by their days; paid in their order by whatever comes in.';

create index dues_of_organisations_owed on dues (county_code, estate_id) where debtor_kind = 'organisation' and owed_fen > 0;

alter table recoveries enable row level security;
create policy own_counties on recoveries using (county_code = any (jurisdiction()));
alter table recovery_dues enable row level security;
create policy own_counties on recovery_dues using (county_code = any (jurisdiction()));
alter table recovery_applications enable row level security;
create policy own_counties on recovery_applications using (county_code = any (jurisdiction()));
alter table recovery_plans enable row level security;
create policy own_counties on recovery_plans using (county_code = any (jurisdiction()));
alter table recovery_instalments enable row level security;
create policy own_counties on recovery_instalments using (county_code = any (jurisdiction()));

-- Not granted: delete, nor a change of what a case, a plan or a link began with.
grant select, insert on recoveries, recovery_dues, recovery_applications, recovery_plans, recovery_instalments to qingling_app;
grant update (ended_on, end_kind, end_basis, revision) on recoveries to qingling_app;
grant update (is_pursued) on recovery_dues to qingling_app;

-- What history keeps of a recovery: its columns, the dues and registrations that joined it, and the plans agreed.
create function recovery_record(r recoveries) returns jsonb language sql stable as $$
  select (to_jsonb(r) - '{county_code,id}'::text[])
         || coalesce((select jsonb_object_agg('due:' || d.due_id, to_jsonb(d) - '{county_code,recovery_id,due_id}'::text[])
                        from recovery_dues as d where d.county_code = r.county_code and d.recovery_id = r.id), '{}')
         || coalesce((select jsonb_object_agg('application:' || a.application_id, a.linked_on)
                        from recovery_applications as a where a.county_code = r.county_code and a.recovery_id = r.id), '{}')
         || coalesce((select jsonb_object_agg('plan:' || p.plan_no, to_jsonb(p) - '{county_code,recovery_id,plan_no}'::text[] || jsonb_build_object('instalments',
                               (select jsonb_agg(jsonb_build_object('due_on', i.due_on, 'amount_fen', i.amount_fen) order by i.instalment_no)
                                  from recovery_instalments as i
                                 where i.county_code = p.county_code and i.recovery_id = p.recovery_id and i.plan_no = p.plan_no)))
                        from recovery_plans as p where p.county_code = r.county_code and p.recovery_id = r.id), '{}')
$$;
