-- Keys that signed our webhooks before and are still good for a while, trials of the channels, and the age of files.

alter table secrets drop constraint secrets_name;
alter table secrets add constraint secrets_name
  check (name in ('technical_account', 'webhook_signing', 'webhook_signing_before'));

alter table notices drop constraint notices_event;
alter table notices add constraint notices_event check (event in (
  'refused', 'suspended', 'to_recycle', 'rejected', 'abandoned', 'waiting', 'available', 'paid', 'password_expiring',
  'digest', 'test'));

-- Files for a buyer are not kept for ever: the oldest are looked for.
create index attachments_added_at on attachments (added_at);
