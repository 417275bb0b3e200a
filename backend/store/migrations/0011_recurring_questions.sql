-- What was at Chorus Pro before Guichet is asked for with every notice and summary: few rows of a table that only grows.
create index history_imported on history (environment, account, document_id)
  where detail ->> 'decision' = 'imported';

-- Bodies that nobody asks about any more are due for ever: every sweep read all of them before it found that none of
-- those in use is due (measured with 100,000 bodies, 10,000 of them in use: 26 ms, and 0.07 ms with this index).
drop index buyers_refresh;
create index buyers_refresh on buyers (platform, refresh_at, asked_at);
