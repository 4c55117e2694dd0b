-- What history and notices tell of people outside the offices: visits, owners, developers, third parties, the public.

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event', 'campaign', 'scope',
   'document', 'document_issuer', 'ladder_rule', 'ladder_step', 'developer_matter', 'penalty', 'inspection', 'inspection_finding',
   'inspector_note', 'hand_in', 'report_rhythm', 'report_text', 'report_freeze', 'document_template',
   'application', 'batch', 'restriction', 'survey', 'parcel', 'archive_file', 'archive_share', 'public_notice', 'site_inspection',
   'place', 'session', 'appointment', 'delivery', 'hand_over', 'joint_acceptance', 'registration_settings',
   'due', 'payment', 'fund', 'due_rates', 'cash_closing', 'payment_list', 'recovery', 'fund_use',
   'visit', 'unit_outreach', 'visit_conflict', 'visit_device', 'visit_plan', 'outreach_reasons', 'message',
   'owner_paper', 'authorisation', 'owner_case', 'owner_wish', 'qualification', 'appraisal', 'developer_hand_in', 'publication'));

alter table notices drop constraint notice_kind_is_known;
alter table notices add constraint notice_kind_is_known check (kind in
  ('assigned', 'reminder', 'overdue', 'submitted', 'returned', 'written_off', 'extension', 'digest', 'yellow', 'ladder', 'urge',
   'hand_in_due', 'hand_in_returned', 'objection', 'file_shared', 'survey_handed_in', 'survey_returned', 'deferral_run_out', 'owed_after_entry',
   'visit_conflict', 'device_quarantine', 'owner_came', 'developer_handed_in', 'appraisal_handed_in', 'qualification_ends'));

create table outside_sessions (
  token_hash   bytea not null,
  kind         text not null,
  name         text not null,
  id_digest    bytea,            -- of a visitor: null
  phone_digest bytea not null,
  phone_shown  text not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  revoked_at   timestamptz,      -- null: still valid

  constraint outside_session_has_one_token primary key (token_hash),
  constraint outside_session_kind_is_known check (kind in ('owner', 'visitor')),
  constraint outside_owner_is_somebody check ((kind = 'owner') = (id_digest is not null))
);
comment on table outside_sessions is 'Sessions of people without an account 业主、来访人: an owner by name, ID number and a code sent to the phone the records hold, a visitor by a code sent to his phone. Digests only; the name is masked.';
-- delete is not granted: a revoked session stays as a trace.
grant select, insert, update on outside_sessions to qingling_app;
