-- The regions of Lüliang by GB/T 2260 and the campaign's start, May 2021.

insert into regions (code, level, parent_code, county_code, name) values
  ('141100', 'city',   null,     null,     '吕梁市'),
  ('141102', 'county', '141100', '141102', '离石区'),
  ('141121', 'county', '141100', '141121', '文水县'),
  ('141122', 'county', '141100', '141122', '交城县'),
  ('141123', 'county', '141100', '141123', '兴县'),
  ('141124', 'county', '141100', '141124', '临县'),
  ('141125', 'county', '141100', '141125', '柳林县'),
  ('141126', 'county', '141100', '141126', '石楼县'),
  ('141127', 'county', '141100', '141127', '岚县'),
  ('141128', 'county', '141100', '141128', '方山县'),
  ('141129', 'county', '141100', '141129', '中阳县'),
  ('141130', 'county', '141100', '141130', '交口县'),
  ('141181', 'county', '141100', '141181', '孝义市'),
  ('141182', 'county', '141100', '141182', '汾阳市');

insert into campaigns (region_code, name, started_on) values
  ('141100', '吕梁市房屋产权登记确权颁证清零行动', '2021-05-01');

insert into chain_heads (county_code) select code from regions where level in ('city', 'county');

-- The program itself acts under this account when no person does: sample campaign and command line. It cannot sign in.
insert into accounts (county_code, id, login, name, password_hash, disabled_at) values
  ('141100', '00000000-0000-0000-0000-000000000000', 'system', '系统', '!', now());
