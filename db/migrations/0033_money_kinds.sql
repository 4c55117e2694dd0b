-- What history and notices tell of money beside dues, payments and funds: rates, closings, lists, recoveries, what funds bought.

alter table history drop constraint history_subject_is_known;
alter table history add constraint history_subject_is_known check (subject_kind in
  ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin', 'policy', 'task', 'person', 'meeting', 'resolution', 'work_event', 'campaign', 'scope',
   'document', 'document_issuer', 'ladder_rule', 'ladder_step', 'developer_matter', 'penalty', 'inspection', 'inspection_finding',
   'inspector_note', 'hand_in', 'report_rhythm', 'report_text', 'report_freeze', 'document_template',
   'application', 'batch', 'restriction', 'survey', 'parcel', 'archive_file', 'archive_share', 'public_notice', 'site_inspection',
   'place', 'session', 'appointment', 'delivery', 'hand_over', 'joint_acceptance', 'registration_settings',
   'due', 'payment', 'fund', 'due_rates', 'cash_closing', 'payment_list', 'recovery', 'fund_use'));

alter table notices drop constraint notice_kind_is_known;
alter table notices add constraint notice_kind_is_known check (kind in
  ('assigned', 'reminder', 'overdue', 'submitted', 'returned', 'written_off', 'extension', 'digest', 'yellow', 'ladder', 'urge',
   'hand_in_due', 'hand_in_returned', 'objection', 'file_shared', 'survey_handed_in', 'survey_returned', 'deferral_run_out'));
