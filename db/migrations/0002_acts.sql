-- Acts and their history: nothing changes except by an act, and what an act changed can be proved afterwards.

create table acts (
  county_code   text not null references regions on delete restrict,
  act_no        bigint not null,
  kind          text not null,
  actor_id      uuid not null,
  actor_name    text not null,
  acted_at      timestamptz not null,
  reason        text not null,
  payload       jsonb not null,
  row_count     integer not null,
  rows_root     bytea,         -- null: the act changed no record
  previous_hash bytea not null,
  hash          bytea not null,

  constraint act_has_one_number primary key (county_code, act_no),
  constraint act_number_starts_at_one check (act_no >= 1),
  constraint act_has_a_reason check (reason <> ''),
  constraint act_with_rows_has_a_root check ((row_count = 0) = (rows_root is null))
);
comment on table acts is 'Acts 操作, one hash-chained link each per county. Append-only for the application.';

create table history (
  county_code  text not null,
  act_no       bigint not null,
  row_no       integer not null,
  subject_kind text not null,
  subject_id   uuid not null,
  change       jsonb not null,
  hash         bytea not null,

  constraint history_row_has_one_number primary key (county_code, act_no, row_no),
  constraint history_row_belongs_to_an_act
    foreign key (county_code, act_no) references acts on delete restrict deferrable initially deferred,
  constraint history_subject_is_known check (subject_kind in ('estate', 'building', 'unit', 'organisation', 'account', 'bulletin'))
);
create index history_by_subject on history (county_code, subject_id, act_no);
comment on table history is 'What each act changed, a row per record: the fields it set and their new values. Personal data only as keyed digests.';

create table chain_heads (
  county_code text not null references regions on delete restrict,
  act_no      bigint not null default 0,
  hash        bytea not null default '\x',

  constraint one_head_per_county primary key (county_code)
);
comment on table chain_heads is 'The last link of each county''s chain; locking it puts the acts of a county in order.';

-- Hash of one history row. jsonb prints canonically, so equal content has equal text.
create function history_hash(county_code text, act_no bigint, row_no integer, subject_kind text, subject_id uuid, change jsonb)
  returns bytea language sql stable parallel safe
  return sha256('\x00'::bytea || convert_to(concat_ws('|', county_code, act_no, row_no, subject_kind, subject_id, change::text), 'UTF8'));

-- Hash of one link: everything the act says, the root of its rows and the link before it.
create function act_hash(a acts)
  returns bytea language sql stable parallel safe
  return sha256(convert_to(jsonb_build_array(
    a.county_code, a.act_no, a.kind, a.actor_id, a.actor_name, extract(epoch from a.acted_at)::text, a.reason, a.payload,
    a.row_count, encode(a.rows_root, 'hex'), encode(a.previous_hash, 'hex'))::text, 'UTF8'));

-- Root of the Merkle tree over the rows of an act, in the order of their numbers; an odd last node is paired with itself.
create function merkle_root(leaves bytea[]) returns bytea
  language plpgsql immutable parallel safe as $$
declare
  level bytea[] := leaves;
begin
  while cardinality(level) > 1 loop
    select array_agg(node order by pair)
      into level
      from (select (place - 1) / 2 as pair,
                   sha256('\x01'::bytea || min(leaf) filter (where place % 2 = 1)
                          || coalesce(min(leaf) filter (where place % 2 = 0), min(leaf) filter (where place % 2 = 1))) as node
              from unnest(level) with ordinality as leaves(leaf, place)
             group by 1) as nodes;
  end loop;
  return level[1];
end
$$;

alter table acts enable row level security;
create policy own_counties on acts using (county_code = any (jurisdiction()));
alter table history enable row level security;
create policy own_counties on history using (county_code = any (jurisdiction()));
alter table chain_heads enable row level security;
create policy own_counties on chain_heads using (county_code = any (jurisdiction()));

-- update and delete are not granted: what happened stays as it was written.
grant select, insert on acts to qingling_app;
grant select, insert on history to qingling_app;
grant select, insert, update on chain_heads to qingling_app;

-- Later values of the same field win; used to replay a record from its history.
create aggregate jsonb_overlay(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');
