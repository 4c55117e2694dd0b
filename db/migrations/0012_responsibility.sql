-- Who answers for what: people with their posts, the unit behind each word of the rules, and who looks after which place.

alter table organisations drop constraint organisation_kind_is_known;
alter table organisations add constraint organisation_kind_is_known check (kind in
  ('clearance_office', 'responsible_unit', 'registration_centre', 'inspection', 'developer', 'third_party', 'taskforce', 'government'));
alter table organisations add column duties text;  -- null: nobody wrote down what it answers for
comment on column organisations.duties is '工作职责: what the organisation answers for in the campaign, in the words of the charter.';

create table unit_functions (
  county_code     text not null references regions on delete restrict,
  unit_code       text not null,
  organisation_id uuid not null,

  constraint function_is_held_by_one_organisation primary key (county_code, unit_code),
  constraint function_is_held_by_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint unit_code_is_a_word check (unit_code ~ '^[a-z][a-z0-9_]*$')
);
create index unit_functions_by_organisation on unit_functions (county_code, organisation_id);
comment on table unit_functions is 'Which organisation of a county stands behind a responsible unit as the rules name it (natural_resources, housing …).';

create table people (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  name            text not null,
  organisation_id uuid,          -- null: belongs to no listed organisation
  account_id      uuid references accounts on delete restrict,  -- null: does not sign in
  phone_cipher    bytea,         -- null: no phone known
  phone_digest    bytea,
  phone_masked    text,
  left_on         date,          -- null: still there

  constraint person_has_one_id primary key (county_code, id),
  constraint person_has_a_name check (name <> ''),
  constraint person_belongs_to_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint account_is_one_person_in_a_county unique (county_code, account_id),
  constraint person_phone_is_kept_whole check (num_nulls(phone_cipher, phone_digest, phone_masked) in (0, 3))
);
create index people_by_organisation on people (county_code, organisation_id);
create index people_by_account on people (account_id) where account_id is not null;
comment on table people is 'Named people who answer for work: heads, liaisons, taskforce members, officers who look after a place. Not every one signs in.';

create table postings (
  county_code     text not null,
  id              uuid not null default uuidv7(),
  person_id       uuid not null,
  organisation_id uuid not null,
  duty            text not null,
  from_on         date not null,
  until_on        date,  -- null: still held

  constraint posting_has_one_id primary key (county_code, id),
  constraint posting_is_of_a_known_person foreign key (county_code, person_id) references people (county_code, id) on delete restrict,
  constraint posting_is_in_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint duty_is_known check (duty in ('head', 'deputy', 'liaison', 'member')),
  constraint posting_ends_after_it_began check (until_on >= from_on)
);
create index postings_by_person on postings (county_code, person_id);
create index postings_by_organisation on postings (county_code, organisation_id);
create unique index one_head_at_a_time on postings (county_code, organisation_id) where duty = 'head' and until_on is null;
create unique index one_liaison_at_a_time on postings (county_code, organisation_id) where duty = 'liaison' and until_on is null;
create unique index posting_is_held_once on postings (county_code, organisation_id, person_id, duty) where until_on is null;
comment on table postings is 'Posts 职务 in responsible units and taskforces 专班: head 一把手, deputy, liaison 联络员, member; from a day until a day.';

create table charges (
  county_code   text not null,
  id            uuid not null default uuidv7(),
  person_id     uuid not null,
  scope         text not null,
  township_code text references regions on delete restrict,
  estate_id     uuid,
  building_id   uuid,
  floor         integer,
  from_on       date not null,
  until_on      date,  -- null: still held

  constraint charge_has_one_id primary key (county_code, id),
  constraint charge_is_of_a_known_person foreign key (county_code, person_id) references people (county_code, id) on delete restrict,
  constraint charge_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint charge_is_of_a_building_of_its_estate
    foreign key (county_code, building_id, estate_id) references buildings (county_code, id, estate_id) on delete restrict,
  constraint charge_scope_is_known check (scope in ('county', 'township', 'estate', 'building', 'floor')),
  constraint charge_names_its_place check (
    (scope = 'township') = (township_code is not null)
    and (scope in ('estate', 'building', 'floor')) = (estate_id is not null)
    and (scope in ('building', 'floor')) = (building_id is not null)
    and (scope = 'floor') = (floor is not null)),
  constraint charge_ends_after_it_began check (until_on >= from_on)
);
create index charges_by_person on charges (county_code, person_id);
create index charges_by_estate on charges (county_code, estate_id);
create index charges_by_building on charges (county_code, building_id, estate_id);
create index charges_by_township on charges (township_code);
create unique index charge_is_held_once on charges (county_code, person_id, scope, township_code, estate_id, building_id, floor)
  nulls not distinct where until_on is null;
comment on table charges is 'Charges 包联: which person looks after which area, estate, building or floor, from a day until a day.';

alter table unit_functions enable row level security;
create policy own_counties on unit_functions using (county_code = any (jurisdiction()));
alter table people enable row level security;
create policy own_counties on people using (county_code = any (jurisdiction()));
alter table postings enable row level security;
create policy own_counties on postings using (county_code = any (jurisdiction()));
alter table charges enable row level security;
create policy own_counties on charges using (county_code = any (jurisdiction()));

grant select, insert, update on people to qingling_app;
-- a unit may give a function back before another takes it over; the history of both says so.
grant select, insert, update, delete on unit_functions to qingling_app;
grant select, insert on postings, charges to qingling_app;
-- the rest is not granted for update: a post or charge ends, and another begins.
grant update (until_on) on postings, charges to qingling_app;
