-- Ledgers 台账: what was brought, what was found in it, and the staging ground between reading and taking over.

create table imports (
  county_code   text not null references regions on delete restrict,
  id            uuid not null default uuidv7(),
  status        text not null,
  brought_by    uuid not null references accounts on delete restrict,
  bringer_name  text not null, -- a county reads who of the city brought it, without reading the city's accounts
  brought_at    timestamptz not null default now(),
  progress      real not null default 0,
  refusal       jsonb,       -- null: nothing stopped it
  committed_act bigint,      -- null: nothing taken over (yet, or nothing had changed)

  constraint import_has_one_id primary key (county_code, id),
  constraint import_status_is_known check (status in
    ('received', 'reading', 'previewed', 'committing', 'committed', 'refused', 'discarded')),
  constraint import_progress_is_a_fraction check (progress between 0 and 1),
  constraint refused_import_says_why check ((status = 'refused') = (refusal is not null)),
  constraint import_took_effect_by_an_act foreign key (county_code, committed_act) references acts on delete restrict
);
comment on table imports is 'Imports 导入 of ledgers: received, read, previewed, then taken over as a whole or not at all.';

create table import_files (
  county_code text not null,
  import_id   uuid not null,
  file_no     smallint not null,
  name        text not null,
  bytes       bigint not null,
  sha256      bytea not null,

  constraint import_file_has_one_number primary key (county_code, import_id, file_no),
  constraint file_belongs_to_an_import foreign key (county_code, import_id) references imports on delete cascade
);
comment on table import_files is 'The files of an import as they were brought; their bytes lie encrypted in the file store under their hash.';

create table import_tables (
  county_code text not null,
  import_id   uuid not null,
  table_no    smallint not null,
  file_no     smallint not null,
  sheet       text not null,
  visibility  text not null,
  place       smallint not null,
  kind        text not null,
  header_rows integer[] not null,
  columns     jsonb not null,
  as_of       date,          -- null: the sheet names no reporting day
  row_count   integer not null default 0,
  accepted    integer not null default 0,
  unchanged   integer not null default 0,
  rejected    integer not null default 0,
  cleaned     jsonb not null default '{}',
  notes       text[] not null default '{}',

  constraint import_table_has_one_number primary key (county_code, import_id, table_no),
  constraint table_comes_from_a_file foreign key (county_code, import_id, file_no) references import_files on delete cascade,
  constraint rows_are_accounted_for check (accepted + unchanged + rejected <= row_count)
);
comment on table import_tables is 'The tables found inside the sheets and how their columns were understood. A kind this release does not use yet stays readable in the kept file.';

create table import_findings (
  county_code   text not null,
  import_id     uuid not null,
  finding_no    integer not null,
  file_no       smallint not null,
  sheet         text,          -- null: about the whole file
  cell          text,          -- null: about the whole sheet
  row_no        integer,
  kind          text not null,
  severity      text not null,
  message       text not null,
  suggestion    text,
  related_cells text[] not null default '{}',

  constraint finding_has_one_number primary key (county_code, import_id, finding_no),
  constraint finding_is_about_a_file foreign key (county_code, import_id, file_no) references import_files on delete cascade,
  constraint finding_severity_is_known check (severity in ('error', 'warning', 'notice'))
);
comment on table import_findings is 'Findings 核查意见: each doubt at its cell, in the clerk''s words.';

create table column_corrections (
  county_code text not null references regions on delete restrict,
  kind        text not null,
  header      text not null,
  field       text,           -- null: the clerk says this column means nothing here

  constraint header_is_corrected_once primary key (county_code, kind, header)
);
comment on table column_corrections is 'What a clerk of this county said a header means; remembered for the next ledger.';

-- Staging. Unlogged: a crash empties it, the import is then read again from its kept file.
create unlogged table staged_rows (
  county_code text not null,
  import_id   uuid not null,
  table_no    smallint not null,
  row_no      integer not null,
  is_rejected boolean not null,
  value       jsonb not null,

  constraint staged_row_has_one_place primary key (county_code, import_id, table_no, row_no)
);
comment on table staged_rows is 'Rows of the small tables (estates, buildings, extracts, summaries) between reading and taking over.';

create unlogged table staged_units (
  county_code          text not null,
  import_id            uuid not null,
  table_no             smallint not null,
  row_no               integer not null,
  is_rejected          boolean not null,
  serial               text,
  estate_key           text,
  building             text,
  entrance             text,
  room                 text,
  floor                integer,
  floors_total         integer,
  unit_code            text,
  use                  text,
  structure            text,
  area_m2              numeric(12, 2),
  inner_area_m2        numeric(12, 2),
  shared_area_m2       numeric(12, 2),
  co_ownership         text,
  contract_no          text,
  price_fen            bigint,
  has_invoice          boolean,
  deed_tax_fen         bigint,
  maintenance_fund_fen bigint,
  first_registered_on  date,
  transferred_on       date,
  certificate_no       text,
  is_mailed            boolean,
  open_reason          text,
  obstacle             text,
  obstacle_on          date,
  liaison              text,
  remark               text,
  owners_digest        bytea,
  owners_shown         jsonb
);
comment on table staged_units is 'Rows of unit ledgers between reading and taking over.';

create unlogged table staged_owners (
  county_code  text not null,
  import_id    uuid not null,
  table_no     smallint not null,
  row_no       integer not null,
  owner_no     smallint not null,
  name         text,
  id_kind      text,
  id_cipher    bytea,
  id_digest    bytea,
  id_masked    text,
  phone_cipher bytea,
  phone_digest bytea,
  phone_masked text
);
comment on table staged_owners is 'Owners of the staged units.';

alter table imports enable row level security;
create policy own_counties on imports using (county_code = any (jurisdiction()));
alter table import_files enable row level security;
create policy own_counties on import_files using (county_code = any (jurisdiction()));
alter table import_tables enable row level security;
create policy own_counties on import_tables using (county_code = any (jurisdiction()));
alter table import_findings enable row level security;
create policy own_counties on import_findings using (county_code = any (jurisdiction()));
alter table column_corrections enable row level security;
create policy own_counties on column_corrections using (county_code = any (jurisdiction()));
alter table staged_rows enable row level security;
create policy own_counties on staged_rows using (county_code = any (jurisdiction()));
alter table staged_units enable row level security;
create policy own_counties on staged_units using (county_code = any (jurisdiction()));
alter table staged_owners enable row level security;
create policy own_counties on staged_owners using (county_code = any (jurisdiction()));

grant select, insert, update on imports to qingling_app;
grant select, insert, delete on import_files to qingling_app;
grant select, insert, update, delete on import_tables to qingling_app;
grant select, insert, delete on import_findings to qingling_app;
grant select, insert, update on column_corrections to qingling_app;
grant select, insert, update, delete on staged_rows, staged_units, staged_owners to qingling_app;
