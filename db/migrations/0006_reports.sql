-- Reports: issued bulletins 通报 and the log of what left the house as a spreadsheet.

create table bulletins (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  month       text not null,
  issue_no    integer not null,
  as_of       date not null,
  known_on    date not null,
  issued_by   uuid not null references accounts on delete restrict,
  issuer_name text not null, -- a county reads who of the city issued, without reading the city's accounts
  issued_at   timestamptz not null default now(),
  content     jsonb not null,

  constraint bulletin_has_one_id primary key (county_code, id),
  constraint bulletin_month_is_a_month check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  constraint bulletin_number_is_given_once unique (county_code, issue_no)
);
comment on table bulletins is 'Monthly bulletins 月通报 as issued, of a county or (under the city''s own code) of the city.';

create table exports (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  account_id  uuid not null references accounts on delete restrict,
  exported_at timestamptz not null default now(),
  subject     text not null,
  filters     jsonb not null,
  row_count   integer,       -- null: broken off before the end

  constraint export_has_one_id primary key (county_code, id),
  constraint export_subject_is_known check (subject in ('estates', 'units', 'findings', 'bulletin'))
);
comment on table exports is 'Log of every list that left the house: who, when, which rows.';

alter table bulletins enable row level security;
create policy own_counties on bulletins using (county_code = any (jurisdiction()));
alter table exports enable row level security;
create policy own_counties on exports using (county_code = any (jurisdiction()));

-- update is not granted on bulletins: an issued bulletin is corrected by the next one.
grant select, insert on bulletins to qingling_app;
grant select, insert on exports to qingling_app;
grant update (row_count) on exports to qingling_app;
