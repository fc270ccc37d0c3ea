-- Work that is done later, by whichever process is free: the tables of pg-boss 12.35.0 in a schema of their own, and the mail outbox.
-- The first part is the library's own text (getConstructionPlans('jobs')), without its transaction and without the dated partitions of
-- jobs.queue_stats, which we do not keep. It runs here because the application's role makes no tables. A later version of the library gets
-- its changes (getMigrationPlans) in a migration of their own; a test compares what is here with what the library expects.

CREATE SCHEMA jobs;

CREATE TYPE jobs.job_state AS ENUM (
  'created',
  'retry',
  'active',
  'completed',
  'cancelled',
  'failed'
);

CREATE FUNCTION jobs.job_now()
RETURNS timestamp with time zone AS
$$
  SELECT pg_catalog.now();
$$
LANGUAGE sql STABLE;

CREATE TABLE jobs.version (
  version int primary key,
  cron_on timestamp with time zone,
  bam_on timestamp with time zone,
  flow_on timestamp with time zone,
  reindex_on timestamp with time zone,
  monitor_backoff_on timestamp with time zone
);

CREATE TABLE jobs.queue (
  name text NOT NULL,
  policy text NOT NULL,
  retry_limit int NOT NULL,
  retry_delay int NOT NULL,
  retry_backoff bool NOT NULL,
  retry_delay_max int,
  expire_seconds int NOT NULL,
  retention_seconds int NOT NULL,
  deletion_seconds int NOT NULL,
  dead_letter text REFERENCES jobs.queue (name) CHECK (dead_letter IS DISTINCT FROM name),
  partition bool NOT NULL,
  table_name text NOT NULL,
  deferred_count int NOT NULL default 0,
  queued_count int NOT NULL default 0,
  ready_count int NOT NULL default 0,
  warning_queued int NOT NULL default 0,
  active_count int NOT NULL default 0,
  failed_count int NOT NULL default 0,
  total_count int NOT NULL default 0,
  created_delta int NOT NULL default 0,
  completed_delta int NOT NULL default 0,
  failed_delta int NOT NULL default 0,
  delta_on timestamp with time zone,
  delta_seconds int,
  ready_history int[] NOT NULL default '{}',
  heartbeat_seconds int,
  notify bool NOT NULL DEFAULT false,
  singletons_active text[],
  monitor_claim_on timestamp with time zone,
  monitor_on timestamp with time zone,
  maintain_on timestamp with time zone,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE jobs.schedule (
  name text REFERENCES jobs.queue ON DELETE CASCADE,
  key text not null DEFAULT '',
  kind text not null DEFAULT 'cron' CHECK (kind IN ('cron', 'rrule')),
  cron text not null,
  timezone text DEFAULT 'UTC',
  data jsonb,
  options jsonb,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  last_job_id uuid,
  PRIMARY KEY (name, key)
);

CREATE TABLE jobs.subscription (
  event text not null,
  name text not null REFERENCES jobs.queue ON DELETE CASCADE,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY(event, name)
);

CREATE TABLE jobs.bam (
  id uuid PRIMARY KEY default gen_random_uuid(),
  name text NOT NULL,
  version int NOT NULL,
  status text NOT NULL DEFAULT 'pending',
  queue text,
  table_name text NOT NULL,
  command text NOT NULL,
  error text,
  created_on timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  started_on timestamp with time zone,
  completed_on timestamp with time zone
);

CREATE FUNCTION jobs.job_table_format(command text, table_name text)
RETURNS text AS
$$
  SELECT format(
    regexp_replace(
      regexp_replace(command, '\.job\y', '.%1$I', 'g'),
      '\yjob_i(\d+)', '%1$s_i\1', 'g'
    ),
    table_name
  );
$$
LANGUAGE sql IMMUTABLE;

CREATE FUNCTION jobs.job_table_run(command text, tbl_name text DEFAULT NULL, queue_name text DEFAULT NULL)
RETURNS VOID AS
$$
DECLARE
  tbl RECORD;
BEGIN
  IF queue_name IS NOT NULL THEN
    SELECT table_name INTO tbl_name FROM jobs.queue WHERE name = queue_name;
  END IF;

  IF tbl_name IS NOT NULL THEN
    EXECUTE jobs.job_table_format(command, tbl_name);
    RETURN;
  END IF;

  EXECUTE jobs.job_table_format(command, 'job_common');

  FOR tbl IN SELECT table_name FROM jobs.queue WHERE partition = true
  LOOP
    EXECUTE jobs.job_table_format(command, tbl.table_name);
  END LOOP;
END;
$$
LANGUAGE plpgsql;

CREATE FUNCTION jobs.job_table_run_async(command_name text, version int, command text, tbl_name text DEFAULT NULL, queue_name text DEFAULT NULL)
RETURNS VOID AS
$$
BEGIN
  IF queue_name IS NOT NULL THEN
    SELECT table_name INTO tbl_name FROM jobs.queue WHERE name = queue_name;
  END IF;

  IF tbl_name IS NOT NULL THEN
    INSERT INTO jobs.bam (name, version, status, queue, table_name, command)
    VALUES (
      command_name,
      version,
      'pending',
      queue_name,
      tbl_name,
      jobs.job_table_format(command, tbl_name)
    );
    RETURN;
  END IF;

  INSERT INTO jobs.bam (name, version, status, queue, table_name, command)
  SELECT
    command_name,
    version,
    'pending',
    NULL,
    'job_common',
    jobs.job_table_format(command, 'job_common')
  UNION ALL
  SELECT
    command_name,
    version,
    'pending',
    queue.name,
    queue.table_name,
    jobs.job_table_format(command, queue.table_name)
  FROM jobs.queue
  WHERE partition = true;
END;
$$
LANGUAGE plpgsql;

CREATE TABLE jobs.job (
  id uuid not null default gen_random_uuid(),
  name text not null,
  priority integer not null default(0),
  data jsonb,
  state jobs.job_state not null default 'created',
  retry_limit integer not null default 2,
  retry_count integer not null default 0,
  retry_delay integer not null default 0,
  retry_backoff boolean not null default false,
  retry_delay_max integer,
  expire_seconds int not null default 900,
  deletion_seconds int not null default 604800,
  singleton_key text,
  singleton_on timestamp without time zone,
  group_id text,
  group_tier text,
  start_after timestamp with time zone not null default now(),
  created_on timestamp with time zone not null default now(),
  started_on timestamp with time zone,
  completed_on timestamp with time zone,
  keep_until timestamp with time zone NOT NULL default now() + interval '1209600',
  output jsonb,
  dead_letter text,
  policy text,
  heartbeat_on timestamp with time zone,
  heartbeat_seconds int,
  blocked boolean not null default false,
  blocking boolean not null default false,
  pending_dependencies int not null default 0,
  source_name text,
  source_id uuid,
  source_created_on timestamp with time zone,
  source_retry_count int,
  source_output jsonb,
  source_root_id uuid
) PARTITION BY LIST (name);
ALTER TABLE jobs.job ADD PRIMARY KEY (name, id);

CREATE TABLE jobs.job_common (LIKE jobs.job INCLUDING GENERATED INCLUDING DEFAULTS);

SELECT jobs.job_table_run($cmd$ALTER TABLE jobs.job ADD PRIMARY KEY (name, id)$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$ALTER TABLE jobs.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$ALTER TABLE jobs.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE UNIQUE INDEX job_i1 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE UNIQUE INDEX job_i2 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE UNIQUE INDEX job_i3 ON jobs.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE UNIQUE INDEX job_i6 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE UNIQUE INDEX job_i8 ON jobs.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE INDEX job_i10 ON jobs.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$ALTER TABLE jobs.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE UNIQUE INDEX job_i4 ON jobs.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE INDEX job_i11 ON jobs.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE INDEX job_i7 ON jobs.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE INDEX job_i9 ON jobs.job (name, id) WHERE blocking AND state = 'completed'$cmd$, 'job_common');
SELECT jobs.job_table_run($cmd$CREATE INDEX job_i12 ON jobs.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, 'job_common');

ALTER TABLE jobs.job ATTACH PARTITION jobs.job_common DEFAULT;

CREATE TABLE jobs.warning (
  id uuid PRIMARY KEY default gen_random_uuid(),
  type text NOT NULL,
  message text NOT NULL,
  data jsonb,
  created_on timestamp with time zone NOT NULL DEFAULT now()
);
CREATE INDEX warning_i1 ON jobs.warning (created_on DESC);

CREATE TABLE jobs.queue_stats (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  deferred_count int NOT NULL DEFAULT 0,
  queued_count   int NOT NULL DEFAULT 0,
  ready_count    int NOT NULL DEFAULT 0,
  active_count   int NOT NULL DEFAULT 0,
  failed_count   int NOT NULL DEFAULT 0,
  total_count    int NOT NULL DEFAULT 0,
  created_delta   int,
  completed_delta int,
  failed_delta    int,
  delta_seconds   int,
  delta_on        timestamptz,
  captured_on timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, captured_on)
) PARTITION BY RANGE (captured_on);
CREATE INDEX queue_stats_i1 ON jobs.queue_stats (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

CREATE TABLE jobs.job_dependency (
  child_name text NOT NULL,
  child_id uuid NOT NULL,
  parent_name text NOT NULL,
  parent_id uuid NOT NULL,
  PRIMARY KEY (child_name, child_id, parent_name, parent_id)
);
CREATE INDEX IF NOT EXISTS job_dep_parent_idx ON jobs.job_dependency (parent_name, parent_id);

CREATE FUNCTION jobs.create_queue(queue_name text, options jsonb)
RETURNS VOID AS
$$
DECLARE
  tablename varchar := CASE WHEN options->>'partition' = 'true'
                        THEN 'j' || encode(sha224(queue_name::bytea), 'hex')
                        ELSE 'job_common'
                        END;
  queue_created_on timestamptz;
BEGIN

  WITH q as (
    INSERT INTO jobs.queue (
      name,
      policy,
      retry_limit,
      retry_delay,
      retry_backoff,
      retry_delay_max,
      expire_seconds,
      retention_seconds,
      deletion_seconds,
      warning_queued,
      dead_letter,
      partition,
      table_name,
      heartbeat_seconds,
      notify,
      created_on,
      updated_on
    )
    VALUES (
      queue_name,
      options->>'policy',
      COALESCE((options->>'retryLimit')::int, 2),
      COALESCE((options->>'retryDelay')::int, 0),
      COALESCE((options->>'retryBackoff')::bool, false),
      (options->>'retryDelayMax')::int,
      COALESCE((options->>'expireInSeconds')::int, 900),
      COALESCE((options->>'retentionSeconds')::int, 1209600),
      COALESCE((options->>'deleteAfterSeconds')::int, 604800),
      COALESCE((options->>'warningQueueSize')::int, 0),
      options->>'deadLetter',
      COALESCE((options->>'partition')::bool, false),
      tablename,
      (options->>'heartbeatSeconds')::int,
      COALESCE((options->>'notify')::bool, false),
      jobs.job_now(),
      jobs.job_now()
    )
    ON CONFLICT DO NOTHING
    RETURNING created_on
  )
  SELECT created_on into queue_created_on from q;

  IF queue_created_on IS NULL OR options->>'partition' IS DISTINCT FROM 'true' THEN
    RETURN;
  END IF;

  EXECUTE format('CREATE TABLE jobs.%I (LIKE jobs.job INCLUDING DEFAULTS)', tablename);

  EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD PRIMARY KEY (name, id)$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);

  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i11 ON jobs.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i4 ON jobs.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i7 ON jobs.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i9 ON jobs.job (name, id) WHERE blocking AND state = 'completed'$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i12 ON jobs.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, tablename);

  IF options->>'policy' = 'short' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i1 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, tablename);
  ELSIF options->>'policy' = 'singleton' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i2 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, tablename);
  ELSIF options->>'policy' = 'stately' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i3 ON jobs.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, tablename);
  ELSIF options->>'policy' = 'exclusive' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i6 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, tablename);
  ELSIF options->>'policy' = 'key_strict_fifo' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i8 ON jobs.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, tablename);
    EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i10 ON jobs.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, tablename);
    EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, tablename);
  END IF;

  EXECUTE format('ALTER TABLE jobs.%I ADD CONSTRAINT cjc CHECK (name=%L)', tablename, queue_name);
  EXECUTE format('ALTER TABLE jobs.job ATTACH PARTITION jobs.%I FOR VALUES IN (%L)', tablename, queue_name);
END;
$$
LANGUAGE plpgsql;

CREATE FUNCTION jobs.delete_queue(queue_name text)
RETURNS VOID AS
$$
DECLARE
  v_table varchar;
  v_partition bool;
BEGIN

  SELECT table_name, partition
  FROM jobs.queue
  WHERE name = queue_name
  INTO v_table, v_partition;

  IF v_partition THEN
    EXECUTE format('DROP TABLE IF EXISTS jobs.%I', v_table);
  ELSE
    EXECUTE format('DELETE FROM jobs.%I WHERE name = %L', v_table, queue_name);
  END IF;

  DELETE FROM jobs.queue WHERE name = queue_name;
END;
$$
LANGUAGE plpgsql;
INSERT INTO jobs.version(version) VALUES ('43');

-- Ours again. Payloads hold ids and nothing else; what a job failed with is kept as class and code of the error, never as its message.
comment on schema jobs is 'Queue of work to be done later (pg-boss). Only ids of rows in payloads.';
comment on table jobs.job is 'One row for each piece of work, until some days after it is done; those that failed for good stand in the queue dead-letter.';
comment on table jobs.job_common is 'Where the rows of jobs.job lie.';
comment on table jobs.queue is 'The queues and how each of them retries.';
comment on table jobs.schedule is 'Work that comes back at fixed times.';
comment on table jobs.version is 'Version of these tables, and when the last rounds over them were.';
comment on table jobs.subscription is 'Not used: one event to several queues.';
comment on table jobs.bam is 'Not used: changes of these tables that the library would run in the background.';
comment on table jobs.warning is 'Not used: warnings of the library go to the log.';
comment on table jobs.queue_stats is 'Not used: figures over time.';
comment on table jobs.job_dependency is 'Not used: jobs that wait for others.';

-- The worker connects with the scope `system`. Whoever else acts may leave a job behind, in the own transaction, and see no other: created_on
-- is the moment at which the transaction began, so that the row can be given back to whoever inserted it.
grant usage on schema jobs to netra_app;
grant select, insert, update, delete on jobs.job, jobs.job_common, jobs.schedule, jobs.warning to netra_app;
grant select, insert, update on jobs.queue to netra_app;
grant select, update on jobs.version to netra_app;
grant select on jobs.subscription, jobs.bam, jobs.queue_stats, jobs.job_dependency to netra_app;
revoke execute on all functions in schema jobs from public;
grant execute on function jobs.job_now(), jobs.create_queue(text, jsonb) to netra_app;

alter table jobs.job enable row level security;
alter table jobs.job_common enable row level security;
create policy job_worked on jobs.job for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
create policy job_left on jobs.job for insert with check (netra.actor_kind() is not null and state = 'created');
create policy job_given_back on jobs.job for select using (created_on = now());
create policy job_worked on jobs.job_common for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
create policy job_left on jobs.job_common for insert with check (netra.actor_kind() is not null and state = 'created');
create policy job_given_back on jobs.job_common for select using (created_on = now());
alter table jobs.queue enable row level security;
create policy queue_read on jobs.queue for select using (true);
create policy queue_new on jobs.queue for insert with check (netra.actor_kind() = 'system');
create policy queue_change on jobs.queue for update using (netra.actor_kind() = 'system');
alter table jobs.schedule enable row level security;
create policy schedule_all on jobs.schedule for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
alter table jobs.version enable row level security;
create policy version_all on jobs.version for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
alter table jobs.warning enable row level security;
create policy warning_all on jobs.warning for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
alter table jobs.subscription enable row level security;
create policy subscription_read on jobs.subscription for select using (netra.actor_kind() = 'system');
alter table jobs.bam enable row level security;
create policy bam_read on jobs.bam for select using (netra.actor_kind() = 'system');
alter table jobs.queue_stats enable row level security;
create policy queue_stats_read on jobs.queue_stats for select using (netra.actor_kind() = 'system');
alter table jobs.job_dependency enable row level security;
create policy job_dependency_read on jobs.job_dependency for select using (netra.actor_kind() = 'system');

-- The outbox. A mail is one row, written in the transaction of what it tells of; texts are generic and made when it is sent, so that no row
-- holds a name, a number or a story. Whoever looks at this table learns who was written to and when, and which of five kinds of mail.
create table netra.mail (
  id uuid primary key,
  template text not null check (template in ('security-changed', 'invitation', 'work-waiting', 'due-soon', 'test')),
  user_id uuid references auth.auth_user (id) on delete cascade,
  dedupe bytea not null unique check (length(dedupe) = 32),
  sealed bytea,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'bounced', 'dropped')),
  tries integer not null default 0 check (tries >= 0),
  queued_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  claimed_at timestamptz,
  sent_with uuid,
  ended_at timestamptz,
  error_class text,
  fingerprint text,
  check (user_id is not null or template = 'invitation'),
  check (sealed is not null or template not in ('invitation', 'test') or state in ('sent', 'failed', 'bounced', 'dropped')),
  check ((state in ('waiting', 'sending')) = (ended_at is null))
);
comment on table netra.mail is 'Mails to people with an account, and invitations. Deleted 90 days after they ended.';
comment on column netra.mail.dedupe is 'Keyed hash of receiver, kind and what it tells of: the same thing is told once.';
comment on column netra.mail.sealed is 'Locked with a key that is not in the database: address and link of an invitation, code of a test. Emptied when the mail has ended.';
comment on column netra.mail.sent_with is 'The mail in which this one travels; several that wait for one person become one. It names the message, also when it is sent again.';
comment on column netra.mail.error_class is 'Code of the last failure, such as 450 or ECONNREFUSED; never the text of the other server.';
create index mail_due on netra.mail (due_at) where state in ('waiting', 'sending');
create index mail_user on netra.mail (user_id) where state in ('waiting', 'sending');
create index mail_ended on netra.mail (ended_at) where ended_at is not null;

create table netra.mail_preference (
  user_id uuid primary key references auth.auth_user (id) on delete cascade,
  work text not null default 'digest' check (work in ('each', 'digest', 'none')),
  lang text not null default 'id' check (lang in ('id', 'en'))
);
comment on table netra.mail_preference is 'What a person wants to be told of work: each thing at once, once a day, or nothing. Notices of security always come.';

create table netra.mail_address (
  user_id uuid primary key references auth.auth_user (id) on delete cascade,
  bounces integer not null default 0 check (bounces >= 0),
  paused_at timestamptz,
  error_class text
);
comment on table netra.mail_address is 'Addresses that another server refused. After three refusals nothing more is sent there until the person or an administrator says so.';

create table netra.mail_setting (
  one boolean primary key default true check (one),
  fingerprint text,
  confirmed_fingerprint text,
  confirmed_at timestamptz,
  confirmed_by uuid,
  code_hash bytea,
  code_tries integer not null default 0,
  code_expires_at timestamptz,
  code_mail uuid,
  paused_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  last_sent_at timestamptz
);
comment on table netra.mail_setting is 'One row: whether mail may leave. fingerprint: keyed hash of the settings the worker has now; mail leaves when it is the confirmed one.';
insert into netra.mail_setting (one) values (true);

create table netra.mail_caught (
  number bigint generated always as identity primary key,
  at timestamptz not null default now(),
  receiver text not null,
  message text not null
);
comment on table netra.mail_caught is 'Demonstration only: mails as they arrived at its own little mail server. The last two hundred.';

grant select, insert, delete on netra.mail, netra.mail_caught, netra.mail_address to netra_app;
grant select, insert on netra.mail_preference to netra_app;
grant select on netra.mail_setting to netra_app;
grant update (state, tries, due_at, claimed_at, sent_with, ended_at, error_class, fingerprint, sealed) on netra.mail to netra_app;
grant update (work, lang) on netra.mail_preference to netra_app;
grant update (bounces, paused_at, error_class) on netra.mail_address to netra_app;
grant update (fingerprint, confirmed_fingerprint, confirmed_at, confirmed_by, code_hash, code_tries, code_expires_at, code_mail, paused_at,
  last_error, last_error_at, last_sent_at) on netra.mail_setting to netra_app;

alter table netra.mail enable row level security;
create policy mail_worked on netra.mail for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
create policy mail_queued on netra.mail for insert with check (
  state = 'waiting' and tries = 0 and netra.actor_kind() = 'member'
  and (user_id = (select netra.actor_user()) and template = 'security-changed' or (select netra.administers())));
create policy mail_seen_by_admin on netra.mail for select using ((select netra.administers()));
create policy mail_retried_by_admin on netra.mail for update using ((select netra.administers()) and state = 'failed')
  with check ((select netra.administers()) and state = 'waiting');
alter table netra.mail_preference enable row level security;
create policy mail_preference_own on netra.mail_preference for all using (netra.actor_kind() = 'system' or user_id = (select netra.actor_user()))
  with check (netra.actor_kind() = 'system' or user_id = (select netra.actor_user()));
alter table netra.mail_address enable row level security;
create policy mail_address_worked on netra.mail_address for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
create policy mail_address_own on netra.mail_address for select using (user_id = (select netra.actor_user()) or (select netra.administers()));
create policy mail_address_tried_again on netra.mail_address for delete using (user_id = (select netra.actor_user()) or (select netra.administers()));
alter table netra.mail_setting enable row level security;
create policy mail_setting_read on netra.mail_setting for select using (netra.actor_kind() = 'system' or (select netra.administers()));
create policy mail_setting_change on netra.mail_setting for update using (netra.actor_kind() = 'system' or (select netra.administers()));
alter table netra.mail_caught enable row level security;
create policy mail_caught_new on netra.mail_caught for insert with check (netra.actor_kind() = 'system' and not netra.is_production());
create policy mail_caught_read on netra.mail_caught for select using (netra.actor_kind() = 'system' or (select netra.administers()));
create policy mail_caught_old on netra.mail_caught for delete using (netra.actor_kind() = 'system');
