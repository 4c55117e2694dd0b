-- Fewer indexes on units: each of them costs an import as much as the home itself.

-- A certificate is found by its last digits, and a function of it may not be looked up under row-level security before
-- the policy had its say. Kept backwards, the end is the beginning, and one index serves uniqueness and both searches.
alter table units add column certificate_back text generated always as (reverse(certificate_no)) stored;
drop index units_by_certificate_tail;
drop index certificate_no_is_unique;
create unique index certificate_no_is_unique on units (county_code, certificate_back text_pattern_ops) where certificate_back is not null;

-- The room first: the same places are unique, and the search by room needs no index of its own.
alter table units drop constraint unit_stands_once_in_its_building;
alter table units add constraint unit_stands_once_in_its_building unique (county_code, room, building_id, entrance);
drop index units_by_room;
