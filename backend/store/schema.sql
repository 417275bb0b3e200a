-- What the migrations add up to. Written by "npm run schema"; a test compares it.

CREATE OR REPLACE FUNCTION guard_action()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION guard_deposit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
    -- The flow report may say for certain that nothing was created; a reconciliation, that nobody knows it.
    or (old.state = 'accepted' and new.state in ('refused', 'uncertain'))
  ) then
    raise exception 'a deposit does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'deposits_order';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is kept as it was written', tg_table_name using errcode = 'check_violation', constraint = tg_name;
end $function$;

CREATE OR REPLACE FUNCTION refuse_ended_tenant_with_secrets()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from secrets where environment = new.environment and account = new.account) then
    raise exception 'a merchant who left has no secrets' using errcode = 'check_violation', constraint = 'tenants_ended_without_secrets';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION refuse_secret_of_ended_tenant()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE TABLE actions (
  environment text NOT NULL,
  account text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  document_id text NOT NULL,
  action text NOT NULL,
  nonce text NOT NULL,
  actor text NOT NULL,
  asked jsonb NOT NULL,
  asked_at timestamp(3) with time zone NOT NULL,
  state text NOT NULL,
  call_before timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  remote jsonb,
  reasons jsonb NOT NULL DEFAULT '[]'::jsonb,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamp(3) with time zone,
  CONSTRAINT actions_pkey PRIMARY KEY (environment, account, id),
  CONSTRAINT actions_nonce_once UNIQUE (environment, account, nonce),
  CONSTRAINT actions_environment_account_document_id_fkey FOREIGN KEY (environment, account, document_id) REFERENCES transmissions(environment, account, document_id),
  CONSTRAINT actions_action CHECK ((action = ANY (ARRAY['complete'::text, 'recycle'::text, 'acknowledge_rejection'::text]))),
  CONSTRAINT actions_actor CHECK (((length(actor) >= 1) AND (length(actor) <= 255))),
  CONSTRAINT actions_asked CHECK ((jsonb_typeof(asked) = 'object'::text)),
  CONSTRAINT actions_attempts CHECK ((attempts >= 0)),
  CONSTRAINT actions_called_after_reservation CHECK (((state <> ALL (ARRAY['open'::text, 'uncertain'::text])) OR (call_before IS NOT NULL))),
  CONSTRAINT actions_closed_at CHECK (((state = ANY (ARRAY['asked'::text, 'open'::text, 'uncertain'::text])) = (closed_at IS NULL))),
  CONSTRAINT actions_nonce CHECK ((nonce ~ '^[A-Za-z0-9-]{16,64}$'::text)),
  CONSTRAINT actions_over_rests CHECK (((closed_at IS NULL) OR (next_at IS NULL))),
  CONSTRAINT actions_reasons CHECK ((jsonb_typeof(reasons) = 'array'::text)),
  CONSTRAINT actions_remote CHECK ((jsonb_typeof(remote) = 'object'::text)),
  CONSTRAINT actions_state CHECK ((state = ANY (ARRAY['asked'::text, 'open'::text, 'uncertain'::text, 'accepted'::text, 'refused'::text, 'absent'::text])))
);
CREATE INDEX actions_due ON actions USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX actions_of_document ON actions USING btree (environment, account, document_id, asked_at DESC);
CREATE UNIQUE INDEX actions_one_under_way ON actions USING btree (environment, account, document_id) WHERE (closed_at IS NULL);
CREATE TRIGGER actions_guard BEFORE UPDATE ON actions FOR EACH ROW EXECUTE FUNCTION guard_action();
CREATE TRIGGER actions_kept BEFORE DELETE ON actions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER actions_not_emptied BEFORE TRUNCATE ON actions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE attachments (
  environment text NOT NULL,
  account text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  document_id text NOT NULL,
  name text NOT NULL,
  bytes bytea NOT NULL,
  sha256 text NOT NULL,
  added_by text NOT NULL,
  added_at timestamp(3) with time zone NOT NULL,
  action_id uuid,
  CONSTRAINT attachments_pkey PRIMARY KEY (environment, account, id),
  CONSTRAINT attachments_environment_account_action_id_fkey FOREIGN KEY (environment, account, action_id) REFERENCES actions(environment, account, id),
  CONSTRAINT attachments_environment_account_document_id_fkey FOREIGN KEY (environment, account, document_id) REFERENCES transmissions(environment, account, document_id),
  CONSTRAINT attachments_added_by CHECK (((length(added_by) >= 1) AND (length(added_by) <= 255))),
  CONSTRAINT attachments_bytes CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 10485760))),
  CONSTRAINT attachments_name CHECK (((length(name) >= 1) AND (length(name) <= 50))),
  CONSTRAINT attachments_sha256 CHECK ((sha256 = encode(sha256(bytes), 'hex'::text)))
);
CREATE INDEX attachments_added_at ON attachments USING btree (added_at);
CREATE UNIQUE INDEX attachments_name_once ON attachments USING btree (environment, account, document_id, name) WHERE (action_id IS NULL);
CREATE INDEX attachments_of_action ON attachments USING btree (environment, account, action_id) WHERE (action_id IS NOT NULL);

CREATE TABLE buyers (
  platform text NOT NULL,
  siret text NOT NULL,
  demands jsonb NOT NULL,
  read_at timestamp(3) with time zone NOT NULL,
  name text DEFAULT (demands ->> 'name'::text),
  active boolean DEFAULT ((demands ->> 'active'::text))::boolean,
  asked_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  refresh_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT buyers_pkey PRIMARY KEY (platform, siret),
  CONSTRAINT buyers_demands CHECK (((demands ->> 'siret'::text) = siret)),
  CONSTRAINT buyers_platform CHECK ((platform = ANY (ARRAY['production'::text, 'qualification'::text]))),
  CONSTRAINT buyers_siret CHECK ((siret ~ '^[0-9]{14}$'::text))
);
CREATE INDEX buyers_refresh ON buyers USING btree (platform, refresh_at, asked_at);

CREATE TABLE connection_checks (
  environment text NOT NULL,
  account text NOT NULL,
  secret_name text NOT NULL DEFAULT 'technical_account'::text,
  secret_version integer NOT NULL,
  refused_because jsonb,
  renew_password_by date,
  checked_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT connection_checks_pkey PRIMARY KEY (environment, account),
  CONSTRAINT connection_checks_environment_account_secret_name_fkey FOREIGN KEY (environment, account, secret_name) REFERENCES secrets(environment, account, name) ON DELETE CASCADE,
  CONSTRAINT connection_checks_refused_because CHECK ((jsonb_typeof(refused_because) = 'object'::text)),
  CONSTRAINT connection_checks_secret_name CHECK ((secret_name = 'technical_account'::text))
);

CREATE TABLE deposits (
  environment text NOT NULL,
  account text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  document_id text NOT NULL,
  attempt integer NOT NULL,
  platform text NOT NULL,
  state text NOT NULL,
  sha256 text NOT NULL,
  reserved_at timestamp(3) with time zone NOT NULL,
  call_before timestamp(3) with time zone NOT NULL,
  closed_at timestamp(3) with time zone,
  flow_number text,
  remote jsonb,
  look_ups integer NOT NULL DEFAULT 0,
  CONSTRAINT deposits_pkey PRIMARY KEY (environment, account, id),
  CONSTRAINT deposits_attempt_once UNIQUE (environment, account, document_id, attempt),
  CONSTRAINT deposits_flow_once UNIQUE (environment, account, flow_number),
  CONSTRAINT deposits_environment_account_document_id_sha256_fkey FOREIGN KEY (environment, account, document_id, sha256) REFERENCES documents(environment, account, document_id, sha256),
  CONSTRAINT deposits_accepted_has_flow CHECK (((state <> 'accepted'::text) OR (flow_number IS NOT NULL))),
  CONSTRAINT deposits_attempt CHECK ((attempt >= 1)),
  CONSTRAINT deposits_call_before CHECK ((call_before > reserved_at)),
  CONSTRAINT deposits_closed_at CHECK (((state = ANY (ARRAY['open'::text, 'uncertain'::text])) = (closed_at IS NULL))),
  CONSTRAINT deposits_environment CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text, 'sandbox'::text]))),
  CONSTRAINT deposits_flow_number CHECK (((length(flow_number) >= 1) AND (length(flow_number) <= 100))),
  CONSTRAINT deposits_look_ups CHECK ((look_ups >= 0)),
  CONSTRAINT deposits_platform CHECK ((platform = ANY (ARRAY['production'::text, 'qualification'::text]))),
  CONSTRAINT deposits_platform_of_environment CHECK (((environment = 'live'::text) = (platform = 'production'::text))),
  CONSTRAINT deposits_state CHECK ((state = ANY (ARRAY['open'::text, 'uncertain'::text, 'accepted'::text, 'refused'::text, 'absent'::text])))
);
CREATE UNIQUE INDEX deposits_one_standing ON deposits USING btree (environment, account, document_id) WHERE (state = ANY (ARRAY['open'::text, 'uncertain'::text, 'accepted'::text]));
CREATE TRIGGER deposits_guard BEFORE UPDATE ON deposits FOR EACH ROW EXECUTE FUNCTION guard_deposit();
CREATE TRIGGER deposits_kept BEFORE DELETE ON deposits FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deposits_not_emptied BEFORE TRUNCATE ON deposits FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE directory_searches (
  platform text NOT NULL,
  text text NOT NULL,
  bodies jsonb NOT NULL,
  more boolean NOT NULL,
  read_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT directory_searches_pkey PRIMARY KEY (platform, text),
  CONSTRAINT directory_searches_bodies CHECK ((jsonb_typeof(bodies) = 'array'::text)),
  CONSTRAINT directory_searches_platform CHECK ((platform = ANY (ARRAY['production'::text, 'qualification'::text]))),
  CONSTRAINT directory_searches_text CHECK (((length(text) >= 1) AND (length(text) <= 200)))
);
CREATE INDEX directory_searches_old ON directory_searches USING btree (read_at);

CREATE TABLE documents (
  environment text NOT NULL,
  account text NOT NULL,
  document_id text NOT NULL,
  issue integer NOT NULL,
  number text NOT NULL,
  xml text NOT NULL,
  pdf bytea NOT NULL,
  sha256 text NOT NULL,
  basis jsonb NOT NULL,
  saved_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT documents_pkey PRIMARY KEY (environment, account, document_id, issue),
  CONSTRAINT documents_bytes UNIQUE (environment, account, document_id, sha256),
  CONSTRAINT documents_environment_account_document_id_fkey FOREIGN KEY (environment, account, document_id) REFERENCES transmissions(environment, account, document_id),
  CONSTRAINT documents_issue CHECK ((issue >= 1)),
  CONSTRAINT documents_number CHECK (((length(number) >= 1) AND (length(number) <= 50))),
  CONSTRAINT documents_pdf_size CHECK (((octet_length(pdf) >= 1) AND (octet_length(pdf) <= 10485760))),
  CONSTRAINT documents_sha256 CHECK ((sha256 = encode(sha256(pdf), 'hex'::text)))
);
CREATE UNIQUE INDEX documents_number_once ON documents USING btree (environment, account, number) WHERE (issue = 1);
CREATE TRIGGER documents_not_emptied BEFORE TRUNCATE ON documents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER documents_written_once BEFORE DELETE OR UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE engagements (
  platform text NOT NULL,
  siret text NOT NULL,
  number text NOT NULL,
  finding text NOT NULL,
  read_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT engagements_pkey PRIMARY KEY (platform, siret, number),
  CONSTRAINT engagements_finding CHECK ((finding = ANY (ARRAY['known'::text, 'unknown'::text, 'unchecked'::text]))),
  CONSTRAINT engagements_number CHECK (((length(number) >= 1) AND (length(number) <= 50))),
  CONSTRAINT engagements_platform CHECK ((platform = ANY (ARRAY['production'::text, 'qualification'::text]))),
  CONSTRAINT engagements_siret CHECK ((siret ~ '^[0-9]{14}$'::text))
);
CREATE INDEX engagements_old ON engagements USING btree (read_at);

CREATE TABLE events (
  environment text NOT NULL,
  id text NOT NULL,
  account text,
  type text NOT NULL,
  created timestamp with time zone NOT NULL,
  livemode boolean NOT NULL,
  object_id text,
  customer_id text,
  payload bytea NOT NULL,
  received_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT events_pkey PRIMARY KEY (environment, id),
  CONSTRAINT events_environment CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text, 'sandbox'::text]))),
  CONSTRAINT events_id CHECK (((length(id) >= 1) AND (length(id) <= 255))),
  CONSTRAINT events_payload CHECK (((octet_length(payload) >= 1) AND (octet_length(payload) <= 2097152))),
  CONSTRAINT events_type CHECK (((length(type) >= 1) AND (length(type) <= 255)))
);
CREATE INDEX events_of_account ON events USING btree (environment, account, created DESC);
CREATE INDEX events_oldest ON events USING brin (received_at);

CREATE TABLE history (
  environment text NOT NULL,
  account text NOT NULL,
  document_id text NOT NULL,
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp(3) with time zone NOT NULL,
  kind text NOT NULL,
  state text,
  reasons jsonb,
  remote jsonb,
  actor text,
  detail jsonb,
  CONSTRAINT history_pkey PRIMARY KEY (environment, account, document_id, id),
  CONSTRAINT history_environment_account_document_id_fkey FOREIGN KEY (environment, account, document_id) REFERENCES transmissions(environment, account, document_id),
  CONSTRAINT history_detail CHECK ((jsonb_typeof(detail) = 'object'::text)),
  CONSTRAINT history_kind CHECK ((kind = ANY (ARRAY['state'::text, 'attempt'::text, 'remote'::text, 'action'::text]))),
  CONSTRAINT history_reasons CHECK ((jsonb_typeof(reasons) = 'array'::text)),
  CONSTRAINT history_remote CHECK ((jsonb_typeof(remote) = 'object'::text)),
  CONSTRAINT history_state CHECK ((state = ANY (ARRAY['received'::text, 'not_concerned'::text, 'blocked'::text, 'waiting'::text, 'converted'::text, 'depositing'::text, 'uncertain'::text, 'deposited'::text, 'refused'::text, 'integrated'::text, 'available'::text, 'suspended'::text, 'completed'::text, 'to_recycle'::text, 'rejected'::text, 'replaced'::text, 'in_payment'::text, 'booked'::text, 'paid'::text, 'abandoned'::text, 'stopped'::text]))),
  CONSTRAINT history_state_named CHECK (((kind <> 'state'::text) OR (state IS NOT NULL)))
);
CREATE INDEX history_imported ON history USING btree (environment, account, document_id) WHERE ((detail ->> 'decision'::text) = 'imported'::text);
CREATE TRIGGER history_append_only BEFORE DELETE OR UPDATE ON history FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER history_not_emptied BEFORE TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE instructions (
  environment text NOT NULL,
  account text NOT NULL,
  document_id text NOT NULL,
  stance text,
  comment text,
  service_code text,
  engagement_number text,
  contract_number text,
  decided_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT instructions_pkey PRIMARY KEY (environment, account, document_id),
  CONSTRAINT instructions_environment_account_document_id_fkey FOREIGN KEY (environment, account, document_id) REFERENCES transmissions(environment, account, document_id),
  CONSTRAINT instructions_comment CHECK (((length(comment) >= 1) AND (length(comment) <= 255))),
  CONSTRAINT instructions_contract_number CHECK (((length(contract_number) >= 1) AND (length(contract_number) <= 50))),
  CONSTRAINT instructions_engagement_number CHECK (((length(engagement_number) >= 1) AND (length(engagement_number) <= 50))),
  CONSTRAINT instructions_service_code CHECK (((length(service_code) >= 1) AND (length(service_code) <= 100))),
  CONSTRAINT instructions_stance CHECK ((stance = ANY (ARRAY['hold'::text, 'exclude'::text])))
);

CREATE TABLE nonces (
  environment text NOT NULL,
  account text NOT NULL,
  nonce text NOT NULL,
  used_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT nonces_pkey PRIMARY KEY (environment, account, nonce),
  CONSTRAINT nonces_account CHECK ((account ~ '^acct_[A-Za-z0-9]{1,64}$'::text)),
  CONSTRAINT nonces_environment CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text, 'sandbox'::text]))),
  CONSTRAINT nonces_nonce CHECK ((nonce ~ '^[A-Za-z0-9-]{16,64}$'::text))
);
CREATE INDEX nonces_oldest ON nonces USING btree (used_at);

CREATE TABLE notice_deliveries (
  environment text NOT NULL,
  account text NOT NULL,
  notice_id uuid NOT NULL,
  channel text NOT NULL,
  target text NOT NULL,
  state text NOT NULL DEFAULT 'waiting'::text,
  attempts integer NOT NULL DEFAULT 0,
  answer text,
  next_at timestamp(3) with time zone,
  changed_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT notice_deliveries_pkey PRIMARY KEY (environment, account, notice_id, channel, target),
  CONSTRAINT notice_deliveries_environment_account_notice_id_fkey FOREIGN KEY (environment, account, notice_id) REFERENCES notices(environment, account, id) ON DELETE CASCADE,
  CONSTRAINT notice_deliveries_answer CHECK (((length(answer) >= 1) AND (length(answer) <= 100))),
  CONSTRAINT notice_deliveries_attempts CHECK ((attempts >= 0)),
  CONSTRAINT notice_deliveries_channel CHECK ((channel = ANY (ARRAY['email'::text, 'slack'::text, 'webhook'::text]))),
  CONSTRAINT notice_deliveries_next_at CHECK (((state = 'waiting'::text) = (next_at IS NOT NULL))),
  CONSTRAINT notice_deliveries_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'dropped'::text]))),
  CONSTRAINT notice_deliveries_target CHECK (((length(target) <= 254) AND ((channel = 'email'::text) = (target <> ''::text))))
);
CREATE INDEX notice_deliveries_due ON notice_deliveries USING btree (next_at) WHERE (state = 'waiting'::text);

CREATE TABLE notices (
  environment text NOT NULL,
  account text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  event text NOT NULL,
  subject text NOT NULL,
  occurred_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  facts jsonb NOT NULL,
  addressed_at timestamp(3) with time zone,
  CONSTRAINT notices_pkey PRIMARY KEY (environment, account, id),
  CONSTRAINT notices_once UNIQUE (environment, account, subject, event, occurred_at),
  CONSTRAINT notices_account CHECK ((account ~ '^acct_[A-Za-z0-9]{1,64}$'::text)),
  CONSTRAINT notices_environment CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text, 'sandbox'::text]))),
  CONSTRAINT notices_event CHECK ((event = ANY (ARRAY['refused'::text, 'suspended'::text, 'to_recycle'::text, 'rejected'::text, 'abandoned'::text, 'waiting'::text, 'available'::text, 'paid'::text, 'password_expiring'::text, 'connection_refused'::text, 'digest'::text, 'test'::text]))),
  CONSTRAINT notices_facts CHECK ((jsonb_typeof(facts) = 'object'::text)),
  CONSTRAINT notices_subject CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);
CREATE INDEX notices_due ON notices USING btree (due_at) WHERE (addressed_at IS NULL);
CREATE INDEX notices_oldest ON notices USING btree (addressed_at) WHERE (addressed_at IS NOT NULL);

CREATE TABLE schema_migrations (
  id integer NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  run_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (id)
);

CREATE TABLE secrets (
  environment text NOT NULL,
  account text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  key_id text NOT NULL,
  wrapped_key bytea NOT NULL,
  sealed_value bytea NOT NULL,
  saved_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT secrets_pkey PRIMARY KEY (environment, account, name),
  CONSTRAINT secrets_environment_account_fkey FOREIGN KEY (environment, account) REFERENCES tenants(environment, account) ON DELETE CASCADE,
  CONSTRAINT secrets_key_id CHECK ((key_id ~ '^[A-Za-z0-9_-]{1,64}$'::text)),
  CONSTRAINT secrets_name CHECK ((name = ANY (ARRAY['technical_account'::text, 'webhook_signing'::text, 'webhook_signing_before'::text]))),
  CONSTRAINT secrets_sealed_value CHECK (((octet_length(sealed_value) >= 28) AND (octet_length(sealed_value) <= 8192))),
  CONSTRAINT secrets_version CHECK ((version >= 1)),
  CONSTRAINT secrets_wrapped_key CHECK ((octet_length(wrapped_key) = 60))
);
CREATE TRIGGER secrets_of_active_tenant BEFORE INSERT OR UPDATE ON secrets FOR EACH ROW EXECUTE FUNCTION refuse_secret_of_ended_tenant();

CREATE TABLE snapshots (
  environment text NOT NULL,
  account text NOT NULL,
  document_id text NOT NULL,
  taken_at timestamp(3) with time zone NOT NULL,
  raw json,
  sha256 text,
  CONSTRAINT snapshots_pkey PRIMARY KEY (environment, account, document_id, taken_at),
  CONSTRAINT snapshots_environment_account_document_id_fkey FOREIGN KEY (environment, account, document_id) REFERENCES transmissions(environment, account, document_id),
  CONSTRAINT snapshots_erased_has_sha256 CHECK (((raw IS NOT NULL) OR ((sha256 IS NOT NULL) AND (sha256 ~ '^[0-9a-f]{64}$'::text)))),
  CONSTRAINT snapshots_raw CHECK ((json_typeof(raw) = 'object'::text))
);
CREATE INDEX snapshots_content ON snapshots USING btree (taken_at) WHERE (raw IS NOT NULL);

CREATE TABLE tenants (
  environment text NOT NULL,
  account text NOT NULL,
  status text NOT NULL,
  status_at timestamp with time zone NOT NULL,
  settings jsonb,
  last_event_at timestamp with time zone,
  installed_at timestamp with time zone NOT NULL DEFAULT now(),
  ended_at timestamp with time zone,
  erased_at timestamp with time zone,
  CONSTRAINT tenants_pkey PRIMARY KEY (environment, account),
  CONSTRAINT tenants_account CHECK ((account ~ '^acct_[A-Za-z0-9]{1,64}$'::text)),
  CONSTRAINT tenants_ended_at CHECK (((status = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT tenants_environment CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text, 'sandbox'::text]))),
  CONSTRAINT tenants_status CHECK ((status = ANY (ARRAY['active'::text, 'ended'::text])))
);
CREATE INDEX tenants_to_erase ON tenants USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE CONSTRAINT TRIGGER tenants_ended_without_secrets AFTER INSERT OR UPDATE ON tenants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.status = 'ended'::text)) EXECUTE FUNCTION refuse_ended_tenant_with_secrets();

CREATE TABLE test_deposits (
  environment text NOT NULL,
  account text NOT NULL,
  number text NOT NULL,
  state text NOT NULL,
  sha256 text NOT NULL,
  flow_number text,
  refused_because jsonb,
  reserved_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT test_deposits_pkey PRIMARY KEY (environment, account, number),
  CONSTRAINT test_deposits_accepted_has_flow CHECK (((state <> ALL (ARRAY['accepted'::text, 'integrated'::text])) OR (flow_number IS NOT NULL))),
  CONSTRAINT test_deposits_account CHECK ((account ~ '^acct_[A-Za-z0-9]{1,64}$'::text)),
  CONSTRAINT test_deposits_flow_number CHECK (((length(flow_number) >= 1) AND (length(flow_number) <= 100))),
  CONSTRAINT test_deposits_never_live CHECK ((environment = ANY (ARRAY['test'::text, 'sandbox'::text]))),
  CONSTRAINT test_deposits_number CHECK (((length(number) >= 1) AND (length(number) <= 20))),
  CONSTRAINT test_deposits_refused_because CHECK ((jsonb_typeof(refused_because) = 'object'::text)),
  CONSTRAINT test_deposits_refused_has_reason CHECK (((state = 'refused'::text) = (refused_because IS NOT NULL))),
  CONSTRAINT test_deposits_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT test_deposits_state CHECK ((state = ANY (ARRAY['open'::text, 'uncertain'::text, 'accepted'::text, 'integrated'::text, 'refused'::text])))
);
CREATE UNIQUE INDEX test_deposits_one_under_way ON test_deposits USING btree (environment, account) WHERE (state = ANY (ARRAY['open'::text, 'uncertain'::text, 'accepted'::text]));

CREATE TABLE transmissions (
  environment text NOT NULL,
  account text NOT NULL,
  document_id text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  state_since timestamp(3) with time zone NOT NULL,
  version integer NOT NULL DEFAULT 1,
  number text,
  customer_id text,
  customer_name text,
  buyer_siret text,
  total_minor bigint,
  currency text,
  issued_on date,
  reasons jsonb NOT NULL DEFAULT '[]'::jsonb,
  warnings jsonb NOT NULL DEFAULT '[]'::jsonb,
  flow_number text,
  deposited_at timestamp with time zone,
  remote_id text,
  remote_status text,
  remote_status_at timestamp with time zone,
  remote_comment text,
  attempts integer NOT NULL DEFAULT 0,
  polls integer NOT NULL DEFAULT 0,
  next_at timestamp with time zone,
  created_at timestamp(3) with time zone NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  closed_in_stripe text,
  CONSTRAINT transmissions_pkey PRIMARY KEY (environment, account, document_id),
  CONSTRAINT transmissions_account CHECK ((account ~ '^acct_[A-Za-z0-9]{1,64}$'::text)),
  CONSTRAINT transmissions_attempts CHECK ((attempts >= 0)),
  CONSTRAINT transmissions_closed_in_stripe CHECK ((closed_in_stripe = ANY (ARRAY['void'::text, 'uncollectible'::text]))),
  CONSTRAINT transmissions_deposited_has_flow CHECK ((((state <> 'deposited'::text) OR (flow_number IS NOT NULL)) AND ((flow_number IS NOT NULL) OR (remote_id IS NOT NULL) OR (state <> ALL (ARRAY['integrated'::text, 'available'::text, 'suspended'::text, 'completed'::text, 'to_recycle'::text, 'rejected'::text, 'replaced'::text, 'in_payment'::text, 'booked'::text, 'paid'::text]))))),
  CONSTRAINT transmissions_document_id CHECK ((document_id ~ '^[A-Za-z0-9_]{1,255}$'::text)),
  CONSTRAINT transmissions_environment CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text, 'sandbox'::text]))),
  CONSTRAINT transmissions_held_has_reason CHECK (((state <> ALL (ARRAY['blocked'::text, 'waiting'::text])) OR (reasons <> '[]'::jsonb))),
  CONSTRAINT transmissions_kind CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text]))),
  CONSTRAINT transmissions_polls CHECK ((polls >= 0)),
  CONSTRAINT transmissions_reasons CHECK ((jsonb_typeof(reasons) = 'array'::text)),
  CONSTRAINT transmissions_state CHECK ((state = ANY (ARRAY['received'::text, 'not_concerned'::text, 'blocked'::text, 'waiting'::text, 'converted'::text, 'depositing'::text, 'uncertain'::text, 'deposited'::text, 'refused'::text, 'integrated'::text, 'available'::text, 'suspended'::text, 'completed'::text, 'to_recycle'::text, 'rejected'::text, 'replaced'::text, 'in_payment'::text, 'booked'::text, 'paid'::text, 'abandoned'::text, 'stopped'::text]))),
  CONSTRAINT transmissions_version CHECK ((version >= 1)),
  CONSTRAINT transmissions_warnings CHECK ((jsonb_typeof(warnings) = 'array'::text))
);
CREATE INDEX transmissions_by_number ON transmissions USING btree (environment, account, number) WHERE (number IS NOT NULL);
CREATE INDEX transmissions_due ON transmissions USING btree (environment, account, next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX transmissions_flow ON transmissions USING btree (environment, account, flow_number) WHERE (flow_number IS NOT NULL);
CREATE INDEX transmissions_followed ON transmissions USING btree (environment, account, state_since DESC) WHERE (state = ANY (ARRAY['integrated'::text, 'available'::text, 'suspended'::text, 'completed'::text, 'to_recycle'::text, 'in_payment'::text]));
CREATE INDEX transmissions_held ON transmissions USING btree (environment, account, customer_id) WHERE (state = ANY (ARRAY['blocked'::text, 'waiting'::text]));
CREATE INDEX transmissions_held_for_buyer ON transmissions USING btree (buyer_siret) WHERE (state = ANY (ARRAY['blocked'::text, 'waiting'::text]));
CREATE INDEX transmissions_newest ON transmissions USING btree (environment, account, created_at DESC, document_id DESC);
CREATE INDEX transmissions_of_customer ON transmissions USING btree (environment, account, customer_id, created_at DESC, document_id DESC);
CREATE INDEX transmissions_overview ON transmissions USING btree (environment, account, state) INCLUDE (kind, currency, total_minor, issued_on, created_at, deposited_at, state_since, remote_status_at);
CREATE INDEX transmissions_unneeded_names ON transmissions USING btree (updated_at) WHERE ((state = 'not_concerned'::text) AND (customer_name IS NOT NULL));
CREATE INDEX transmissions_without_flow ON transmissions USING btree (environment, account, remote_id) WHERE ((flow_number IS NULL) AND (remote_id IS NOT NULL));

CREATE TABLE turns (
  key text NOT NULL,
  arrival_at timestamp with time zone NOT NULL,
  CONSTRAINT turns_pkey PRIMARY KEY (key),
  CONSTRAINT turns_key CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);

CREATE TABLE watches (
  environment text NOT NULL,
  account text NOT NULL,
  changed_until timestamp(3) with time zone NOT NULL,
  next_at timestamp(3) with time zone NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  CONSTRAINT watches_pkey PRIMARY KEY (environment, account),
  CONSTRAINT watches_account CHECK ((account ~ '^acct_[A-Za-z0-9]{1,64}$'::text)),
  CONSTRAINT watches_environment CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text, 'sandbox'::text]))),
  CONSTRAINT watches_failures CHECK ((failures >= 0))
);
CREATE INDEX watches_due ON watches USING btree (next_at);
