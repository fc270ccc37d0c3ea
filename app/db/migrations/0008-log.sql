-- The public log. A step of a case, a pledge, an opened hand-over or a change of the law puts its commitment into the waiting room in the
-- same transaction, by trigger, so that none of them can be saved without its leaf. At fixed times batches of fixed sizes go into the tree.

create table netra.log_waiting (
  queued bigint generated always as identity primary key,
  batch text not null check (batch in ('steps', 'pledges')),
  commitment bytea not null unique check (length(commitment) = 32)
);
comment on table netra.log_waiting is 'Commitments that wait for the next batch. Filled by triggers only: nobody can add a leaf that stands for nothing.';
create index log_waiting_batch on netra.log_waiting (batch, queued);

create table netra.log_place (
  commitment bytea primary key,
  leaf bigint not null check (leaf >= 0)
);
comment on table netra.log_place is 'Where a commitment stands in the tree. Cover leaves are not in here, and nothing published tells them from others.';

create table netra.log_state (
  one boolean primary key default true check (one),
  origin text not null,
  size bigint not null check (size >= 0),
  last_tick timestamptz
);
comment on table netra.log_state is 'One row: the name of the log and how many leaves are in it. Whoever integrates holds its lock, so that two processes never grow the tree at once.';

create table netra.log_tile (
  level smallint not null check (level between 0 and 63),
  index bigint not null check (index >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (level, index)
);
comment on table netra.log_tile is 'Hashes of the tree after C2SP tlog-tiles. A tile only ever grows at its end; a narrower tile is the beginning of a wider one.';

create table netra.log_entries (
  index bigint primary key check (index >= 0),
  entries bytea not null check (length(entries) between 32 and 8192 and length(entries) % 32 = 0)
);
comment on table netra.log_entries is 'The leaves themselves, 256 commitments in a row; as log_tile they only grow.';

create table netra.log_checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (length(root) = 32),
  at timestamptz not null,
  note text
);
comment on table netra.log_checkpoint is 'What the log says of itself after each batch. note: the signed text; null until it is signed, and what is not signed is not shown to anybody.';
create index log_checkpoint_at on netra.log_checkpoint (at);

create table netra.log_key (
  number integer primary key check (number >= 1),
  verifier text not null unique,
  signs_from timestamptz not null,
  signs_until timestamptz
);
comment on table netra.log_key is 'Public keys of the log. The secret half is derived from the secret of the instance and lies nowhere. During a change two keys sign.';

create table netra.log_entry (
  commitment bytea primary key check (length(commitment) = 32),
  about text not null,
  salt bytea not null,
  entry jsonb not null,
  at timestamptz not null default now()
);
comment on table netra.log_entry is 'Leaves that everybody may open: versions of the rulebook and changes of its data.';

-- Own salt and commitment where the thing itself is a row; steps of cases have had theirs from the beginning.
alter table netra.pledge add column salt bytea, add column commitment bytea unique;
alter table netra.pledge add constraint pledge_has_leaf check (salt is not null and commitment is not null) not valid;
comment on column netra.pledge.commitment is 'Leaf of the log. Pledges from before the log have none.';
alter table netra.handover add column opened_salt bytea, add column opened_commitment bytea unique;
alter table netra.handover add constraint handover_opened_has_leaf check (opened_at is null or opened_commitment is not null) not valid;

-- Into the waiting room, whoever writes and by whatever way.
create function netra.log_steps() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.log_waiting (batch, commitment) select 'steps', commitment from fresh;
  return null;
end $$;
create function netra.log_pledges() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.log_waiting (batch, commitment) select 'pledges', commitment from fresh;
  return null;
end $$;
create function netra.log_openings() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if old.opened_commitment is not null and new.opened_commitment is distinct from old.opened_commitment then
    raise exception 'a hand-over is opened once' using errcode = 'insufficient_privilege';
  end if;
  if old.opened_commitment is null and new.opened_commitment is not null then
    insert into netra.log_waiting (batch, commitment) values ('steps', new.opened_commitment);
  end if;
  return new;
end $$;
create trigger case_event_leaf after insert on netra.case_event referencing new table as fresh for each statement execute function netra.log_steps();
create trigger log_entry_leaf after insert on netra.log_entry referencing new table as fresh for each statement execute function netra.log_steps();
create trigger pledge_leaf after insert on netra.pledge referencing new table as fresh for each statement execute function netra.log_pledges();
create trigger handover_leaf before update on netra.handover for each row execute function netra.log_openings();

-- What the tree holds never changes: not by a mistake of ours, and not by an administrator with the application's rights.
create function netra.log_grows() returns trigger language plpgsql as $$
declare
  before bytea := case tg_table_name when 'log_tile' then to_jsonb(old) ->> 'hashes' else to_jsonb(old) ->> 'entries' end;
  after bytea := case tg_table_name when 'log_tile' then to_jsonb(new) ->> 'hashes' else to_jsonb(new) ->> 'entries' end;
begin
  if substring(after from 1 for length(before)) is distinct from before then
    raise exception '% only grows', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger log_tile_grows before update on netra.log_tile for each row execute function netra.log_grows();
create trigger log_entries_grows before update on netra.log_entries for each row execute function netra.log_grows();
create trigger log_tile_stays before delete or truncate on netra.log_tile execute function netra.refuse_change();
create trigger log_entries_stays before delete or truncate on netra.log_entries execute function netra.refuse_change();
create trigger log_place_stays before update or delete or truncate on netra.log_place execute function netra.refuse_change();
create trigger log_entry_stays before update or delete or truncate on netra.log_entry execute function netra.refuse_change();
create trigger log_checkpoint_stays before delete or truncate on netra.log_checkpoint execute function netra.refuse_change();
create function netra.log_checkpoint_signed() returns trigger language plpgsql as $$
begin
  if (new.size, new.root, new.at) is distinct from (old.size, old.root, old.at) or old.note is not null then
    raise exception 'a checkpoint is signed once' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger log_checkpoint_signed before update on netra.log_checkpoint for each row execute function netra.log_checkpoint_signed();
create function netra.log_state_grows() returns trigger language plpgsql as $$
begin
  if new.size < old.size or new.origin is distinct from old.origin then
    raise exception 'the log only grows' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger log_state_grows before update on netra.log_state for each row execute function netra.log_state_grows();
create trigger log_state_stays before delete or truncate on netra.log_state execute function netra.refuse_change();

grant select, delete on netra.log_waiting to netra_app;
grant select, insert on netra.log_place, netra.log_entry, netra.log_checkpoint, netra.log_key, netra.log_state, netra.log_tile, netra.log_entries to netra_app;
grant update (hashes) on netra.log_tile to netra_app;
grant update (entries) on netra.log_entries to netra_app;
grant update (note) on netra.log_checkpoint to netra_app;
grant update (size, last_tick) on netra.log_state to netra_app;
grant update (signs_until) on netra.log_key to netra_app;
grant update (opened_salt, opened_commitment) on netra.handover to netra_app;

-- Only the system itself grows the tree; what is in it, everybody may read.
alter table netra.log_waiting enable row level security;
create policy log_waiting_read on netra.log_waiting for select using (true);
create policy log_waiting_taken on netra.log_waiting for delete using (netra.actor_kind() = 'system');
alter table netra.log_place enable row level security;
create policy log_place_read on netra.log_place for select using (true);
create policy log_place_new on netra.log_place for insert with check (netra.actor_kind() = 'system');
alter table netra.log_state enable row level security;
create policy log_state_read on netra.log_state for select using (true);
create policy log_state_new on netra.log_state for insert with check (netra.actor_kind() = 'system');
create policy log_state_change on netra.log_state for update using (netra.actor_kind() = 'system');
alter table netra.log_tile enable row level security;
create policy log_tile_read on netra.log_tile for select using (true);
create policy log_tile_new on netra.log_tile for insert with check (netra.actor_kind() = 'system');
create policy log_tile_change on netra.log_tile for update using (netra.actor_kind() = 'system');
alter table netra.log_entries enable row level security;
create policy log_entries_read on netra.log_entries for select using (true);
create policy log_entries_new on netra.log_entries for insert with check (netra.actor_kind() = 'system');
create policy log_entries_change on netra.log_entries for update using (netra.actor_kind() = 'system');
alter table netra.log_checkpoint enable row level security;
create policy log_checkpoint_read on netra.log_checkpoint for select using (true);
create policy log_checkpoint_new on netra.log_checkpoint for insert with check (netra.actor_kind() = 'system');
create policy log_checkpoint_sign on netra.log_checkpoint for update using (netra.actor_kind() = 'system');
alter table netra.log_key enable row level security;
create policy log_key_read on netra.log_key for select using (true);
create policy log_key_new on netra.log_key for insert with check (netra.actor_kind() = 'system');
create policy log_key_change on netra.log_key for update using (netra.actor_kind() = 'system');
alter table netra.log_entry enable row level security;
create policy log_entry_read on netra.log_entry for select using (true);
create policy log_entry_new on netra.log_entry for insert with check (netra.actor_kind() = 'system' or (select netra.administers()));

-- Steps from before the log get their leaves now.
insert into netra.log_waiting (batch, commitment) select 'steps', commitment from netra.case_event order by recorded_at, case_id, seq;

-- What opens the first step of a case for the person who reported it: the step in which the report came in, and nothing after it.
create function netra.reporter_opening() returns table (
  kind text, at timestamptz, body_id uuid, case_id uuid, seq integer, status_after text, to_body_id uuid, actor_user_id uuid, content jsonb, salt bytea, commitment bytea
) language sql stable security definer set search_path = netra, pg_temp as $$
  select e.kind, e.at, e.body_id, e.case_id, e.seq, e.status_after, e.to_body_id, e.actor_user_id, c.content, e.salt, e.commitment
  from netra.report r
  join netra.case_event e on e.case_id = r.case_id and e.seq = 1
  left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
$$;
