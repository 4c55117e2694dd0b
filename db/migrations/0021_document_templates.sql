-- Templates 公文模板 of a county: Word files its staff wrote, checked before they are kept. The newest version of a kind counts.

create table document_templates (
  county_code  text not null references regions on delete restrict,
  id           uuid not null default uuidv7(),
  kind         text not null,
  version      smallint not null,
  name         text,     -- null with the next three: from here on the layout that comes with the release
  sha256       bytea,
  bytes        bigint,
  placeholders jsonb,
  kept_by      uuid not null references accounts on delete restrict,
  keeper_name  text not null,
  kept_on      date not null,

  constraint template_has_one_id primary key (county_code, id),
  constraint template_version_is_given_once unique (county_code, kind, version),
  constraint template_kind_is_known check (kind in
    ('notice', 'letter', 'supervision_letter', 'deadline_notice', 'demand_letter', 'interview_notice', 'interview_record', 'minutes',
     'weekly_list', 'brief', 'bulletin', 'public_notice', 'appraisal', 'charter', 'task_book', 'missing_papers', 'refusal',
     'authorisation', 'commitment', 'proof_of_service')),
  constraint template_version_starts_at_one check (version >= 1),
  constraint template_is_told_whole check (num_nulls(name, sha256, bytes, placeholders) in (0, 4)),
  constraint template_has_a_name check (name <> ''),
  constraint template_is_not_empty check (bytes > 0)
);
create index document_templates_by_keeper on document_templates (kept_by);
comment on table document_templates is 'Templates 公文模板 by version: which Word file a county lays out a kind of document with, and the placeholders it holds; by hash.';

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event', 'campaign', 'scope',
   'document', 'document_issuer', 'ladder_rule', 'ladder_step', 'developer_matter', 'penalty', 'inspection', 'inspection_finding',
   'inspector_note', 'hand_in', 'report_rhythm', 'report_text', 'report_freeze', 'document_template'));

alter table document_templates enable row level security;
create policy own_counties on document_templates using (county_code = any (jurisdiction()));

-- Not granted: update and delete. Another template is another version.
grant select, insert on document_templates to qingling_app;
