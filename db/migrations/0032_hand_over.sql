-- Hand-over 移交 to the official registration system and its results; runs of prints. The register itself is kept there.

create table print_runs (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  kind        text not null,
  is_opened   boolean not null,
  wanted      jsonb not null,
  made_by     uuid not null references accounts on delete restrict,
  made_at     timestamptz not null default now(),
  total       integer not null,
  done        integer not null default 0,
  left_out    jsonb not null default '[]',
  failure     text,   -- null: nothing went wrong
  zip_sha256  bytea,  -- null with the next: not finished, or nothing could be printed
  pdf_sha256  bytea,
  finished_at timestamptz,

  constraint print_run_has_one_id primary key (county_code, id),
  constraint print_run_kind_is_known check (kind in
    ('application_form', 'acceptance_receipt', 'missing_papers', 'interview_record', 'register_extract', 'certificate_sheet', 'delivery_receipt')),
  constraint print_run_does_not_do_more_than_all check (total > 0 and done between 0 and total),
  constraint print_run_keeps_both_files check (num_nulls(zip_sha256, pdf_sha256) in (0, 2) and (finished_at is not null or zip_sha256 is null))
);
create index print_runs_by_maker on print_runs (made_by);
comment on table print_runs is 'Papers of many applications printed together, with progress: one archive and one file to print. is_opened: ID numbers in full, for a stated purpose.';

create table hand_over_numbers (
  county_code text not null references regions on delete restrict,
  run         text not null,
  period      text not null,
  last_no     integer not null,

  constraint one_hand_over_run_a_period primary key (county_code, run, period),
  constraint hand_over_run_is_known check (run in ('hand_over', 'message')),
  constraint message_sequence_has_six_digits check (last_no between 1 and 999999)
);
comment on table hand_over_numbers is 'The last number given of each run: hand-overs by year, messages (BizMsgID) by day; locked by the act that gives.';

create table hand_overs (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  year         smallint not null,
  hand_over_no integer not null,
  format       text not null,
  exporter     text not null,
  chosen       jsonb not null,
  recipient    text not null,
  applications integer not null,
  homes        integer not null,
  name         text not null,
  sha256       bytea not null,
  bytes        bigint not null,
  made_by      uuid not null references accounts on delete restrict,
  maker_name   text not null,
  made_on      date not null,

  constraint hand_over_has_one_id primary key (county_code, id),
  constraint hand_over_number_is_given_once unique (county_code, year, hand_over_no),
  constraint hand_over_format_is_known check (format in ('xlsx', 'csv', 'xml')),
  constraint hand_over_names_who_got_it check (recipient <> ''),
  constraint hand_over_is_not_empty check (applications >= 1 and homes >= applications and bytes > 0)
);
create index hand_overs_by_maker on hand_overs (made_by);
create index hand_overs_by_age on hand_overs (county_code, id desc);
comment on table hand_overs is 'Hand-overs 移交: which applications were given to the official registration system, as which file (by hash), by whom and to whom.';

create table hand_over_items (
  county_code    text not null,
  hand_over_id   uuid not null,
  item_no        integer not null,
  application_id uuid not null,
  unit_id        uuid not null,
  message_id     text not null,

  constraint hand_over_item_has_one_number primary key (county_code, hand_over_id, item_no),
  constraint item_is_of_a_known_hand_over foreign key (county_code, hand_over_id) references hand_overs (county_code, id) on delete restrict,
  constraint handed_over_application_is_known foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint handed_over_home_is_known foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint message_number_has_18_digits check (message_id ~ '^\d{18}$' and left(message_id, 6) = county_code),
  constraint message_number_is_given_once unique (county_code, message_id)
);
create index hand_over_items_by_application on hand_over_items (county_code, application_id);
create index hand_over_items_by_unit on hand_over_items (county_code, unit_id);
comment on table hand_over_items is 'Each home handed over, with the number of its message (BizMsgID).';

create table result_files (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  hand_over_id uuid,      -- null: it answers no single hand-over
  name         text not null,
  sha256       bytea not null,
  bytes        bigint not null,
  rows         integer not null,
  brought_by   uuid not null references accounts on delete restrict,
  bringer_name text not null,
  brought_at   timestamptz not null default now(),
  taken_at     timestamptz, -- null with the next three: tried only
  taken_by     uuid references accounts on delete restrict,
  taker_name   text,
  reason       text,

  constraint result_file_has_one_id primary key (county_code, id),
  constraint result_file_answers_a_known_hand_over foreign key (county_code, hand_over_id) references hand_overs (county_code, id) on delete restrict,
  constraint result_file_is_taken_whole check (num_nulls(taken_at, taken_by, taker_name, reason) in (0, 4))
);
create index result_files_by_hand_over on result_files (county_code, hand_over_id) where hand_over_id is not null;
create index result_files_by_bringer on result_files (brought_by);
create index result_files_by_taker on result_files (taken_by) where taken_by is not null;
create index result_files_by_hash on result_files (county_code, sha256);
create index result_files_by_age on result_files (county_code, id desc);
comment on table result_files is 'Files of results 结果回收 from the official registration system: tried first, then taken.';

create table result_rows (
  county_code    text not null,
  file_id        uuid not null,
  line_no        integer not null,
  sheet_row      integer,  -- null: the file does not have it
  place          text not null,
  unit_code      text,
  unit_id        uuid,     -- null: no single home
  application_id uuid,     -- null: no application here
  certificate_no text,
  entered_on     date,
  finding        text not null,
  words          text not null,

  constraint result_line_has_one_number primary key (county_code, file_id, line_no),
  constraint line_is_of_a_known_result_file foreign key (county_code, file_id) references result_files (county_code, id) on delete restrict,
  constraint line_is_of_a_known_home foreign key (county_code, unit_id) references units (county_code, id) on delete restrict,
  constraint line_is_of_a_known_application foreign key (county_code, application_id) references applications (county_code, id) on delete restrict,
  constraint finding_of_a_result_is_known check (finding in
    ('to_enter', 'entered', 'agreed', 'not_here', 'not_there', 'refused_there', 'other_number', 'other_day', 'number_malformed', 'number_taken',
     'home_unknown', 'ambiguous', 'twice_in_file', 'dates_out_of_order', 'incomplete'))
);
create index result_rows_by_finding on result_rows (county_code, file_id, finding, line_no);
create index result_rows_by_unit on result_rows (county_code, unit_id) where unit_id is not null;
create index result_rows_by_application on result_rows (county_code, application_id) where application_id is not null;
comment on table result_rows is 'Reconciliation 对账: what became of each line of a file of results, and what we handed over and it does not tell of.';

alter table print_runs enable row level security;
create policy own_counties on print_runs using (county_code = any (jurisdiction()));
alter table hand_over_numbers enable row level security;
create policy own_counties on hand_over_numbers using (county_code = any (jurisdiction()));
alter table hand_overs enable row level security;
create policy own_counties on hand_overs using (county_code = any (jurisdiction()));
alter table hand_over_items enable row level security;
create policy own_counties on hand_over_items using (county_code = any (jurisdiction()));
alter table result_files enable row level security;
create policy own_counties on result_files using (county_code = any (jurisdiction()));
alter table result_rows enable row level security;
create policy own_counties on result_rows using (county_code = any (jurisdiction()));

-- Not granted: update of a hand-over, and delete but of lines, which are told anew when a file is tried again or taken.
grant select, insert on print_runs, hand_over_numbers, hand_overs, hand_over_items, result_files, result_rows to qingling_app;
grant update (done, left_out, failure, zip_sha256, pdf_sha256, finished_at) on print_runs to qingling_app;
grant update (last_no) on hand_over_numbers to qingling_app;
grant update (taken_at, taken_by, taker_name, reason) on result_files to qingling_app;
grant delete on result_rows to qingling_app;
