-- Finding a unit by what a clerk has in hand; each kind of search by an index of its own.

create index units_by_certificate_tail on units (county_code, right(certificate_no, 8)) where certificate_no is not null;
create index units_open on units (county_code, id) where transferred_on is null;
create index owners_by_unit_name on owners (county_code, name text_pattern_ops, unit_id);
drop index owners_by_name;
