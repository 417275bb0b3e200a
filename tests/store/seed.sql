-- One valid row of each table, from which tests/store/constraints.test.ts spoils one thing at a time.
insert into tenants (environment, account, status, status_at) values ('test', 'acct_1', 'active', now());
insert into secrets (environment, account, name, version, key_id, wrapped_key, sealed_value)
  values ('test', 'acct_1', 'technical_account', 1, 'k1', decode(repeat('00', 60), 'hex'), decode(repeat('00', 40), 'hex'));
insert into events (environment, id, account, type, created, livemode, payload)
  values ('test', 'evt_1', 'acct_1', 'invoice.finalized', now(), false, '{}');
insert into transmissions (environment, account, document_id, kind, state, state_since, created_at, updated_at)
  values ('test', 'acct_1', 'in_1', 'invoice', 'received', now(), now(), now()),
    ('test', 'acct_1', 'in_2', 'invoice', 'received', now(), now(), now());
insert into snapshots (environment, account, document_id, taken_at, raw)
  values ('test', 'acct_1', 'in_1', '2026-11-23T10:00:00Z', '{}');
insert into documents (environment, account, document_id, issue, number, xml, pdf, sha256, basis)
  values ('test', 'acct_1', 'in_1', 1, 'F-1', '<x/>', 'one', encode(sha256('one'), 'hex'), '{}'),
    ('test', 'acct_1', 'in_2', 1, 'F-2', '<x/>', 'two', encode(sha256('two'), 'hex'), '{}');
insert into deposits (environment, account, id, document_id, attempt, platform, state, sha256, reserved_at, call_before)
  values ('test', 'acct_1', '00000000-0000-4000-8000-000000000001', 'in_1', 1, 'qualification', 'open',
    encode(sha256('one'), 'hex'), '2026-11-23T10:00:00Z', '2026-11-23T10:01:00Z');
insert into deposits (environment, account, id, document_id, attempt, platform, state, sha256, reserved_at, call_before,
    closed_at, flow_number)
  values ('test', 'acct_1', '00000000-0000-4000-8000-000000000002', 'in_2', 1, 'qualification', 'accepted',
    encode(sha256('two'), 'hex'), '2026-11-23T10:00:00Z', '2026-11-23T10:01:00Z', now(), 'FLOW2');
insert into history (environment, account, document_id, at, kind, state)
  values ('test', 'acct_1', 'in_1', now(), 'state', 'received');
insert into buyers (platform, siret, demands, read_at)
  values ('qualification', '12345678200051', '{"siret": "12345678200051"}', now());
insert into engagements (platform, siret, number, finding, read_at)
  values ('qualification', '12345678200036', '1407000001', 'known', now());
insert into directory_searches (platform, text, bodies, more, read_at)
  values ('qualification', 'mairie', '[{"siret": "12345678200051", "name": "MAIRIE"}]', false, now());

insert into turns (key, arrival_at) values ('test/acct_1', now());
insert into nonces (environment, account, nonce, used_at) values ('test', 'acct_1', '0123456789abcdef', now());
insert into connection_checks (environment, account, secret_version, checked_at) values ('test', 'acct_1', 1, now());
insert into test_deposits (environment, account, number, state, sha256, reserved_at)
  values ('test', 'acct_1', 'T-1', 'open', repeat('0', 64), now());
insert into instructions (environment, account, document_id, stance, decided_at) values ('test', 'acct_1', 'in_1', 'hold', now());
insert into actions (environment, account, id, document_id, action, nonce, actor, asked, asked_at, state, next_at)
  values ('test', 'acct_1', '00000000-0000-4000-8000-000000000003', 'in_1', 'complete', '0123456789abcdef', 'usr_1', '{}', now(), 'asked', now());
insert into attachments (environment, account, document_id, name, bytes, sha256, added_by, added_at)
  values ('test', 'acct_1', 'in_1', 'bon.pdf', 'one', encode(sha256('one'), 'hex'), 'usr_1', now());
insert into watches (environment, account, changed_until, next_at) values ('test', 'acct_1', now(), now());
insert into notices (environment, account, id, event, subject, occurred_at, due_at, facts)
  values ('test', 'acct_1', '00000000-0000-4000-8000-000000000011', 'suspended', 'in_1', '2026-11-23T10:00:00Z', now(), '{}');
insert into notice_deliveries (environment, account, notice_id, channel, target, next_at, changed_at)
  values ('test', 'acct_1', '00000000-0000-4000-8000-000000000011', 'email', 'a@example.com', now(), now());
