-- Several processes on one database: what they must know of each other, and what the operator may know of them.

create unlogged table netra.rate_limit (
  key text primary key,
  points integer not null,
  expire bigint
);
comment on table netra.rate_limit is 'Tries at signing in and at invitations, counted over all processes. key: a keyed mark, of an address another every day; never the address or the account. expire: milliseconds of the real clock. Unlogged, so that no backup and no replica holds it; what expired is removed every minute. Limits of reporters are counted in memory and never here.';
alter table netra.rate_limit enable row level security;
-- Asked before anybody is known, and it holds nothing that could be known.
create policy rate_limit_count on netra.rate_limit using (true) with check (true);
grant select, insert, update, delete on netra.rate_limit to netra_app;

create table netra.process_seen (
  part text primary key check (part in ('work')),
  at timestamptz not null default now()
);
comment on table netra.process_seen is 'When the worker last said that it lives, by the clock of the database. Web processes read it for /readyz.';
alter table netra.process_seen enable row level security;
create policy process_seen_read on netra.process_seen for select using (true);
create policy process_seen_new on netra.process_seen for insert with check (netra.actor_kind() = 'system');
create policy process_seen_again on netra.process_seen for update using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
grant select, insert, update (at) on netra.process_seen to netra_app;

create table netra.public_figures (
  one boolean primary key default true check (one),
  day date not null,
  figures jsonb not null
);
comment on table netra.public_figures is 'The numbers of the front page as they were counted once, for one legal day (WIB). Every process shows these: a number that rose with every report would say when somebody reported.';
alter table netra.public_figures enable row level security;
create policy public_figures_read on netra.public_figures for select using (true);
create policy public_figures_new on netra.public_figures for insert with check (netra.actor_kind() = 'system');
create policy public_figures_next on netra.public_figures for update using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
grant select, insert, update (day, figures) on netra.public_figures to netra_app;

-- The mark of the secret says which secret this database belongs to. It is the owner's to write, as the mode is.
create policy setting_owner_new on netra.setting as restrictive for insert with check (key not in ('mode', 'secret-mark'));
create policy setting_owner_change on netra.setting as restrictive for update using (key not in ('mode', 'secret-mark')) with check (key not in ('mode', 'secret-mark'));

create function netra.schema_migrations() returns table (name text, sha256 text)
language plpgsql stable security definer set search_path = netra, pg_temp as $$
begin
  return query select m.name, m.sha256 from public.netra_migration m order by m.name;
end $$;
comment on function netra.schema_migrations is 'Which migrations ran: a web process without the owner''s rights asks whether the schema is its own.';

create function netra.overdue_clocks(legal_now timestamptz) returns table (procedure_id text, step_id text, nature text, overdue bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select k.procedure_id, k.step_id, k.nature, count(*) from netra.clock k
  where netra.actor_kind() = 'system' and k.state = 'running' and k.due_at < legal_now
  group by 1, 2, 3
$$;
comment on function netra.overdue_clocks is 'How many limits have passed, by step of law, over all offices; for the operator''s figures. No case, no office.';

create function netra.unsent_bytes() returns bigint
language sql stable security definer set search_path = netra, pg_temp as $$
  select coalesce(sum(size), 0)::bigint from netra.evidence where report_id is null and answer_id is null
$$;
comment on function netra.unsent_bytes is 'Bytes of all uploads that were not sent yet: they have a limit together, so that nobody fills the disk with them.';

revoke execute on function netra.schema_migrations, netra.overdue_clocks, netra.unsent_bytes from public;
grant execute on function netra.schema_migrations, netra.overdue_clocks, netra.unsent_bytes to netra_app;
