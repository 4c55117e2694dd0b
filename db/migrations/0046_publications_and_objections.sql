-- What people outside say against a public notice, what proves that it hung there, and what the office publishes of the campaign.

-- Acts of owners and visitors are kept under this account; it cannot sign in.
insert into accounts (county_code, id, login, name, password_hash, disabled_at) values
  ('141100', '00000000-0000-0000-0000-000000000001', 'outside', '业主、来访人', '!', now())
on conflict do nothing;

-- Whoever objected may take it back himself: no account decides then.
alter table notice_objections drop constraint objection_is_decided_whole;
alter table notice_objections add constraint objection_is_decided_whole
  check (num_nulls(decision, decision_words, decided_on, decider_name) in (0, 4));
alter table notice_objections add constraint objection_is_decided_by_an_account_or_taken_back
  check (decision is null and decided_by is null or decided_by is not null or decision = 'taken_back');

create table public_objections (
  county_code  text not null,
  notice_id    uuid not null,
  objection_no smallint not null,
  connection   text not null,
  name_cipher  bytea not null,
  phone_cipher bytea not null,
  phone_digest bytea not null,
  phone_shown  text not null,
  raised_at    timestamptz not null default now(),

  constraint public_objection_has_one_number primary key (county_code, notice_id, objection_no),
  constraint public_objection_is_an_objection
    foreign key (county_code, notice_id, objection_no) references notice_objections (county_code, notice_id, objection_no) on delete restrict,
  constraint person_objects_once_to_a_notice unique (county_code, notice_id, phone_digest),
  constraint connection_is_known check (connection in ('owner', 'co_owner', 'neighbour', 'buyer', 'creditor', 'other'))
);
create index public_objections_by_phone on public_objections (phone_digest);
comment on table public_objections is 'Objections that came from the public page: who is behind the masked name, how to reach him and what the matter is to him. Name and phone are sealed.';

create table objection_papers (
  county_code  text not null,
  notice_id    uuid not null,
  objection_no smallint not null,
  file_id      uuid not null,

  constraint objection_shows_a_paper_once primary key (county_code, notice_id, objection_no, file_id),
  constraint objection_paper_is_of_a_public_objection
    foreign key (county_code, notice_id, objection_no) references public_objections (county_code, notice_id, objection_no) on delete restrict,
  constraint objection_paper_is_filed foreign key (county_code, file_id) references archive_files (county_code, id) on delete restrict
);
create index objection_papers_by_file on objection_papers (county_code, file_id);
comment on table objection_papers is 'What an objector brought as proof; the papers themselves are in the archive, under the notice.';

create table notice_proofs (
  county_code text not null,
  file_id     uuid not null,
  notice_id   uuid not null,
  moment      text not null,
  taken_at    text,              -- null with the next two: the photo does not say
  latitude    double precision,
  longitude   double precision,

  constraint notice_proof_is_told_once primary key (county_code, file_id),
  constraint notice_proof_is_filed foreign key (county_code, file_id) references archive_files (county_code, id) on delete restrict,
  constraint notice_proof_is_of_a_known_notice foreign key (county_code, notice_id) references public_notices (county_code, id) on delete restrict,
  constraint moment_is_known check (moment in ('posted', 'taken_down')),
  constraint place_is_told_whole check ((latitude is null) = (longitude is null)),
  constraint place_is_on_earth check (abs(latitude) <= 90 and abs(longitude) <= 180)
);
create index notice_proofs_by_notice on notice_proofs (county_code, notice_id);
comment on table notice_proofs is 'What a photo of a posted notice proves: that it hung, or was taken down, where and when. The photo itself is kept without its place; the public never sees this.';

create table publications (
  county_code    text not null references regions on delete restrict,
  id             uuid not null default uuidv7(),
  state          text not null default 'drafted',
  figures        text[] not null,
  contacts       jsonb not null,
  words          text,             -- null: the office adds none
  drafted_by     uuid not null references accounts on delete restrict,
  drafter_name   text not null,
  drafted_on     date not null,
  as_of          date,             -- null down to publisher_name: not published
  content        jsonb,
  published_on   date,
  published_by   uuid references accounts on delete restrict,
  publisher_name text,
  ended_on       date,             -- null: a draft, or what stands published

  constraint publication_has_one_id primary key (county_code, id),
  constraint publication_state_is_known check (state in ('drafted', 'discarded', 'published', 'replaced', 'withdrawn')),
  constraint publication_shows_something check (cardinality(figures) between 1 and 20),
  constraint publication_is_published_whole
    check (num_nulls(as_of, content, published_on, published_by, publisher_name) = case when state in ('drafted', 'discarded') then 5 else 0 end),
  constraint publication_has_two_people check (published_by <> drafted_by),
  constraint ended_publication_has_its_day check ((state in ('discarded', 'replaced', 'withdrawn')) = (ended_on is not null))
);
create unique index one_draft_per_region on publications (county_code) where state = 'drafted';
create unique index one_publication_stands on publications (county_code) where state = 'published';
create index publications_by_drafter on publications (drafted_by);
create index publications_by_publisher on publications (published_by) where published_by is not null;
comment on table publications is 'What the office publishes of the campaign 公开内容, of a county or (under the city''s own code) of the city: which figures, which estates, whom to ask. Drafted by one person, published by another; content is what was counted on the day.';

create table publication_estates (
  county_code    text not null,
  publication_id uuid not null,
  estate_id      uuid not null,

  constraint publication_names_an_estate_once primary key (county_code, publication_id, estate_id),
  constraint estate_is_named_by_a_known_publication foreign key (county_code, publication_id) references publications (county_code, id) on delete restrict,
  constraint named_estate_is_known foreign key (county_code, estate_id) references estates (county_code, id) on delete restrict
);
create index publication_estates_by_estate on publication_estates (county_code, estate_id);
comment on table publication_estates is 'Estates a publication names with figures of their own.';

create function publication_record(p publications) returns jsonb language sql stable as $$
  select (to_jsonb(p) - '{county_code,id}'::text[])
         || jsonb_build_object('estates', coalesce((select jsonb_agg(e.estate_id order by e.estate_id) from publication_estates as e
                                                     where e.county_code = p.county_code and e.publication_id = p.id), '[]'))
$$;

/** As before, with proofs and what came from the public page: of the words of a person outside history keeps the digest alone. */
create or replace function public_notice_record(n public_notices) returns jsonb language sql stable as $$
  select (to_jsonb(n) - '{county_code,id}'::text[])
         || coalesce((select jsonb_object_agg('objection:' || o.objection_no,
                               case when p.notice_id is null then to_jsonb(o) - '{county_code,notice_id,objection_no}'::text[]
                                    else to_jsonb(o) - '{county_code,notice_id,objection_no,words}'::text[]
                                         || jsonb_build_object('words_sha256', encode(sha256(convert_to(o.words, 'UTF8')), 'hex'),
                                              'connection', p.connection, 'phone_digest', encode(p.phone_digest, 'hex'),
                                              'papers', coalesce((select jsonb_agg(f.file_id order by f.file_id) from objection_papers as f
                                                                   where f.county_code = o.county_code and f.notice_id = o.notice_id
                                                                     and f.objection_no = o.objection_no), '[]')) end)
                        from notice_objections as o
                        left join public_objections as p on p.county_code = o.county_code and p.notice_id = o.notice_id and p.objection_no = o.objection_no
                       where o.county_code = n.county_code and o.notice_id = n.id), '{}')
         || coalesce((select jsonb_object_agg('proof:' || f.file_id, to_jsonb(f) - '{county_code,notice_id,file_id}'::text[])
                        from notice_proofs as f where f.county_code = n.county_code and f.notice_id = n.id), '{}')
$$;

alter table public_objections enable row level security;
create policy own_counties on public_objections using (county_code = any (jurisdiction()));
alter table objection_papers enable row level security;
create policy own_counties on objection_papers using (county_code = any (jurisdiction()));
alter table notice_proofs enable row level security;
create policy own_counties on notice_proofs using (county_code = any (jurisdiction()));
alter table publications enable row level security;
create policy own_counties on publications using (county_code = any (jurisdiction()));
alter table publication_estates enable row level security;
create policy own_counties on publication_estates using (county_code = any (jurisdiction()));

-- Not granted: delete, and update of what was said, proved or drafted.
grant select, insert on public_objections, objection_papers, notice_proofs, publications, publication_estates to qingling_app;
grant update (state, as_of, content, published_on, published_by, publisher_name, ended_on) on publications to qingling_app;
