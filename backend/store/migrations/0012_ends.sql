-- Two ends more: as far as a body that never reports payments says, and a rejection that was dealt with.
alter table transmissions drop constraint transmissions_state;
alter table transmissions add constraint transmissions_state check (state in (
  'received', 'not_concerned', 'blocked', 'waiting', 'converted', 'depositing', 'uncertain', 'deposited', 'refused',
  'integrated', 'available', 'suspended', 'completed', 'to_recycle', 'rejected', 'replaced', 'in_payment', 'booked',
  'paid', 'abandoned', 'stopped'));
alter table transmissions drop constraint transmissions_deposited_has_flow;
alter table transmissions add constraint transmissions_deposited_has_flow check (
  (state <> 'deposited' or flow_number is not null)
  and (flow_number is not null or remote_id is not null or state not in (
    'integrated', 'available', 'suspended', 'completed', 'to_recycle', 'rejected', 'replaced', 'in_payment', 'booked',
    'paid')));
alter table history drop constraint history_state;
alter table history add constraint history_state check (state in (
  'received', 'not_concerned', 'blocked', 'waiting', 'converted', 'depositing', 'uncertain', 'deposited', 'refused',
  'integrated', 'available', 'suspended', 'completed', 'to_recycle', 'rejected', 'replaced', 'in_payment', 'booked',
  'paid', 'abandoned', 'stopped'));
