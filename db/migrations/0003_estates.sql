-- Estates 小区, buildings 自然幢, units 户 and their owners 权利人.

create table estates (
  county_code             text not null references regions on delete restrict,
  id                      uuid not null default uuidv7(),
  name                    text not null,
  name_key                text not null,
  category                text not null,
  township_code           text references regions on delete restrict,  -- null here and below: the ledger does not say
  location                text,
  nature                  text,
  developer_id            uuid,
  parcel_code             text,
  completed_in            text,
  liaison                 text,
  liaison_person          text,
  remark                  text,
  listed_on               date not null,
  stated_on               date,
  stated_units            integer,
  stated_first_registered integer,
  stated_transferred      integer,
  stated_buildings        integer,
  stated_area_m2          numeric(14, 2),

  constraint estate_has_one_id primary key (county_code, id),
  constraint estate_name_is_unique_in_its_county unique (county_code, name_key),
  constraint estate_name_is_not_blank check (name <> '' and name_key <> ''),
  constraint estate_category_is_known check (category in ('legacy', 'new_district', 'shantytown', 'new_build')),
  constraint estate_developer_is_known
    foreign key (county_code, developer_id) references organisations (county_code, id) on delete restrict,
  constraint parcel_code_has_19_characters check (parcel_code ~ '^\d{12}[GJZ][ABSXCDEFLNHGWY]\d{5}$'),
  constraint completion_is_a_month_or_year check (completed_in ~ '^\d{4}(-(0[1-9]|1[0-2]))?$'),
  constraint stated_counts_are_not_negative check (least(stated_units, stated_first_registered, stated_transferred, stated_buildings, stated_area_m2) >= 0),
  constraint a_statement_has_its_day
    check (stated_on is not null or num_nonnulls(stated_units, stated_first_registered, stated_transferred, stated_buildings, stated_area_m2) = 0)
);
create index estates_by_developer on estates (county_code, developer_id);
create index estates_by_township on estates (township_code);
comment on table estates is 'Estates 小区/项目 on the list. stated_… is what the estate ledger says of itself; it is compared with the counted units, never added to them.';
comment on column estates.listed_on is 'From this day the estate and its units count: the start of the campaign. Never changes.';

create table estate_facts (
  county_code  text not null,
  estate_id    uuid not null,
  fact         text not null,
  act_no       bigint not null,
  is_known     boolean not null,
  value        jsonb,        -- null: established that it is not known
  said         text,         -- the source's own words, where they say more than the value
  source_kind  text not null,
  source_file  text,         -- null with its sheet and cell: not from a ledger
  source_sheet text,
  source_cell  text,
  as_of        date not null,

  constraint fact_is_recorded_once_per_act primary key (county_code, estate_id, fact, act_no),
  constraint fact_is_about_a_known_estate foreign key (county_code, estate_id) references estates on delete restrict,
  constraint fact_comes_from_an_act foreign key (county_code, act_no) references acts on delete restrict deferrable initially deferred,
  constraint known_fact_has_a_value check (is_known = (value is not null)),
  constraint fact_source_is_known check (source_kind in ('ledger', 'officer', 'document', 'visit')),
  constraint ledger_fact_names_its_cell check (source_kind <> 'ledger' or num_nulls(source_file, source_sheet, source_cell) = 0)
);
create index estate_facts_by_act on estate_facts (county_code, act_no);
comment on table estate_facts is 'Facts 事实 of an estate, each known or unknown, with source and day. A later one supersedes; none is overwritten.';

create table buildings (
  county_code  text not null,
  id           uuid not null default uuidv7(),
  estate_id    uuid not null,
  name         text not null,
  floors       integer,      -- null here and below: the ledger does not say
  entrances    integer,
  stated_units integer,
  structure    text,

  constraint building_has_one_id primary key (county_code, id),
  constraint building_stands_in_a_known_estate foreign key (county_code, estate_id) references estates on delete restrict,
  constraint building_has_one_estate unique (county_code, id, estate_id),
  constraint building_name_is_unique_in_its_estate unique (county_code, estate_id, name),
  constraint building_name_is_not_blank check (name <> '')
);
comment on table buildings is 'Buildings 自然幢, named by their number without its word (1# and 1号楼 are both 1).';

create table units (
  county_code          text not null,
  id                   uuid not null default uuidv7(),
  estate_id            uuid not null,
  building_id          uuid not null,
  entrance             text not null,  -- '' where the building has no separate entrances
  room                 text not null,
  floor                integer,        -- null here and below: the ledger does not say
  floors_total         integer,
  unit_code            text,
  use                  text,
  structure            text,
  area_m2              numeric(10, 2),
  inner_area_m2        numeric(10, 2),
  shared_area_m2       numeric(10, 2),
  co_ownership         text,
  contract_no          text,
  price_fen            bigint,
  has_invoice          boolean,
  deed_tax_fen         bigint,
  maintenance_fund_fen bigint,
  first_registered_on  date,           -- null: not first-registered
  transferred_on       date,           -- null: not transferred
  certificate_no       text,
  is_mailed            boolean,
  open_reason          text,           -- null: transferred, or no reason given
  obstacle             text,
  obstacle_on          date,
  liaison              text,
  remark               text,
  owners_digest        bytea not null,
  state                text not null generated always as (
    case when transferred_on is not null then 'transferred'
         when first_registered_on is not null then 'first_registered'
         when area_m2 is not null then 'surveyed'
         else 'listed' end) stored,

  constraint unit_has_one_id primary key (county_code, id),
  constraint unit_stands_in_a_building_of_its_estate
    foreign key (county_code, building_id, estate_id) references buildings (county_code, id, estate_id) on delete restrict,
  constraint unit_stands_once_in_its_building unique (county_code, building_id, entrance, room),
  constraint unit_room_is_not_blank check (room <> ''),
  constraint unit_code_has_28_characters check (unit_code ~ '^\d{12}[GJZ][ABSXCDEFLNHGWY]\d{5}[FLQW]\d{8}$'),
  constraint unit_code_lies_in_its_county check (left(unit_code, 6) = county_code),
  constraint unit_area_is_positive check (area_m2 > 0),
  constraint unit_money_is_not_negative check (least(price_fen, deed_tax_fen, maintenance_fund_fen) >= 0),
  constraint co_ownership_is_known check (co_ownership in ('sole', 'joint', 'by_share', 'other')),
  constraint transfer_follows_first_registration check (transferred_on is null or transferred_on >= first_registered_on),
  constraint transfer_needs_first_registration check (transferred_on is null or first_registered_on is not null),
  constraint transfer_has_a_certificate check (transferred_on is null or certificate_no is not null),
  constraint open_reason_is_for_open_units check (transferred_on is null or open_reason is null),
  constraint obstacle_is_known check (obstacle in
    ('unwilling', 'unreachable', 'blocked_by_law', 'dues_unpaid', 'inheritance', 'divorce', 'identity_mismatch', 'vacant', 'other')),
  constraint obstacle_comes_with_its_reason check ((obstacle is null) = (open_reason is null)),
  constraint obstacle_has_its_day check ((obstacle is null) = (obstacle_on is null))
);
create unique index unit_code_is_unique on units (county_code, unit_code) where unit_code is not null;
create unique index certificate_no_is_unique on units (county_code, certificate_no) where certificate_no is not null;
create index units_by_estate on units (county_code, estate_id, building_id, entrance, floor desc, room);
create index units_by_room on units (county_code, room text_pattern_ops);
comment on table units is 'Units 户/套: every home on the list, and how far it has come.';

create table owners (
  county_code  text not null,
  unit_id      uuid not null,
  owner_no     smallint not null,
  name         text not null,
  id_kind      text,         -- null with the id: the ledger does not say
  id_cipher    bytea,
  id_digest    bytea,
  id_masked    text,
  phone_cipher bytea,        -- null with its digest and mask: no phone known
  phone_digest bytea,
  phone_masked text,

  constraint owner_has_one_number_in_its_unit primary key (county_code, unit_id, owner_no),
  constraint owner_owns_a_known_unit foreign key (county_code, unit_id) references units on delete cascade,
  constraint owner_id_kind_is_known check (id_kind in
    ('identity_card', 'hk_mo_tw', 'passport', 'household_register', 'officer_card', 'business', 'other')),
  constraint owner_id_is_kept_whole check (num_nulls(id_cipher, id_digest, id_masked) in (0, 3)),
  constraint owner_phone_is_kept_whole check (num_nulls(phone_cipher, phone_digest, phone_masked) in (0, 3))
);
create index owners_by_name on owners (county_code, name text_pattern_ops);
create index owners_by_id on owners (county_code, id_digest) where id_digest is not null;
create index owners_by_phone on owners (county_code, phone_digest) where phone_digest is not null;
comment on table owners is 'Owners 权利人. ID number and phone are ciphertext; the digest under a key outside the database answers exact search, the mask is what screens show.';

alter table estates enable row level security;
create policy own_counties on estates using (county_code = any (jurisdiction()));
alter table estate_facts enable row level security;
create policy own_counties on estate_facts using (county_code = any (jurisdiction()));
alter table buildings enable row level security;
create policy own_counties on buildings using (county_code = any (jurisdiction()));
alter table units enable row level security;
create policy own_counties on units using (county_code = any (jurisdiction()));
alter table owners enable row level security;
create policy own_counties on owners using (county_code = any (jurisdiction()));

-- delete is not granted on estates, buildings and units: a record leaves the list by an act, never by vanishing.
-- listed_on is not granted for update: the day a home entered the list is what all figures stand on.
grant select, insert on estates to qingling_app;
grant update (name, category, township_code, location, nature, developer_id, parcel_code, completed_in, liaison,
              liaison_person, remark, stated_on, stated_units, stated_first_registered, stated_transferred,
              stated_buildings, stated_area_m2) on estates to qingling_app;
grant select, insert on estate_facts to qingling_app;
grant select, insert, update on buildings to qingling_app;
grant select, insert, update on units to qingling_app;
-- owners of a unit are replaced as a whole when a ledger or an act names them anew.
grant select, insert, delete on owners to qingling_app;
