-- What merchants are told, and how it reached them.

-- The key that signs our webhooks to a merchant is kept encrypted, beside the technical account.
alter table secrets drop constraint secrets_name;
alter table secrets add constraint secrets_name check (name in ('technical_account', 'webhook_signing'));

-- Something to tell, written with the change that gives it to tell. The subject is a document, or the account itself.
create table notices (
  environment text not null constraint notices_environment check (environment in ('live', 'test', 'sandbox')),
  account text not null constraint notices_account check (account ~ '^acct_[A-Za-z0-9]{1,64}$'),
  id uuid not null default gen_random_uuid(),
  event text not null constraint notices_event check (event in (
    'refused', 'suspended', 'to_recycle', 'rejected', 'abandoned', 'waiting', 'available', 'paid', 'password_expiring',
    'digest')),
  subject text not null constraint notices_subject check (length(subject) between 1 and 255),
  occurred_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  facts jsonb not null constraint notices_facts check (jsonb_typeof(facts) = 'object'),
  addressed_at timestamptz(3),
  primary key (environment, account, id),
  -- The same thing is told once, however often the step that gave it runs.
  constraint notices_once unique (environment, account, subject, event, occurred_at)
);
create index notices_due on notices (due_at) where addressed_at is null;
create index notices_oldest on notices (addressed_at) where addressed_at is not null;

-- One way of telling it: the log of deliveries. The target is an address of e-mail; empty for what there is one of.
create table notice_deliveries (
  environment text not null,
  account text not null,
  notice_id uuid not null,
  channel text not null constraint notice_deliveries_channel check (channel in ('email', 'slack', 'webhook')),
  target text not null constraint notice_deliveries_target check (length(target) <= 254 and (channel = 'email') = (target <> '')),
  state text not null default 'waiting' constraint notice_deliveries_state check (state in ('waiting', 'sent', 'failed', 'dropped')),
  attempts integer not null default 0 constraint notice_deliveries_attempts check (attempts >= 0),
  answer text constraint notice_deliveries_answer check (length(answer) between 1 and 100),
  next_at timestamptz(3),
  changed_at timestamptz(3) not null,
  primary key (environment, account, notice_id, channel, target),
  constraint notice_deliveries_next_at check ((state = 'waiting') = (next_at is not null)),
  foreign key (environment, account, notice_id) references notices (environment, account, id) on delete cascade
);
create index notice_deliveries_due on notice_deliveries (next_at) where state = 'waiting';
