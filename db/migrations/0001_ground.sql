-- The ground: who may connect, which regions and organisations there are, who signs in.

do $$
begin
  if not exists (select from pg_roles where rolname = 'qingling_app') then
    create role qingling_app nologin nobypassrls;
  end if;
end
$$;
grant usage on schema public to qingling_app;

create extension if not exists pg_trgm;

-- The counties whose rows this transaction may see; set per transaction by the server, empty when it forgot.
create function jurisdiction() returns text[]
  language sql stable parallel safe
  return string_to_array(current_setting('app.counties', true), ',');

create table regions (
  code        text not null,
  level       text not null,
  parent_code text references regions on delete restrict,  -- null: the top of this installation
  county_code text references regions on delete restrict,  -- null: above the county level
  name        text not null,
  is_official boolean not null default true,

  constraint region_has_one_code primary key (code),
  constraint region_level_is_known check (level in ('city', 'county', 'township', 'community')),
  constraint region_name_is_not_blank check (name <> ''),
  constraint region_name_is_unique_below_its_parent unique nulls not distinct (parent_code, name),
  constraint county_is_its_own_county check (level <> 'county' or county_code = code),
  constraint region_below_a_county_names_it check (level in ('city', 'county') or county_code is not null)
);
create index regions_by_county on regions (county_code);
comment on table regions is 'Regions 行政区, GB/T 2260 down to the county; a township or community a ledger names before its official code is known carries a provisional one.';

create table campaigns (
  region_code text not null references regions on delete restrict,
  name        text not null,
  started_on  date not null,

  constraint one_campaign_per_region primary key (region_code)
);
comment on table campaigns is 'Campaigns 清零行动: from which day an estate on the list counts.';

create table organisations (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  kind         text not null,
  name         text not null,
  uscc         text,           -- null: the ledger does not say
  contact      text,           -- null: the ledger does not say
  phone_cipher bytea,          -- null: no phone known
  phone_digest bytea,
  phone_masked text,

  constraint organisation_has_one_id primary key (county_code, id),
  constraint organisation_kind_is_known check (kind in
    ('clearance_office', 'responsible_unit', 'registration_centre', 'inspection', 'developer', 'third_party')),
  constraint organisation_is_named_once_per_kind unique (county_code, kind, name),
  constraint phone_is_kept_whole check (num_nulls(phone_cipher, phone_digest, phone_masked) in (0, 3))
);
comment on table organisations is 'Organisations 单位: offices, units, developers 开发企业, third parties of one county (or of the city itself).';

create table accounts (
  county_code       text not null references regions on delete restrict,
  id                uuid not null default uuidv7(),
  login             text not null,
  name              text not null,
  organisation_id   uuid,          -- null: belongs to no listed organisation
  password_hash     text not null,
  failed_sign_ins   integer not null default 0,
  locked_until      timestamptz,   -- null: not locked
  disabled_at       timestamptz,   -- null: in use
  must_change_password boolean not null default false,
  created_at        timestamptz not null default now(),

  constraint account_has_one_id primary key (id),
  constraint account_login_is_unique unique (login),
  constraint account_login_is_plain check (login ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  constraint account_belongs_to_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict
);
create index accounts_by_county on accounts (county_code, login);
comment on table accounts is 'Accounts 账号: people who sign in. county_code is the home region, a county or the city.';

create table account_roles (
  account_id  uuid not null references accounts on delete cascade,
  role        text not null,
  region_code text not null references regions on delete restrict,

  constraint role_is_given_once_per_region primary key (account_id, role, region_code),
  constraint role_is_known check (role in
    ('administrator', 'clerk', 'officer', 'leader', 'inspector', 'window_clerk', 'surveyor', 'developer',
     'visiting_officer', 'city_office'))
);
comment on table account_roles is 'Roles 角色, each with its own jurisdiction.';

create table sessions (
  token_hash   bytea not null,
  account_id   uuid not null references accounts on delete cascade,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  revoked_at   timestamptz,   -- null: still valid
  user_agent   text,

  constraint session_has_one_token primary key (token_hash)
);
create index sessions_by_account on sessions (account_id);
comment on table sessions is 'Sessions 登录会话, kept on the server so that they can be revoked; only the hash of the token is stored.';

-- Row-level security: a county's rows are seen and written only by a transaction whose jurisdiction names that county.
alter table organisations enable row level security;
create policy own_counties on organisations using (county_code = any (jurisdiction()));

alter table accounts enable row level security;
create policy own_counties on accounts using (county_code = any (jurisdiction()));

alter table account_roles enable row level security;
create policy roles_of_visible_accounts on account_roles
  using (exists (select from accounts a where a.id = account_id));

-- Regions are public words; only a township or community of one's own county may be added.
alter table regions enable row level security;
create policy everybody_reads on regions for select using (true);
create policy own_counties_add on regions for insert
  with check (level in ('township', 'community') and county_code = any (jurisdiction()));

grant select, insert on regions to qingling_app;
grant select on campaigns to qingling_app;
grant select, insert, update on organisations to qingling_app;
grant select, insert, update on accounts to qingling_app;
grant select, insert, delete on account_roles to qingling_app;
-- delete is not granted on sessions: a revoked session stays as a trace.
grant select, insert, update on sessions to qingling_app;
