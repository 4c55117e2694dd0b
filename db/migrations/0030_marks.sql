-- What a window sees of a home at a glance: consents to registrations beside restrictions, and a county's own word on the rules about them.

alter table unit_restrictions
  add column bars_transfer boolean,   -- of a mortgage: whether it forbids to transfer; null: another kind, or not told
  add column consented_on  date,      -- null with the next: nobody has consented
  add column consent_basis text;
alter table unit_restrictions add constraint only_a_mortgage_bars_by_agreement check (bars_transfer is null or kind = 'mortgage');
alter table unit_restrictions add constraint consent_is_told_whole check (num_nulls(consented_on, consent_basis) in (0, 2));
alter table unit_restrictions add constraint consent_follows_its_restriction check (consented_on >= from_on);
alter table unit_restrictions add constraint lifting_follows_its_restriction check (lifted_on >= from_on);
create index unit_restrictions_by_end on unit_restrictions (county_code, coalesce(until_on, 'infinity'::date), id);

-- The building table asks for each home whether it stands in a first registration, open or not.
create index application_units_by_unit on application_units (county_code, unit_id);

-- Restrictions are told once; what was ordered stays, only what became of it is added.
grant update (consented_on, consent_basis) on unit_restrictions to qingling_app;

create table restriction_rules (
  county_code text not null references regions on delete restrict,
  id          uuid not null default uuidv7(),
  rule        text not null,
  effect      text,      -- null with the next: as the rule itself has it
  basis       text,

  constraint county_word_has_one_id primary key (county_code, id),
  constraint county_says_once_of_a_rule unique (county_code, rule),
  constraint restriction_effect_is_known check (effect in ('passes', 'consent', 'blocks')),
  constraint county_word_has_its_basis check ((effect is null) = (basis is null)),
  constraint restriction_rule_leaves_it_open check (rule in
    ('first_disputed', 'transfer_in_dispute', 'transfer_objected', 'transfer_mortgaged_before_code', 'transfer_mortgaged_free',
     'transfer_mortgaged_bound', 'transfer_noticed_other'))
);
comment on table restriction_rules is 'What a county decides itself where a rule about restrictions leaves it open, with the document it stands on.';

alter table restriction_rules enable row level security;
create policy own_counties on restriction_rules using (county_code = any (jurisdiction()));
-- Not granted: delete. A word is taken back by saying nothing again.
grant select, insert on restriction_rules to qingling_app;
grant update (effect, basis) on restriction_rules to qingling_app;
