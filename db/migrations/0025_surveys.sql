-- Surveys 权籍调查测绘成果: what third parties hand in per estate, version by version; checked, returned or taken over.

create table survey_commissions (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  estate_id       uuid not null,
  account_id      uuid references accounts on delete restrict,  -- null: every surveyor of the organisation
  organisation_id uuid,      -- null: one account alone
  given_on        date not null,
  given_by        uuid not null references accounts on delete restrict,
  giver_name      text not null,
  ended_on        date,      -- null: still holds

  constraint commission_has_one_id primary key (county_code, id),
  constraint commission_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint commissioned_organisation_is_known
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint commission_names_one_surveyor check (num_nonnulls(account_id, organisation_id) = 1),
  constraint commission_ends_after_it_began check (ended_on >= given_on)
);
create unique index commission_is_given_once
  on survey_commissions (county_code, estate_id, coalesce(account_id, organisation_id)) where ended_on is null;
create index survey_commissions_by_account on survey_commissions (county_code, account_id) where account_id is not null;
create index survey_commissions_by_account_anywhere on survey_commissions (account_id) where account_id is not null;
create index survey_commissions_by_organisation on survey_commissions (county_code, organisation_id) where organisation_id is not null;
create index survey_commissions_by_giver on survey_commissions (given_by);
comment on table survey_commissions is 'Commissions 测绘委托: which surveyor works on which estate. He sees no other.';

create table survey_settings (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  tolerances   jsonb not null,
  west         numeric(7, 4),  -- null with the next three: the range that comes with the release
  south        numeric(7, 4),
  east         numeric(7, 4),
  north        numeric(7, 4),
  source       text not null,
  set_on       date not null,
  setter_name  text not null,

  constraint survey_setting_has_one_id primary key (county_code, id),
  constraint county_sets_its_surveys_once unique (county_code),
  constraint range_is_told_whole check (num_nulls(west, south, east, north) in (0, 4)),
  constraint range_is_not_empty check (west < east and south < north),
  constraint setting_has_its_source check (source <> '')
);
comment on table survey_settings is 'What the checks of a county let pass and where its land lies, with the source; without a row what comes with the release.';

create table surveys (
  county_code      text not null references regions on delete restrict,
  id               uuid not null default uuidv7(),
  estate_id        uuid not null,
  version          smallint not null,
  state            text not null,
  files            jsonb not null,
  note             text,      -- null: nothing said
  content          jsonb not null,
  faults           jsonb not null,
  errors           integer not null,
  warnings         integer not null,
  parcels          integer not null,
  buildings        integer not null,
  homes            integer not null,
  area_m2          numeric(14, 2),  -- null here and below: the survey does not tell
  surveyed_land_m2 numeric(14, 2),
  approved_land_m2 numeric(14, 2),
  handed_in_by     uuid not null references accounts on delete restrict,
  hander_name      text not null,
  handed_in_on     date not null,
  decided_by       uuid references accounts on delete restrict,  -- null down to refusals: not decided on
  decider_name     text,
  decided_on       date,
  decision_words   text,
  refusals         jsonb,

  constraint survey_has_one_id primary key (county_code, id),
  constraint survey_version_is_given_once unique (county_code, estate_id, version),
  constraint survey_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint survey_version_starts_at_one check (version >= 1),
  constraint survey_state_is_known check (state in ('checked', 'faulty', 'returned', 'accepted', 'replaced')),
  constraint faulty_survey_has_errors check ((state = 'faulty') = (errors > 0)),
  constraint survey_is_decided_whole check (num_nulls(decided_by, decider_name, decided_on, decision_words) in (0, 4)),
  constraint decided_survey_has_its_words check ((state in ('returned', 'accepted')) = (decided_by is not null)),
  constraint accepted_survey_tells_what_it_left check ((state = 'accepted') = (refusals is not null)),
  constraint survey_is_decided_by_a_second_person check (decided_by <> handed_in_by)
);
create unique index one_survey_waits_per_estate on surveys (county_code, estate_id) where state = 'checked';
create index surveys_by_age on surveys (county_code, id desc);
create index surveys_by_hander on surveys (handed_in_by);
create index surveys_by_decider on surveys (decided_by) where decided_by is not null;
comment on table surveys is 'Surveys 测绘成果 by version: the tables handed in, what the checks found, and what was decided. What was handed in stays.';

create table parcels (
  county_code   text not null references regions on delete restrict,
  id            uuid not null default uuidv7(),
  code          text not null,
  estate_id     uuid not null,
  survey_id     uuid not null,
  area_m2       numeric(14, 2),  -- null here and below: the survey does not tell
  approved_m2   numeric(14, 2),
  approval_no   text,
  meridian      smallint,
  rings         jsonb,           -- of the measured boundary, in metres of the belt

  constraint parcel_has_one_id primary key (county_code, id),
  constraint parcel_is_accepted_once unique (county_code, code),
  constraint accepted_parcel_has_19_characters check (code ~ '^\d{12}[GJZ][ABSXCDEFLNHGWY]\d{5}$'),
  constraint parcel_is_of_a_known_estate foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict,
  constraint parcel_came_with_a_known_survey foreign key (county_code, survey_id) references surveys (county_code, id) on delete restrict,
  constraint rings_have_their_belt check (num_nulls(meridian, rings) in (0, 2))
);
create index parcels_by_estate on parcels (county_code, estate_id);
create index parcels_by_survey on parcels (county_code, survey_id);
comment on table parcels is 'Parcels 宗地 as accepted last, with their measured boundary; a later survey is held against them.';

/** Refuses what no act may do to a survey: only one that waits is decided on, and only once. */
create function survey_moves_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'checked' or new.state not in ('returned', 'accepted', 'replaced') then
    raise exception 'a survey that is % does not become %', old.state, new.state using errcode = '23514', constraint = 'survey_moves_as_allowed';
  end if;
  return new;
end $$;
create trigger survey_moves before update on surveys for each row execute function survey_moves_once();

/** What history keeps of a survey: its columns, and of the tables and faults themselves their hash. */
create function survey_record(s surveys) returns jsonb language sql stable
  return (to_jsonb(s) - '{county_code,id,content,faults}'::text[])
         || jsonb_build_object('content_sha256', encode(sha256(convert_to(s.content::text, 'UTF8')), 'hex'),
                               'faults_sha256', encode(sha256(convert_to(s.faults::text, 'UTF8')), 'hex'));

alter table survey_commissions enable row level security;
create policy own_counties on survey_commissions using (county_code = any (jurisdiction()));
alter table survey_settings enable row level security;
create policy own_counties on survey_settings using (county_code = any (jurisdiction()));
alter table surveys enable row level security;
create policy own_counties on surveys using (county_code = any (jurisdiction()));
alter table parcels enable row level security;
create policy own_counties on parcels using (county_code = any (jurisdiction()));

-- Not granted: delete, and update of what was handed in.
grant select, insert on survey_commissions, survey_settings, surveys, parcels to qingling_app;
grant update (ended_on) on survey_commissions to qingling_app;
grant update (tolerances, west, south, east, north, source, set_on, setter_name) on survey_settings to qingling_app;
grant update (state, decided_by, decider_name, decided_on, decision_words, refusals) on surveys to qingling_app;
grant update (estate_id, survey_id, area_m2, approved_m2, approval_no, meridian, rings) on parcels to qingling_app;
