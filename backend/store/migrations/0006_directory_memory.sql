-- The directory is read again before it grows old, as long as somebody asks about a body.
alter table buyers
  add column asked_at timestamptz(3) not null default now(),
  add column refresh_at timestamptz(3) not null default now();
create index buyers_refresh on buyers (refresh_at);

-- What Chorus Pro said of an engagement number, in the terms of decide/directory.ts.
create table engagements (
  platform text not null constraint engagements_platform check (platform in ('production', 'qualification')),
  siret text not null constraint engagements_siret check (siret ~ '^[0-9]{14}$'),
  number text not null constraint engagements_number check (length(number) between 1 and 50),
  finding text not null constraint engagements_finding check (finding in ('known', 'unknown', 'unchecked')),
  read_at timestamptz(3) not null,
  primary key (platform, siret, number)
);
create index engagements_old on engagements (read_at);

-- What searches found: people type the same names again and again.
create table directory_searches (
  platform text not null constraint directory_searches_platform check (platform in ('production', 'qualification')),
  text text not null constraint directory_searches_text check (length(text) between 1 and 200),
  bodies jsonb not null constraint directory_searches_bodies check (jsonb_typeof(bodies) = 'array'),
  more boolean not null,
  read_at timestamptz(3) not null,
  primary key (platform, text)
);
create index directory_searches_old on directory_searches (read_at);

-- A body that changed wakes what was held for it.
create index transmissions_held_for_buyer on transmissions (buyer_siret) where state in ('blocked', 'waiting');
