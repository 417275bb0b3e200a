-- Every table of a tenant begins its key with (environment, account). Check constraints repeat the unions of the code;
-- tests/store/constraints.test.ts compares them. Instants that the code pages or compares by keep milliseconds only,
-- as JavaScript does.

-- Merchants' accounts. status_at is the `created` of the Stripe event that set the status.
create table tenants (
  environment text not null constraint tenants_environment check (environment in ('live', 'test', 'sandbox')),
  account text not null constraint tenants_account check (account ~ '^acct_[A-Za-z0-9]{1,64}$'),
  status text not null constraint tenants_status check (status in ('active', 'ended')),
  status_at timestamptz not null,
  settings jsonb,
  last_event_at timestamptz,
  installed_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (environment, account),
  constraint tenants_ended_at check ((status = 'ended') = (ended_at is not null))
);

-- Encrypted values of a tenant: AES-256-GCM under a data key of its own, which is wrapped by a key of the keyring.
create table secrets (
  environment text not null,
  account text not null,
  name text not null constraint secrets_name check (name in ('technical_account')),
  version integer not null constraint secrets_version check (version >= 1),
  key_id text not null constraint secrets_key_id check (key_id ~ '^[A-Za-z0-9_-]{1,64}$'),
  wrapped_key bytea not null constraint secrets_wrapped_key check (octet_length(wrapped_key) = 60),
  sealed_value bytea not null constraint secrets_sealed_value check (octet_length(sealed_value) between 28 and 8192),
  saved_at timestamptz not null default now(),
  primary key (environment, account, name),
  foreign key (environment, account) references tenants (environment, account) on delete cascade
);

-- A merchant who left has no secrets, whatever order the writes arrive in.
create function refuse_secret_of_ended_tenant() returns trigger language plpgsql as $$
declare
  now_status text;
begin
  -- Locked before it is looked at: a merchant who is leaving at this moment is waited for.
  select status into now_status from tenants
    where environment = new.environment and account = new.account for share;
  if now_status = 'ended' then
    raise exception 'a merchant who left has no secrets' using errcode = 'check_violation', constraint = 'secrets_of_active_tenant';
  end if;
  return new;
end $$;
create trigger secrets_of_active_tenant before insert or update on secrets
  for each row execute function refuse_secret_of_ended_tenant();

create function refuse_ended_tenant_with_secrets() returns trigger language plpgsql as $$
begin
  if exists (select from secrets where environment = new.environment and account = new.account) then
    raise exception 'a merchant who left has no secrets' using errcode = 'check_violation', constraint = 'tenants_ended_without_secrets';
  end if;
  return null;
end $$;
create constraint trigger tenants_ended_without_secrets after insert or update on tenants
  deferrable initially deferred for each row when (new.status = 'ended')
  execute function refuse_ended_tenant_with_secrets();

-- Stripe's events as they arrived, byte for byte. The account may be absent (events of the platform itself).
create table events (
  environment text not null constraint events_environment check (environment in ('live', 'test', 'sandbox')),
  id text not null constraint events_id check (length(id) between 1 and 255),
  account text,
  type text not null constraint events_type check (length(type) between 1 and 255),
  created timestamptz not null,
  livemode boolean not null,
  object_id text,
  customer_id text,
  payload bytea not null constraint events_payload check (octet_length(payload) between 1 and 2097152),
  received_at timestamptz not null default now(),
  primary key (environment, id)
);
create index events_of_account on events (environment, account, created desc);

-- One Stripe invoice or credit note on its way.
create table transmissions (
  environment text not null constraint transmissions_environment check (environment in ('live', 'test', 'sandbox')),
  account text not null constraint transmissions_account check (account ~ '^acct_[A-Za-z0-9]{1,64}$'),
  document_id text not null constraint transmissions_document_id check (document_id ~ '^[A-Za-z0-9_]{1,255}$'),
  kind text not null constraint transmissions_kind check (kind in ('invoice', 'credit_note')),
  state text not null constraint transmissions_state check (state in (
    'received', 'not_concerned', 'blocked', 'waiting', 'converted', 'depositing', 'uncertain', 'deposited', 'refused',
    'integrated', 'available', 'suspended', 'completed', 'to_recycle', 'rejected', 'in_payment', 'paid', 'abandoned',
    'stopped')),
  state_since timestamptz(3) not null,
  version integer not null default 1 constraint transmissions_version check (version >= 1),
  number text,
  customer_id text,
  customer_name text,
  buyer_siret text,
  total_minor bigint,
  currency text,
  issued_on date,
  reasons jsonb not null default '[]' constraint transmissions_reasons check (jsonb_typeof(reasons) = 'array'),
  warnings jsonb not null default '[]' constraint transmissions_warnings check (jsonb_typeof(warnings) = 'array'),
  flow_number text,
  deposited_at timestamptz,
  remote_id text,
  remote_status text,
  remote_status_at timestamptz,
  remote_comment text,
  attempts integer not null default 0 constraint transmissions_attempts check (attempts >= 0),
  polls integer not null default 0 constraint transmissions_polls check (polls >= 0),
  next_at timestamptz,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (environment, account, document_id),
  constraint transmissions_held_has_reason check (state not in ('blocked', 'waiting') or reasons <> '[]'),
  constraint transmissions_deposited_has_flow check (
    flow_number is not null
    or state not in ('deposited', 'integrated', 'available', 'suspended', 'completed', 'to_recycle', 'rejected', 'in_payment', 'paid'))
);
-- The sweep: the first due of every tenant (facts of a million waiting rows: a partial index, not timers).
create index transmissions_due on transmissions (environment, account, next_at) where next_at is not null;
create index transmissions_newest on transmissions (environment, account, created_at desc, document_id desc);
create index transmissions_held on transmissions (environment, account, customer_id) where state in ('blocked', 'waiting');

-- What Stripe showed, as it was fetched.
create table snapshots (
  environment text not null,
  account text not null,
  document_id text not null,
  taken_at timestamptz(3) not null,
  raw json not null constraint snapshots_raw check (json_typeof(raw) = 'object'),
  primary key (environment, account, document_id, taken_at),
  foreign key (environment, account, document_id) references transmissions (environment, account, document_id)
);

-- The bytes issued. Written once; a corrected document after a certain refusal is a new issue.
create table documents (
  environment text not null,
  account text not null,
  document_id text not null,
  issue integer not null constraint documents_issue check (issue >= 1),
  number text not null constraint documents_number check (length(number) between 1 and 50),
  xml text not null,
  pdf bytea not null constraint documents_pdf_size check (octet_length(pdf) between 1 and 10485760),
  sha256 text not null,
  basis jsonb not null,
  saved_at timestamptz(3) not null default now(),
  primary key (environment, account, document_id, issue),
  constraint documents_bytes unique (environment, account, document_id, sha256),
  constraint documents_sha256 check (sha256 = encode(sha256(pdf), 'hex')),
  foreign key (environment, account, document_id) references transmissions (environment, account, document_id)
);
-- A supplier uses an invoice number once: Chorus Pro refuses it the second time.
create unique index documents_number_once on documents (environment, account, number) where issue = 1;

-- One handing-over to Chorus Pro.
create table deposits (
  environment text not null constraint deposits_environment check (environment in ('live', 'test', 'sandbox')),
  account text not null,
  id uuid not null default gen_random_uuid(),
  document_id text not null,
  attempt integer not null constraint deposits_attempt check (attempt >= 1),
  platform text not null constraint deposits_platform check (platform in ('production', 'qualification')),
  state text not null constraint deposits_state check (state in ('open', 'uncertain', 'accepted', 'refused', 'absent')),
  sha256 text not null,
  reserved_at timestamptz(3) not null,
  call_before timestamptz(3) not null,
  closed_at timestamptz(3),
  flow_number text constraint deposits_flow_number check (length(flow_number) between 1 and 100),
  remote jsonb,
  look_ups integer not null default 0 constraint deposits_look_ups check (look_ups >= 0),
  primary key (environment, account, id),
  constraint deposits_attempt_once unique (environment, account, document_id, attempt),
  constraint deposits_flow_once unique (environment, account, flow_number),
  -- A non-live invoice never reaches production, and a live one never goes to qualification.
  constraint deposits_platform_of_environment check ((environment = 'live') = (platform = 'production')),
  constraint deposits_call_before check (call_before > reserved_at),
  constraint deposits_closed_at check ((state in ('open', 'uncertain')) = (closed_at is null)),
  constraint deposits_accepted_has_flow check (state <> 'accepted' or flow_number is not null),
  -- Only bytes that are stored can be handed over.
  foreign key (environment, account, document_id, sha256) references documents (environment, account, document_id, sha256)
);
-- Exactly one deposit: none may be reserved while another may have been, or was, taken.
create unique index deposits_one_standing on deposits (environment, account, document_id)
  where state in ('open', 'uncertain', 'accepted');

create function guard_deposit() returns trigger language plpgsql as $$
begin
  if (new.environment, new.account, new.id, new.document_id, new.attempt, new.platform, new.sha256, new.reserved_at, new.call_before)
    is distinct from
    (old.environment, old.account, old.id, old.document_id, old.attempt, old.platform, old.sha256, old.reserved_at, old.call_before)
  then
    raise exception 'what a deposit was reserved for cannot be changed' using errcode = 'check_violation', constraint = 'deposits_fixed';
  end if;
  if old.flow_number is not null and new.flow_number is distinct from old.flow_number then
    raise exception 'a flow number cannot be changed' using errcode = 'check_violation', constraint = 'deposits_flow_fixed';
  end if;
  if new.state <> old.state and not (
    (old.state = 'open' and new.state in ('uncertain', 'accepted', 'refused', 'absent'))
    or (old.state = 'uncertain' and new.state in ('accepted', 'refused', 'absent'))
    -- The flow report may say for certain that nothing was created.
    or (old.state = 'accepted' and new.state = 'refused')
  ) then
    raise exception 'a deposit does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'deposits_order';
  end if;
  return new;
end $$;
create trigger deposits_guard before update on deposits for each row execute function guard_deposit();

-- Everything that a transmission met. Append-only.
create table history (
  environment text not null,
  account text not null,
  document_id text not null,
  id bigint generated always as identity,
  at timestamptz(3) not null,
  kind text not null constraint history_kind check (kind in ('state', 'attempt', 'remote', 'action')),
  state text constraint history_state check (state in (
    'received', 'not_concerned', 'blocked', 'waiting', 'converted', 'depositing', 'uncertain', 'deposited', 'refused',
    'integrated', 'available', 'suspended', 'completed', 'to_recycle', 'rejected', 'in_payment', 'paid', 'abandoned',
    'stopped')),
  reasons jsonb constraint history_reasons check (jsonb_typeof(reasons) = 'array'),
  remote jsonb constraint history_remote check (jsonb_typeof(remote) = 'object'),
  actor text,
  detail jsonb constraint history_detail check (jsonb_typeof(detail) = 'object'),
  primary key (environment, account, document_id, id),
  constraint history_state_named check (kind <> 'state' or state is not null),
  foreign key (environment, account, document_id) references transmissions (environment, account, document_id)
);

-- What Chorus Pro's directory demands of those who invoice a buyer, kept for a while.
create table buyers (
  platform text not null constraint buyers_platform check (platform in ('production', 'qualification')),
  siret text not null constraint buyers_siret check (siret ~ '^[0-9]{14}$'),
  demands jsonb not null constraint buyers_demands check (demands ->> 'siret' = siret),
  read_at timestamptz(3) not null,
  primary key (platform, siret)
);

-- Turns to call Chorus Pro (generic cell rate algorithm): when the next call would be on time.
create table turns (
  key text primary key constraint turns_key check (length(key) between 1 and 255),
  arrival_at timestamptz not null
);

-- What was issued, handed over and met is kept as it was.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is kept as it was written', tg_table_name using errcode = 'check_violation', constraint = tg_name;
end $$;
create trigger documents_written_once before update or delete on documents
  for each row execute function refuse_change();
create trigger documents_not_emptied before truncate on documents
  for each statement execute function refuse_change();
create trigger history_append_only before update or delete on history
  for each row execute function refuse_change();
create trigger history_not_emptied before truncate on history
  for each statement execute function refuse_change();
create trigger deposits_kept before delete on deposits
  for each row execute function refuse_change();
create trigger deposits_not_emptied before truncate on deposits
  for each statement execute function refuse_change();
