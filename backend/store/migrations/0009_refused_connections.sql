-- That Chorus Pro no longer lets a merchant in is told as well.
alter table notices drop constraint notices_event;
alter table notices add constraint notices_event check (event in (
  'refused', 'suspended', 'to_recycle', 'rejected', 'abandoned', 'waiting', 'available', 'paid', 'password_expiring',
  'connection_refused', 'digest', 'test'));
