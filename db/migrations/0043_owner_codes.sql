-- Codes by which owners and visitors prove who they are, and how often somebody asks for one.

create table outside_codes (
  id           uuid not null default gen_random_uuid(),
  kind         text not null,
  asked_digest bytea not null,    -- of the ID number or phone that was typed, whether anybody has it or not
  name         text not null,     -- masked
  phone_digest bytea,             -- null with the mask: nobody is known by what was typed; nothing was sent, and no code is right
  phone_shown  text,
  code_digest  bytea not null,
  tries        smallint not null default 0,
  asked_at     timestamptz not null default now(),
  expires_at   timestamptz not null,
  used_at      timestamptz,       -- null: not used yet

  constraint outside_code_has_one_id primary key (id),
  constraint outside_code_kind_is_known check (kind in ('owner', 'visitor')),
  constraint outside_code_goes_to_a_whole_phone check (num_nulls(phone_digest, phone_shown) in (0, 2)),
  constraint outside_code_is_tried_few_times check (tries between 0 and 5)
);
create index outside_codes_by_end on outside_codes (expires_at);
comment on table outside_codes is 'Codes sent to owners and visitors 验证码. What was typed of somebody unknown is kept alike, so that nothing tells the two apart. Digests under a key outside the database; the code itself stands nowhere.';
-- delete is granted: a code that has ended tells nothing any more, and guesses must not fill the disk.
grant select, insert, update, delete on outside_codes to qingling_app;

create table outside_tries (
  kind         text not null,
  digest       bytea not null,
  tries        integer not null default 0,
  waits        integer not null default 0,
  locked_until timestamptz,       -- null: has not had to wait
  last_at      timestamptz not null default now(),

  constraint outside_tries_are_counted_once primary key (kind, digest),
  constraint outside_try_kind_is_known check (kind in ('address', 'person', 'phone', 'entry')),
  constraint outside_tries_are_not_negative check (tries >= 0 and waits >= 0)
);
create index outside_tries_by_last on outside_tries (last_at);
comment on table outside_tries is 'How often a code was asked for from an address, for an ID number or a phone, and typed from an address; each further wait is longer. Digests only, of known and unknown alike.';
-- delete is granted: what is long past is forgotten, as the rule says.
grant select, insert, update, delete on outside_tries to qingling_app;
