-- Invoices that were entered at Chorus Pro by hand have no flow: they are followed by their identifier there.
alter table transmissions drop constraint transmissions_deposited_has_flow;
alter table transmissions add constraint transmissions_deposited_has_flow check (
  (state <> 'deposited' or flow_number is not null)
  and (flow_number is not null or remote_id is not null or state not in (
    'integrated', 'available', 'suspended', 'completed', 'to_recycle', 'rejected', 'in_payment', 'paid')));
create index transmissions_without_flow on transmissions (environment, account, remote_id)
  where flow_number is null and remote_id is not null;
create index transmissions_by_number on transmissions (environment, account, number) where number is not null;

-- A deposit that was accepted and that Chorus Pro does not know is in doubt again, so that it is looked up before
-- anything else. Its flow number stays with it.
create or replace function guard_deposit() returns trigger language plpgsql as $$
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
end $$;

-- What is not needed any more is erased (docs/decisions/0006). Of a snapshot the hash stays, which proof packs name.
alter table snapshots alter column raw drop not null;
alter table snapshots add column sha256 text;
alter table snapshots add constraint snapshots_erased_has_sha256 check (raw is not null or sha256 ~ '^[0-9a-f]{64}$');
create index snapshots_content on snapshots (taken_at) where raw is not null;
create index transmissions_unneeded_names on transmissions (updated_at)
  where state = 'not_concerned' and customer_name is not null;
-- Events are written in the order of their age: a block range index costs an insert almost nothing.
create index events_oldest on events using brin (received_at);

-- When everything that had to go of a merchant who left was gone.
alter table tenants add column erased_at timestamptz;
create index tenants_to_erase on tenants (ended_at) where ended_at is not null;
