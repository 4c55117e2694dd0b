-- Documents 公文: drafted, reviewed, signed off under a number, served, answered, filed. What was issued is frozen.

create table document_issuers (
  county_code     text not null references regions on delete restrict,
  id              uuid not null default uuidv7(),
  organisation_id uuid,  -- null: the county's clearance office itself
  name            text not null,
  short_name      text not null,

  constraint issuer_has_one_id primary key (county_code, id),
  constraint issuer_is_named_once unique nulls not distinct (county_code, organisation_id),
  constraint issuer_short_name_is_its_own unique (county_code, short_name),
  constraint issuer_is_a_known_organisation
    foreign key (county_code, organisation_id) references organisations (county_code, id) on delete restrict,
  constraint issuer_has_a_name check (name <> ''),
  constraint issuer_has_a_short_name check (short_name <> '')
);
comment on table document_issuers is 'How an issuer 发文机关 is called and what stands before the year in its numbers 机关代字, where it is not what the region''s name gives.';

create table document_numbers (
  county_code text not null references regions on delete restrict,
  issuer_id   uuid,  -- null: the county's clearance office itself
  word        text not null,
  year        smallint not null,
  last_no     integer not null,

  constraint one_run_of_numbers unique nulls not distinct (county_code, issuer_id, word, year),
  constraint numbers_are_of_a_known_organisation
    foreign key (county_code, issuer_id) references organisations (county_code, id) on delete restrict,
  constraint last_number_is_positive check (last_no >= 1)
);
comment on table document_numbers is 'The last number 发文字号 given, per issuer, word and year; locked by whoever signs, so that no number is left out or given twice.';

create table documents (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  kind         text not null,
  issuer_id    uuid,         -- null: the county's clearance office itself
  recipient_id uuid,         -- null: addressed to no listed organisation
  content      jsonb not null,
  subject_kind text,         -- null with the next: came of no other record
  subject_id   uuid,
  answer_days  integer,      -- null: no answer is asked
  withdraws_id uuid,         -- null: withdraws no other document
  state        text not null default 'draft',
  drafted_by   uuid not null references accounts on delete restrict,
  drafter_name text not null,
  drafted_on   date not null,
  written_by   uuid not null references accounts on delete restrict,
  word         text,         -- null down to the code: not issued
  year         smallint,
  number_no    integer,
  number       text,
  issued_on    date,
  signed_by    uuid references accounts on delete restrict,
  signer_name  text,
  marks        jsonb,
  content_hash bytea,
  public_code  text,
  docx_sha256  bytea,        -- null with the fonts: not laid out yet
  fonts        jsonb,
  pdf_sha256   bytea,        -- null: nobody has asked for it yet
  served_on    date,         -- null: not served
  answer_by    date,         -- null: not served, or no answer is asked
  revision     integer not null default 1,

  constraint document_has_one_id primary key (county_code, id),
  constraint document_kind_is_known check (kind in
    ('notice', 'letter', 'supervision_letter', 'deadline_notice', 'demand_letter', 'interview_notice', 'interview_record', 'minutes',
     'weekly_list', 'brief', 'bulletin', 'public_notice', 'appraisal', 'charter', 'task_book', 'missing_papers', 'refusal',
     'authorisation', 'commitment', 'proof_of_service')),
  constraint document_is_issued_by_a_known_organisation
    foreign key (county_code, issuer_id) references organisations (county_code, id) on delete restrict,
  constraint document_is_for_a_known_organisation
    foreign key (county_code, recipient_id) references organisations (county_code, id) on delete restrict,
  constraint document_subject_is_known check (subject_kind in
    ('task', 'estate', 'meeting', 'resolution', 'bulletin', 'inspection', 'ladder')),
  constraint document_subject_is_named_whole check (num_nulls(subject_kind, subject_id) in (0, 2)),
  constraint answer_days_are_positive check (answer_days > 0),
  constraint document_withdraws_a_known_one foreign key (county_code, withdraws_id) references documents (county_code, id) on delete restrict,
  constraint document_does_not_withdraw_itself check (withdraws_id <> id),
  constraint only_a_notice_withdraws check (withdraws_id is null or kind = 'notice'),
  constraint document_state_is_known check (state in
    ('draft', 'in_review', 'issued', 'served', 'answered', 'accepted', 'filed', 'withdrawn', 'discarded')),
  constraint document_is_issued_whole
    check (num_nulls(word, year, number_no, number, issued_on, signed_by, signer_name, marks, content_hash, public_code) in (0, 10)),
  constraint only_an_issued_document_has_a_number check ((state in ('draft', 'in_review', 'discarded')) = (number is null)),
  constraint document_is_signed_by_a_second_person check (signed_by <> drafted_by),
  constraint document_is_not_signed_by_its_last_writer check (signed_by <> written_by),
  constraint document_hash_is_of_its_content check (content_hash = sha256(convert_to(content::text, 'UTF8'))),
  constraint document_is_laid_out_whole check (num_nulls(docx_sha256, fonts) in (0, 2)),
  constraint only_an_issued_document_is_laid_out check (number is not null or num_nonnulls(docx_sha256, pdf_sha256) = 0),
  constraint served_document_has_its_day check (state not in ('served', 'answered', 'accepted') or served_on is not null),
  constraint public_code_is_given_once unique (public_code),
  constraint document_revision_starts_at_one check (revision >= 1)
);
create unique index document_number_is_given_once on documents (county_code, issuer_id, word, year, number_no) nulls not distinct
  where number_no is not null;
create unique index document_is_withdrawn_once on documents (county_code, withdraws_id) where withdraws_id is not null and state <> 'discarded';
create index documents_by_age on documents (id);
create index documents_by_state on documents (county_code, state, id);
create index documents_by_recipient on documents (county_code, recipient_id, id) where recipient_id is not null;
create index documents_by_issuer on documents (county_code, issuer_id, id) where issuer_id is not null;
create index documents_by_subject on documents (county_code, subject_id) where subject_id is not null;
create index documents_by_drafter on documents (drafted_by, id);
create index documents_by_writer on documents (written_by);
create index documents_by_signer on documents (signed_by) where signed_by is not null;
comment on table documents is 'Documents 公文, from the draft to the file. content and marks are what is printed; content_hash is the SHA-256 of the content, public_code what the QR code on paper names.';

create table document_services (
  county_code text not null,
  document_id uuid not null,
  service_no  smallint not null,
  way         text not null,
  served_on   date not null,
  served_by   uuid not null references accounts on delete restrict,
  server_name text not null,
  receiver    text,         -- null with the next four: served inside the product
  name        text,
  media_type  text,
  bytes       bigint,
  sha256      bytea,
  read_at     timestamptz,  -- null with the next two: not opened yet, or served on paper
  read_by     uuid references accounts on delete restrict,
  reader_name text,

  constraint service_has_one_number primary key (county_code, document_id, service_no),
  constraint service_is_of_a_known_document foreign key (county_code, document_id) references documents (county_code, id) on delete restrict,
  constraint service_way_is_known check (way in ('paper', 'product')),
  constraint paper_service_has_its_receipt check (num_nulls(receiver, name, media_type, bytes, sha256) = case way when 'paper' then 0 else 5 end),
  constraint reading_is_told_whole check (num_nulls(read_at, read_by, reader_name) in (0, 3)),
  constraint only_service_in_the_product_is_read check (way = 'product' or read_at is null)
);
create index document_services_by_server on document_services (served_by);
create index document_services_by_reader on document_services (read_by) where read_by is not null;
comment on table document_services is 'How a document reached its recipient 送达: on paper with a photo of the receipt 送达回证, or inside the product with a read receipt.';

create table document_answers (
  county_code     text not null,
  document_id     uuid not null,
  answer_no       smallint not null,
  words           text not null,
  answered_by     uuid not null references accounts on delete restrict,
  answerer_name   text not null,
  answered_on     date not null,
  decision        text,  -- null with the rest: not looked at yet
  decided_by      uuid references accounts on delete restrict,
  decider_name    text,
  decided_on      date,
  decision_reason text,

  constraint answer_has_one_number primary key (county_code, document_id, answer_no),
  constraint answer_is_to_a_known_document foreign key (county_code, document_id) references documents (county_code, id) on delete restrict,
  constraint answer_has_words check (words <> ''),
  constraint answer_decision_is_known check (decision in ('accepted', 'returned')),
  constraint answer_is_decided_whole check (num_nulls(decision, decided_by, decider_name, decided_on, decision_reason) in (0, 5)),
  constraint answer_is_decided_by_a_second_person check (decided_by <> answered_by)
);
create index document_answers_by_answerer on document_answers (answered_by);
create index document_answers_by_decider on document_answers (decided_by) where decided_by is not null;
comment on table document_answers is 'Answers 回复 of the recipient and whether they were accepted.';

create table document_answer_files (
  county_code text not null,
  document_id uuid not null,
  answer_no   smallint not null,
  file_no     smallint not null,
  name        text not null,
  media_type  text not null,
  bytes       bigint not null,
  sha256      bytea not null,

  constraint answer_file_has_one_number primary key (county_code, document_id, answer_no, file_no),
  constraint file_is_of_a_known_answer
    foreign key (county_code, document_id, answer_no) references document_answers (county_code, document_id, answer_no) on delete restrict,
  constraint answer_file_has_a_name check (name <> ''),
  constraint answer_file_is_not_empty check (bytes > 0)
);
comment on table document_answer_files is 'Papers brought with an answer, by hash.';

create table document_batches (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  made_by     uuid not null references accounts on delete restrict,
  made_at     timestamptz not null default now(),
  total       integer not null,
  done        integer not null default 0,
  failure     text,   -- null: nothing went wrong
  zip_sha256  bytea,  -- null with the next: not finished
  pdf_sha256  bytea,

  constraint batch_has_one_id primary key (county_code, id),
  constraint batch_has_documents check (total > 0),
  constraint batch_does_not_do_more_than_all check (done between 0 and total),
  constraint batch_is_finished_whole check (num_nulls(zip_sha256, pdf_sha256) in (0, 2))
);
create index document_batches_by_maker on document_batches (made_by);
comment on table document_batches is 'Documents laid out together, with progress: one archive and one printable file come of it.';

create table document_batch_items (
  county_code text not null,
  batch_id    uuid not null,
  place       smallint not null,
  document_id uuid not null,

  constraint batch_item_has_one_place primary key (county_code, batch_id, place),
  constraint item_is_of_a_known_batch foreign key (county_code, batch_id) references document_batches (county_code, id) on delete restrict,
  constraint item_is_a_known_document foreign key (county_code, document_id) references documents (county_code, id) on delete restrict
);
create index document_batch_items_by_document on document_batch_items (county_code, document_id);
comment on table document_batch_items is 'Which documents a batch holds, in which order.';

-- What was issued stays: only where the paper stands, and once its files, may still be said of it.
create function keep_issued_document() returns trigger
language plpgsql as $$
begin
  if old.number is not null
     and to_jsonb(new) - '{state,docx_sha256,pdf_sha256,fonts,served_on,answer_by,revision}'::text[]
         is distinct from to_jsonb(old) - '{state,docx_sha256,pdf_sha256,fonts,served_on,answer_by,revision}'::text[] then
    raise exception 'document % is issued and frozen', old.number using errcode = 'check_violation', constraint = 'issued_document_is_frozen';
  end if;
  if (old.docx_sha256 is not null and (new.docx_sha256, new.fonts) is distinct from (old.docx_sha256, old.fonts))
     or (old.pdf_sha256 is not null and new.pdf_sha256 is distinct from old.pdf_sha256) then
    raise exception 'document % is laid out once', old.number using errcode = 'check_violation', constraint = 'document_is_laid_out_once';
  end if;
  return new;
end
$$;
create trigger issued_document_is_frozen before update on documents for each row execute function keep_issued_document();

-- What history keeps of a document: its columns, and one entry for each service, answer and paper of an answer.
create function document_record(document documents) returns jsonb
language sql stable set timezone = 'UTC'
return to_jsonb(document) - '{county_code,id}'::text[]
  || coalesce((select jsonb_object_agg('service_' || s.service_no, to_jsonb(s) - '{county_code,document_id,service_no}'::text[])
                 from document_services as s where s.county_code = document.county_code and s.document_id = document.id), '{}')
  || coalesce((select jsonb_object_agg('answer_' || a.answer_no, to_jsonb(a) - '{county_code,document_id,answer_no}'::text[])
                 from document_answers as a where a.county_code = document.county_code and a.document_id = document.id), '{}')
  || coalesce((select jsonb_object_agg('answer_file_' || f.answer_no || '_' || f.file_no,
                                       to_jsonb(f) - '{county_code,document_id,answer_no,file_no}'::text[])
                 from document_answer_files as f where f.county_code = document.county_code and f.document_id = document.id), '{}');

-- What anybody who holds the paper may learn of it: not what it says, nor to whom. Runs as the owner because the asker has no county.
create function public_document(code text) returns table (is_withdrawn boolean, kind text, number text, issued_on date, issuer text)
language sql stable security definer set search_path = public, pg_temp
as $$
  select d.state = 'withdrawn', d.kind, d.number, d.issued_on, d.marks ->> 'issuer' from documents as d where d.public_code = code
$$;
revoke all on function public_document from public;
grant execute on function public_document to qingling_app;

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event', 'campaign', 'scope',
   'document', 'document_issuer'));

alter table document_issuers enable row level security;
create policy own_counties on document_issuers using (county_code = any (jurisdiction()));
alter table document_numbers enable row level security;
create policy own_counties on document_numbers using (county_code = any (jurisdiction()));
alter table documents enable row level security;
create policy own_counties on documents using (county_code = any (jurisdiction()));
alter table document_services enable row level security;
create policy own_counties on document_services using (county_code = any (jurisdiction()));
alter table document_answers enable row level security;
create policy own_counties on document_answers using (county_code = any (jurisdiction()));
alter table document_answer_files enable row level security;
create policy own_counties on document_answer_files using (county_code = any (jurisdiction()));
alter table document_batches enable row level security;
create policy own_counties on document_batches using (county_code = any (jurisdiction()));
alter table document_batch_items enable row level security;
create policy own_counties on document_batch_items using (county_code = any (jurisdiction()));

grant select, insert on document_issuers, document_numbers, documents, document_services, document_answers, document_answer_files,
                        document_batches, document_batch_items to qingling_app;
grant update (name, short_name) on document_issuers to qingling_app;
grant update (last_no) on document_numbers to qingling_app;
-- kind, issuer and subject are not granted for update: another kind of paper is another document.
grant update (recipient_id, content, answer_days, state, written_by, word, year, number_no, number, issued_on, signed_by, signer_name, marks,
              content_hash, public_code, docx_sha256, pdf_sha256, fonts, served_on, answer_by, revision) on documents to qingling_app;
grant update (read_at, read_by, reader_name) on document_services to qingling_app;
grant update (decision, decided_by, decider_name, decided_on, decision_reason) on document_answers to qingling_app;
grant update (done, failure, zip_sha256, pdf_sha256) on document_batches to qingling_app;
