-- What people do about a document, what is asked of Chorus Pro in their name, and how a merchant's invoices are watched
-- together.

-- What happened in Stripe to a document that had been handed over by then.
alter table transmissions add column closed_in_stripe text
  constraint transmissions_closed_in_stripe check (closed_in_stripe in ('void', 'uncollectible'));

-- A merchant's invoices at Chorus Pro, the last to have moved first.
create index transmissions_followed on transmissions (environment, account, state_since desc)
  where state in ('integrated', 'available', 'suspended', 'completed', 'to_recycle', 'in_payment');
create index transmissions_flow on transmissions (environment, account, flow_number) where flow_number is not null;

-- What a person decided about one document. The latest counts; the history keeps them all.
create table instructions (
  environment text not null,
  account text not null,
  document_id text not null,
  stance text constraint instructions_stance check (stance in ('hold', 'exclude')),
  comment text constraint instructions_comment check (length(comment) between 1 and 255),
  service_code text constraint instructions_service_code check (length(service_code) between 1 and 100),
  engagement_number text constraint instructions_engagement_number check (length(engagement_number) between 1 and 50),
  contract_number text constraint instructions_contract_number check (length(contract_number) between 1 and 50),
  decided_at timestamptz(3) not null,
  primary key (environment, account, document_id),
  foreign key (environment, account, document_id) references transmissions (environment, account, document_id)
);

-- An action at Chorus Pro, asked for by a person: reserve, call, record, as a deposit.
create table actions (
  environment text not null,
  account text not null,
  id uuid not null default gen_random_uuid(),
  document_id text not null,
  action text not null constraint actions_action check (action in ('complete', 'recycle', 'acknowledge_rejection')),
  nonce text not null constraint actions_nonce check (nonce ~ '^[A-Za-z0-9-]{16,64}$'),
  actor text not null constraint actions_actor check (length(actor) between 1 and 255),
  asked jsonb not null constraint actions_asked check (jsonb_typeof(asked) = 'object'),
  asked_at timestamptz(3) not null,
  state text not null constraint actions_state check (state in ('asked', 'open', 'uncertain', 'accepted', 'refused', 'absent')),
  call_before timestamptz(3),
  closed_at timestamptz(3),
  remote jsonb constraint actions_remote check (jsonb_typeof(remote) = 'object'),
  reasons jsonb not null default '[]' constraint actions_reasons check (jsonb_typeof(reasons) = 'array'),
  attempts integer not null default 0 constraint actions_attempts check (attempts >= 0),
  next_at timestamptz(3),
  primary key (environment, account, id),
  constraint actions_nonce_once unique (environment, account, nonce),
  constraint actions_closed_at check ((state in ('asked', 'open', 'uncertain')) = (closed_at is null)),
  constraint actions_called_after_reservation check (state not in ('open', 'uncertain') or call_before is not null),
  constraint actions_over_rests check (closed_at is null or next_at is null),
  foreign key (environment, account, document_id) references transmissions (environment, account, document_id)
);
-- One at a time: a second click asks for nothing.
create unique index actions_one_under_way on actions (environment, account, document_id) where closed_at is null;
create index actions_of_document on actions (environment, account, document_id, asked_at desc);
create index actions_due on actions (next_at) where next_at is not null;

create function guard_action() returns trigger language plpgsql as $$
begin
  if (new.environment, new.account, new.id, new.document_id, new.action, new.nonce, new.actor, new.asked, new.asked_at)
    is distinct from
    (old.environment, old.account, old.id, old.document_id, old.action, old.nonce, old.actor, old.asked, old.asked_at)
  then
    raise exception 'what was asked for cannot be changed' using errcode = 'check_violation', constraint = 'actions_fixed';
  end if;
  if new.state <> old.state and not (
    (old.state = 'asked' and new.state in ('open', 'refused'))
    -- Kept back for certain, and worth another call later.
    or (old.state = 'open' and new.state in ('asked', 'uncertain', 'accepted', 'refused'))
    or (old.state = 'uncertain' and new.state in ('accepted', 'absent'))
  ) then
    raise exception 'an action does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'actions_order';
  end if;
  return new;
end $$;
create trigger actions_guard before update on actions for each row execute function guard_action();
create trigger actions_kept before delete on actions for each row execute function refuse_change();
create trigger actions_not_emptied before truncate on actions for each statement execute function refuse_change();

-- Files for the buyer. Those that no action took yet may be replaced by another of their name.
create table attachments (
  environment text not null,
  account text not null,
  id uuid not null default gen_random_uuid(),
  document_id text not null,
  name text not null constraint attachments_name check (length(name) between 1 and 50),
  bytes bytea not null constraint attachments_bytes check (octet_length(bytes) between 1 and 10485760),
  sha256 text not null,
  added_by text not null constraint attachments_added_by check (length(added_by) between 1 and 255),
  added_at timestamptz(3) not null,
  action_id uuid,
  primary key (environment, account, id),
  constraint attachments_sha256 check (sha256 = encode(sha256(bytes), 'hex')),
  foreign key (environment, account, document_id) references transmissions (environment, account, document_id),
  foreign key (environment, account, action_id) references actions (environment, account, id)
);
create unique index attachments_name_once on attachments (environment, account, document_id, name) where action_id is null;
create index attachments_of_action on attachments (environment, account, action_id) where action_id is not null;

-- Merchants whose invoices are asked about together: what changed before changed_until has been read.
create table watches (
  environment text not null constraint watches_environment check (environment in ('live', 'test', 'sandbox')),
  account text not null constraint watches_account check (account ~ '^acct_[A-Za-z0-9]{1,64}$'),
  changed_until timestamptz(3) not null,
  next_at timestamptz(3) not null,
  failures integer not null default 0 constraint watches_failures check (failures >= 0),
  primary key (environment, account)
);
create index watches_due on watches (next_at);
