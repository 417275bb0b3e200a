/**
 * Raw SQL that must fail on the seed, by the constraint or trigger that must refuse it. The names are those that
 * PostgreSQL reports.
 */
const insertTransmission = (values: string) =>
  `insert into transmissions (environment, account, document_id, kind, state, state_since, created_at, updated_at)
   values (${values}, now(), now(), now())`;

const insertDocument = (values: string) =>
  `insert into documents (environment, account, document_id, issue, number, xml, pdf, sha256, basis)
   values (${values})`;

const SHA_ONE = `encode(sha256('one'), 'hex')`;
const SHA_TWO = `encode(sha256('two'), 'hex')`;
const CALL = `'2026-11-23T10:00:00Z', '2026-11-23T10:01:00Z'`;

const insertDeposit = (values: string, more = '', moreValues = '') =>
  `insert into deposits
     (environment, account, document_id, attempt, platform, state, sha256, reserved_at, call_before${more})
   values (${values}${moreValues})`;

const insertAction = (values: string) =>
  `insert into actions (environment, account, id, document_id, action, nonce, actor, asked, asked_at, state)
   select environment, account, ${values} from actions`;

const FIRST = `where id = '00000000-0000-4000-8000-000000000001'`;
const SECOND = `where id = '00000000-0000-4000-8000-000000000002'`;

const insertNotice = (values: string) =>
  `insert into notices (environment, account, event, subject, occurred_at, due_at, facts) values (${values})`;

export const SPOILT: Readonly<Record<string, readonly string[]>> = {
  tenants_pkey: [
    `insert into tenants (environment, account, status, status_at) values ('test', 'acct_1', 'active', now())`,
  ],
  tenants_environment: [
    `insert into tenants (environment, account, status, status_at) values ('prod', 'acct_1', 'active', now())`,
  ],
  tenants_account: [
    `insert into tenants (environment, account, status, status_at) values ('test', 'cus_1', 'active', now())`,
  ],
  tenants_status: [`update tenants set status = 'paused'`],
  tenants_ended_at: [
    `update tenants set ended_at = now()`,
    `insert into tenants (environment, account, status, status_at) values ('live', 'acct_1', 'ended', now())`,
  ],
  tenants_ended_without_secrets: [`update tenants set status = 'ended', ended_at = now()`],

  secrets_pkey: [
    `insert into secrets select environment, account, name, version + 1, key_id, wrapped_key, sealed_value from secrets`,
  ],
  secrets_name: [`update secrets set name = 'password'`],
  secrets_version: [`update secrets set version = 0`],
  secrets_key_id: [`update secrets set key_id = ''`],
  secrets_wrapped_key: [`update secrets set wrapped_key = 'short'`],
  secrets_sealed_value: [
    `update secrets set sealed_value = 'short'`,
    `update secrets set sealed_value = decode(repeat('00', 8193), 'hex')`,
  ],
  secrets_environment_account_fkey: [
    `delete from connection_checks; update secrets set account = 'acct_2'`,
  ],
  secrets_of_active_tenant: [
    `with ended as (
       insert into tenants (environment, account, status, status_at, ended_at)
       values ('live', 'acct_1', 'ended', now(), now()) returning 1)
     select from ended;
     update secrets set environment = 'live'`,
  ],

  events_pkey: [
    `insert into events (environment, id, account, type, created, livemode, payload)
     values ('test', 'evt_1', 'acct_9', 'other', now(), false, '{}')`,
  ],
  events_environment: [`update events set environment = 'prod'`],
  events_id: [`update events set id = ''`],
  events_type: [`update events set type = ''`],
  events_payload: [
    `update events set payload = ''`,
    `update events set payload = decode(repeat('00', 2097153), 'hex')`,
  ],

  transmissions_pkey: [insertTransmission(`'test', 'acct_1', 'in_1', 'invoice', 'received'`)],
  transmissions_environment: [
    insertTransmission(`'prod', 'acct_1', 'in_9', 'invoice', 'received'`),
  ],
  transmissions_account: [insertTransmission(`'test', '', 'in_9', 'invoice', 'received'`)],
  transmissions_document_id: [
    insertTransmission(`'test', 'acct_1', '', 'invoice', 'received'`),
    insertTransmission(`'test', 'acct_1', 'in 9', 'invoice', 'received'`),
  ],
  transmissions_kind: [`update transmissions set kind = 'quote'`],
  transmissions_state: [`update transmissions set state = 'lost'`],
  transmissions_version: [`update transmissions set version = 0`],
  transmissions_reasons: [`update transmissions set reasons = '{}'`],
  transmissions_warnings: [`update transmissions set warnings = 'null'`],
  transmissions_attempts: [`update transmissions set attempts = -1`],
  transmissions_polls: [`update transmissions set polls = -1`],
  transmissions_held_has_reason: [
    `update transmissions set state = 'blocked'`,
    `update transmissions set state = 'waiting'`,
  ],
  transmissions_deposited_has_flow: [
    `update transmissions set state = 'deposited'`,
    `update transmissions set state = 'paid'`,
    `update transmissions set state = 'deposited', remote_id = '7'`,
  ],

  snapshots_pkey: [`insert into snapshots select * from snapshots`],
  snapshots_raw: [`update snapshots set raw = '[]'`],
  snapshots_erased_has_sha256: [`update snapshots set raw = null`],
  snapshots_environment_account_document_id_fkey: [`update snapshots set document_id = 'in_9'`],

  documents_pkey: [
    insertDocument(`'test', 'acct_1', 'in_1', 1, 'F-9', '<x/>', 'two', ${SHA_TWO}, '{}'`),
  ],
  documents_bytes: [
    insertDocument(`'test', 'acct_1', 'in_1', 2, 'F-1', '<x/>', 'one', ${SHA_ONE}, '{}'`),
  ],
  documents_number_once: [
    `${insertTransmission(`'test', 'acct_1', 'in_9', 'invoice', 'received'`)};
     ${insertDocument(`'test', 'acct_1', 'in_9', 1, 'F-1', '<x/>', 'two', ${SHA_TWO}, '{}'`)}`,
  ],
  documents_issue: [
    insertDocument(`'test', 'acct_1', 'in_1', 0, 'F-1', '<x/>', 'two', ${SHA_TWO}, '{}'`),
  ],
  documents_number: [
    insertDocument(`'test', 'acct_1', 'in_1', 2, '', '<x/>', 'two', ${SHA_TWO}, '{}'`),
  ],
  documents_pdf_size: [
    insertDocument(
      `'test', 'acct_1', 'in_1', 2, 'F-1', '<x/>', '', encode(sha256(''), 'hex'), '{}'`,
    ),
    `insert into documents (environment, account, document_id, issue, number, xml, pdf, sha256, basis)
     select 'test', 'acct_1', 'in_1', 2, 'F-1', '<x/>', bytes, encode(sha256(bytes), 'hex'), '{}'
     from (select convert_to(repeat('x', 10485761), 'UTF8') as bytes) as big`,
  ],
  documents_sha256: [
    insertDocument(`'test', 'acct_1', 'in_1', 2, 'F-1', '<x/>', 'three', ${SHA_TWO}, '{}'`),
  ],
  documents_environment_account_document_id_fkey: [
    insertDocument(`'test', 'acct_1', 'in_9', 1, 'F-9', '<x/>', 'two', ${SHA_TWO}, '{}'`),
  ],
  documents_written_once: [
    `update documents set xml = '<y/>'`,
    `update documents set pdf = 'changed', sha256 = encode(sha256('changed'), 'hex') where document_id = 'in_1'`,
    `delete from documents where document_id = 'in_1'`,
  ],
  documents_not_emptied: [`truncate documents cascade`],

  deposits_pkey: [
    insertDeposit(
      `'test', 'acct_1', 'in_1', 2, 'qualification', 'refused', ${SHA_ONE}, ${CALL}`,
      ', closed_at, id',
      `, now(), '00000000-0000-4000-8000-000000000001'`,
    ),
  ],
  deposits_environment: [
    insertDeposit(`'prod', 'acct_1', 'in_1', 2, 'qualification', 'open', ${SHA_ONE}, ${CALL}`),
  ],
  deposits_attempt: [
    insertDeposit(`'test', 'acct_1', 'in_1', 0, 'qualification', 'open', ${SHA_ONE}, ${CALL}`),
  ],
  deposits_platform: [
    insertDeposit(`'test', 'acct_1', 'in_1', 2, 'staging', 'open', ${SHA_ONE}, ${CALL}`),
  ],
  deposits_platform_of_environment: [
    insertDeposit(`'test', 'acct_1', 'in_1', 2, 'production', 'open', ${SHA_ONE}, ${CALL}`),
    insertDeposit(`'sandbox', 'acct_1', 'in_1', 2, 'production', 'open', ${SHA_ONE}, ${CALL}`),
    insertDeposit(`'live', 'acct_1', 'in_1', 2, 'qualification', 'open', ${SHA_ONE}, ${CALL}`),
  ],
  deposits_state: [
    insertDeposit(
      `'test', 'acct_1', 'in_1', 2, 'qualification', 'sent', ${SHA_ONE}, ${CALL}`,
      ', closed_at',
      ', now()',
    ),
  ],
  deposits_call_before: [
    insertDeposit(
      `'test', 'acct_1', 'in_1', 2, 'qualification', 'open', ${SHA_ONE}, '2026-11-23T10:00:00Z', '2026-11-23T10:00:00Z'`,
    ),
  ],
  deposits_closed_at: [
    `update deposits set state = 'refused' ${FIRST}`,
    `update deposits set closed_at = now() ${FIRST}`,
    `update deposits set closed_at = null ${SECOND}`,
  ],
  deposits_flow_number: [`update deposits set flow_number = '' ${FIRST}`],
  deposits_look_ups: [`update deposits set look_ups = -1`],
  deposits_accepted_has_flow: [
    `update deposits set state = 'accepted', closed_at = now() ${FIRST}`,
  ],
  deposits_one_standing: [
    insertDeposit(`'test', 'acct_1', 'in_1', 2, 'qualification', 'open', ${SHA_ONE}, ${CALL}`),
    insertDeposit(`'test', 'acct_1', 'in_2', 2, 'qualification', 'open', ${SHA_TWO}, ${CALL}`),
    `update deposits set state = 'uncertain' ${FIRST};
     ${insertDeposit(`'test', 'acct_1', 'in_1', 2, 'qualification', 'uncertain', ${SHA_ONE}, ${CALL}`)}`,
  ],
  deposits_attempt_once: [
    insertDeposit(
      `'test', 'acct_1', 'in_1', 1, 'qualification', 'refused', ${SHA_ONE}, ${CALL}`,
      ', closed_at',
      ', now()',
    ),
  ],
  deposits_flow_once: [
    `update deposits set state = 'accepted', closed_at = now(), flow_number = 'FLOW2' ${FIRST}`,
  ],
  deposits_environment_account_document_id_sha256_fkey: [
    insertDeposit(
      `'test', 'acct_1', 'in_1', 2, 'qualification', 'absent', ${SHA_TWO}, ${CALL}`,
      ', closed_at',
      ', now()',
    ),
  ],
  deposits_fixed: [
    `update deposits set sha256 = ${SHA_TWO} ${FIRST}`,
    `update deposits set environment = 'live', platform = 'production' ${FIRST}`,
    `update deposits set document_id = 'in_2' ${FIRST}`,
    `update deposits set attempt = 7 ${FIRST}`,
    `update deposits set call_before = call_before + interval '1 hour' ${FIRST}`,
  ],
  deposits_flow_fixed: [
    `update deposits set flow_number = 'FLOW3' ${SECOND}`,
    `update deposits set state = 'refused', flow_number = null ${SECOND}`,
  ],
  deposits_order: [
    `update deposits set state = 'open', closed_at = null ${SECOND}`,
    `update deposits set state = 'absent' ${SECOND}`,
    `update deposits set state = 'refused', closed_at = now() ${FIRST};
     update deposits set state = 'accepted', flow_number = 'FLOW3' ${FIRST}`,
  ],
  deposits_kept: [`delete from deposits ${FIRST}`],
  deposits_not_emptied: [`truncate deposits`],

  history_pkey: [
    `insert into history (environment, account, document_id, id, at, kind, state) overriding system value
     select environment, account, document_id, id, at, kind, state from history`,
  ],
  history_kind: [
    `insert into history (environment, account, document_id, at, kind) values ('test', 'acct_1', 'in_1', now(), 'note')`,
  ],
  history_state: [
    `insert into history (environment, account, document_id, at, kind, state)
     values ('test', 'acct_1', 'in_1', now(), 'state', 'lost')`,
  ],
  history_state_named: [
    `insert into history (environment, account, document_id, at, kind) values ('test', 'acct_1', 'in_1', now(), 'state')`,
  ],
  history_reasons: [
    `insert into history (environment, account, document_id, at, kind, reasons)
     values ('test', 'acct_1', 'in_1', now(), 'attempt', '{}')`,
  ],
  history_remote: [
    `insert into history (environment, account, document_id, at, kind, remote)
     values ('test', 'acct_1', 'in_1', now(), 'remote', '[]')`,
  ],
  history_detail: [
    `insert into history (environment, account, document_id, at, kind, detail)
     values ('test', 'acct_1', 'in_1', now(), 'action', '"text"')`,
  ],
  history_environment_account_document_id_fkey: [
    `insert into history (environment, account, document_id, at, kind) values ('test', 'acct_1', 'in_9', now(), 'action')`,
  ],
  history_append_only: [`update history set at = now()`, `delete from history`],
  history_not_emptied: [`truncate history`],

  buyers_pkey: [
    `insert into buyers (platform, siret, demands, read_at) select platform, siret, demands, read_at from buyers`,
  ],
  buyers_platform: [`update buyers set platform = 'staging'`],
  buyers_siret: [`update buyers set siret = '1', demands = '{"siret": "1"}'`],
  buyers_demands: [`update buyers set demands = '{"siret": "12345678200028"}'`],

  engagements_pkey: [`insert into engagements select * from engagements`],
  engagements_platform: [`update engagements set platform = 'staging'`],
  engagements_siret: [`update engagements set siret = '1'`],
  engagements_number: [
    `update engagements set number = ''`,
    `update engagements set number = repeat('1', 51)`,
  ],
  engagements_finding: [`update engagements set finding = 'perhaps'`],

  directory_searches_pkey: [`insert into directory_searches select * from directory_searches`],
  directory_searches_platform: [`update directory_searches set platform = 'staging'`],
  directory_searches_text: [
    `update directory_searches set text = ''`,
    `update directory_searches set text = repeat('x', 201)`,
  ],
  directory_searches_bodies: [`update directory_searches set bodies = '{}'`],

  turns_pkey: [`insert into turns select * from turns`],
  turns_key: [`update turns set key = ''`],

  nonces_pkey: [`insert into nonces select * from nonces`],
  nonces_environment: [`update nonces set environment = 'prod'`],
  nonces_account: [`update nonces set account = 'cus_1'`],
  nonces_nonce: [`update nonces set nonce = 'short'`, `update nonces set nonce = repeat('x', 65)`],

  connection_checks_pkey: [`insert into connection_checks select * from connection_checks`],
  connection_checks_secret_name: [`update connection_checks set secret_name = 'other'`],
  connection_checks_refused_because: [`update connection_checks set refused_because = '[]'`],
  connection_checks_environment_account_secret_name_fkey: [
    `update connection_checks set account = 'acct_2'`,
  ],

  test_deposits_pkey: [
    `insert into test_deposits select environment, account, number, 'refused', sha256, null, '{}', now()
     from test_deposits`,
  ],
  test_deposits_never_live: [`update test_deposits set environment = 'live'`],
  test_deposits_account: [`update test_deposits set account = ''`],
  test_deposits_number: [
    `update test_deposits set number = ''`,
    `update test_deposits set number = repeat('x', 21)`,
  ],
  test_deposits_state: [`update test_deposits set state = 'lost'`],
  test_deposits_sha256: [`update test_deposits set sha256 = 'x'`],
  test_deposits_flow_number: [`update test_deposits set flow_number = ''`],
  test_deposits_refused_because: [
    `update test_deposits set state = 'refused', refused_because = '[]'`,
  ],
  test_deposits_accepted_has_flow: [
    `update test_deposits set state = 'accepted'`,
    `update test_deposits set state = 'integrated'`,
  ],
  test_deposits_refused_has_reason: [
    `update test_deposits set state = 'refused'`,
    `update test_deposits set refused_because = '{}'`,
  ],
  test_deposits_one_under_way: [
    `insert into test_deposits select environment, account, 'T-2', 'uncertain', sha256, null, null, now()
     from test_deposits`,
  ],

  transmissions_closed_in_stripe: [`update transmissions set closed_in_stripe = 'open'`],

  instructions_pkey: [`insert into instructions select * from instructions`],
  instructions_stance: [`update instructions set stance = 'wait'`],
  instructions_comment: [
    `update instructions set comment = ''`,
    `update instructions set comment = repeat('x', 256)`,
  ],
  instructions_service_code: [
    `update instructions set service_code = ''`,
    `update instructions set service_code = repeat('x', 101)`,
  ],
  instructions_engagement_number: [
    `update instructions set engagement_number = ''`,
    `update instructions set engagement_number = repeat('x', 51)`,
  ],
  instructions_contract_number: [
    `update instructions set contract_number = ''`,
    `update instructions set contract_number = repeat('x', 51)`,
  ],
  instructions_environment_account_document_id_fkey: [
    `update instructions set document_id = 'in_9'`,
  ],

  actions_pkey: [
    insertAction(`id, 'in_2', 'complete', 'fedcba9876543210', 'usr_1', '{}', now(), 'asked'`),
  ],
  actions_action: [
    insertAction(
      `gen_random_uuid(), 'in_2', 'pay', 'fedcba9876543210', 'usr_1', '{}', now(), 'asked'`,
    ),
  ],
  actions_nonce: [
    insertAction(`gen_random_uuid(), 'in_2', 'complete', 'short', 'usr_1', '{}', now(), 'asked'`),
  ],
  actions_actor: [
    insertAction(
      `gen_random_uuid(), 'in_2', 'complete', 'fedcba9876543210', '', '{}', now(), 'asked'`,
    ),
  ],
  actions_asked: [
    insertAction(
      `gen_random_uuid(), 'in_2', 'complete', 'fedcba9876543210', 'usr_1', '[]', now(), 'asked'`,
    ),
  ],
  actions_state: [
    `insert into actions (environment, account, document_id, action, nonce, actor, asked, asked_at, state, closed_at)
     values ('test', 'acct_1', 'in_2', 'complete', 'fedcba9876543210', 'usr_1', '{}', now(), 'lost', now())`,
  ],
  actions_remote: [`update actions set remote = '[]'`],
  actions_reasons: [`update actions set reasons = '{}'`],
  actions_attempts: [`update actions set attempts = -1`],
  actions_nonce_once: [
    insertAction(`gen_random_uuid(), 'in_2', 'complete', nonce, 'usr_1', '{}', now(), 'asked'`),
  ],
  actions_one_under_way: [
    insertAction(
      `gen_random_uuid(), 'in_1', 'recycle', 'fedcba9876543210', 'usr_1', '{}', now(), 'asked'`,
    ),
  ],
  actions_closed_at: [
    `update actions set closed_at = now(), next_at = null`,
    `update actions set state = 'refused', next_at = null`,
  ],
  actions_called_after_reservation: [`update actions set state = 'open'`],
  actions_over_rests: [`update actions set state = 'refused', closed_at = now()`],
  actions_environment_account_document_id_fkey: [
    insertAction(
      `gen_random_uuid(), 'in_9', 'complete', 'fedcba9876543210', 'usr_1', '{}', now(), 'asked'`,
    ),
  ],
  actions_fixed: [
    `update actions set asked = '{"comment": "another"}'`,
    `update actions set actor = 'usr_2'`,
    `update actions set action = 'recycle'`,
  ],
  actions_order: [
    `update actions set state = 'uncertain', call_before = now()`,
    `update actions set state = 'accepted', closed_at = now(), next_at = null`,
    `update actions set state = 'absent', closed_at = now(), next_at = null`,
    `update actions set state = 'open', call_before = now();
     update actions set state = 'accepted', closed_at = now(), next_at = null;
     update actions set state = 'open', closed_at = null`,
  ],
  actions_kept: [`delete from actions`],
  actions_not_emptied: [`truncate actions cascade`],

  attachments_pkey: [
    `insert into attachments select environment, account, id, document_id, 'other.pdf', bytes, sha256, added_by, added_at
     from attachments`,
  ],
  attachments_name: [
    `update attachments set name = ''`,
    `update attachments set name = repeat('x', 51)`,
  ],
  attachments_bytes: [`update attachments set bytes = '', sha256 = encode(sha256(''), 'hex')`],
  attachments_sha256: [`update attachments set bytes = 'two'`],
  attachments_added_by: [`update attachments set added_by = ''`],
  attachments_name_once: [
    `insert into attachments select environment, account, gen_random_uuid(), document_id, name, bytes, sha256, added_by,
       added_at from attachments`,
  ],
  attachments_environment_account_document_id_fkey: [`update attachments set document_id = 'in_9'`],
  attachments_environment_account_action_id_fkey: [
    `update attachments set action_id = gen_random_uuid()`,
  ],

  watches_pkey: [`insert into watches select * from watches`],
  watches_environment: [`update watches set environment = 'prod'`],
  watches_account: [`update watches set account = 'cus_1'`],
  watches_failures: [`update watches set failures = -1`],

  notices_pkey: [
    `insert into notices select environment, account, id, 'paid', subject, occurred_at, due_at, facts from notices`,
  ],
  notices_once: [
    `insert into notices (environment, account, event, subject, occurred_at, due_at, facts)
     select environment, account, event, subject, occurred_at, due_at, facts from notices`,
  ],
  notices_environment: [insertNotice(`'prod', 'acct_1', 'paid', 'in_1', now(), now(), '{}'`)],
  notices_account: [insertNotice(`'test', 'cus_1', 'paid', 'in_1', now(), now(), '{}'`)],
  notices_event: [`update notices set event = 'lost'`],
  notices_subject: [`update notices set subject = ''`],
  notices_facts: [`update notices set facts = '[]'`],
  notice_deliveries_pkey: [`insert into notice_deliveries select * from notice_deliveries`],
  notice_deliveries_channel: [`update notice_deliveries set channel = 'fax', target = ''`],
  notice_deliveries_target: [
    `update notice_deliveries set target = ''`,
    `update notice_deliveries set channel = 'slack'`,
    `update notice_deliveries set target = repeat('x', 255)`,
  ],
  notice_deliveries_state: [`update notice_deliveries set state = 'lost', next_at = null`],
  notice_deliveries_attempts: [`update notice_deliveries set attempts = -1`],
  notice_deliveries_answer: [
    `update notice_deliveries set answer = ''`,
    `update notice_deliveries set answer = repeat('x', 101)`,
  ],
  notice_deliveries_next_at: [
    `update notice_deliveries set next_at = null`,
    `update notice_deliveries set state = 'sent'`,
  ],
  notice_deliveries_environment_account_notice_id_fkey: [
    `update notice_deliveries set account = 'acct_2'`,
  ],
};
