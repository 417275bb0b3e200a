-- What the Dashboard's API keeps.

-- Texts that state-changing questions carried: each is taken once.
create table nonces (
  environment text not null constraint nonces_environment check (environment in ('live', 'test', 'sandbox')),
  account text not null constraint nonces_account check (account ~ '^acct_[A-Za-z0-9]{1,64}$'),
  nonce text not null constraint nonces_nonce check (nonce ~ '^[A-Za-z0-9-]{16,64}$'),
  used_at timestamptz(3) not null,
  primary key (environment, account, nonce)
);
create index nonces_oldest on nonces (used_at);

-- What the latest trial of a technical account showed. It goes when the account is erased, and counts for nothing once
-- another one was saved in its place (secret_version).
create table connection_checks (
  environment text not null,
  account text not null,
  secret_name text not null default 'technical_account' constraint connection_checks_secret_name check (secret_name = 'technical_account'),
  secret_version integer not null,
  refused_because jsonb constraint connection_checks_refused_because check (jsonb_typeof(refused_because) = 'object'),
  renew_password_by date,
  checked_at timestamptz(3) not null,
  primary key (environment, account),
  foreign key (environment, account, secret_name) references secrets (environment, account, name) on delete cascade
);

-- The made-up invoices of onboarding. They are no transmissions: nothing counts, follows or shows them but onboarding.
create table test_deposits (
  environment text not null constraint test_deposits_never_live check (environment in ('test', 'sandbox')),
  account text not null constraint test_deposits_account check (account ~ '^acct_[A-Za-z0-9]{1,64}$'),
  number text not null constraint test_deposits_number check (length(number) between 1 and 20),
  state text not null constraint test_deposits_state check (state in ('open', 'uncertain', 'accepted', 'integrated', 'refused')),
  sha256 text not null constraint test_deposits_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  flow_number text constraint test_deposits_flow_number check (length(flow_number) between 1 and 100),
  refused_because jsonb constraint test_deposits_refused_because check (jsonb_typeof(refused_because) = 'object'),
  reserved_at timestamptz(3) not null,
  primary key (environment, account, number),
  constraint test_deposits_accepted_has_flow check (state not in ('accepted', 'integrated') or flow_number is not null),
  constraint test_deposits_refused_has_reason check ((state = 'refused') = (refused_because is not null))
);
-- One at a time: a second click sends nothing.
create unique index test_deposits_one_under_way on test_deposits (environment, account)
  where state in ('open', 'uncertain', 'accepted');

-- A search in what is known of the directory reads names only, not the State's thousands of services.
alter table buyers add column name text generated always as (demands ->> 'name') stored;
alter table buyers add column active boolean generated always as ((demands ->> 'active')::boolean) stored;

-- One customer's invoices, newest first.
create index transmissions_of_customer on transmissions (environment, account, customer_id, created_at desc, document_id desc);
-- The overview's sums, and a search by state: read from the index alone, whatever else lies in the table.
create index transmissions_overview on transmissions (environment, account, state)
  include (kind, currency, total_minor, issued_on, created_at, deposited_at, state_since, remote_status_at);
