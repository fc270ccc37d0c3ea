-- The law as data that people add while the instance runs (holiday decrees, elections, limits of single offices), the importer that brings it
-- in, and what a later decree does to limits that already run. Rows are added and withdrawn, never changed: what was in force on a day in the
-- past can be told again.

create table netra.import (
  id uuid primary key,
  kind text not null,
  status text not null default 'staged' check (status in ('staged', 'applied', 'withdrawn')),
  file_name text not null,
  file_hash bytea not null,
  format text not null check (format in ('csv', 'xlsx', 'json', 'form')),
  header jsonb not null,
  mapping jsonb not null,
  checked boolean not null default false,
  row_count bigint not null check (row_count >= 0),
  problem_count bigint not null default 0,
  outcome jsonb,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  applied_by uuid,
  applied_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdraw_reason text,
  check ((status = 'staged') = (applied_at is null)),
  check ((status = 'withdrawn') = (withdrawn_at is not null))
);
comment on table netra.import is 'Files that were brought in, of any kind: staged (read, nothing changed yet), applied, withdrawn. mapping says which column of the file is which column of the kind. file_hash is of the bytes as they came.';
-- The same file counts once. Withdrawn, it may come again.
create unique index import_once on netra.import (kind, file_hash) where status = 'applied';
create index import_staged on netra.import (expires_at);

create table netra.import_row (
  import_id uuid not null references netra.import (id) on delete cascade,
  position bigint not null,
  cells jsonb not null,
  problems jsonb,
  primary key (import_id, position)
);
comment on table netra.import_row is 'Rows of a file as texts, until it is applied or thrown away. position is the row as a spreadsheet numbers it. problems: what is wrong with the row under the mapping; null: nothing.';
create index import_row_problem on netra.import_row (import_id, position) where problems is not null;

create table netra.law_revision (
  single boolean primary key default true check (single),
  number bigint not null default 0
);
comment on table netra.law_revision is 'One number that rises with every change of the added law. Processes compare it with theirs; whoever changes the law holds its row until the end, so that two changes come one after the other.';
insert into netra.law_revision default values;

create table netra.law_addition (
  id uuid primary key,
  revision bigint not null default 0,
  kind text not null check (kind in ('decree', 'election', 'override')),
  key text not null check (key <> ''),
  payload jsonb not null,
  source_publisher text not null check (source_publisher <> ''),
  source_on date,
  confidence text not null check (confidence in ('seen', 'seen-3p', 'recalled', 'uncertain')),
  valid_from date,
  valid_until date,
  import_id uuid not null references netra.import (id),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  check (valid_until is null or valid_from is null or valid_from <= valid_until)
);
comment on table netra.law_addition is 'What was added to the rulebook: holiday decrees by year, elections by id, overrides of a step by id, each with its source. Of several with one key the latest that was not withdrawn counts, so that withdrawing brings back what it replaced.';
create index law_addition_key on netra.law_addition (kind, key, revision) where withdrawn_at is null;
create index law_addition_import on netra.law_addition (import_id);

create table netra.clock_change (
  id bigint generated always as identity primary key,
  clock_id uuid not null references netra.clock (id),
  case_id uuid not null references netra.case_file (id),
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  by_user uuid not null,
  law_revision bigint not null,
  due_before timestamptz not null,
  due_after timestamptz not null,
  skipped_before jsonb not null,
  provisional_before boolean not null,
  provisional_after boolean not null,
  rulebook_before text not null,
  rulebook_after text not null,
  reason_id text not null,
  reason_en text not null
);
comment on table netra.clock_change is 'Limits that a later decree, election or override moved while they ran: old, new, why, by which revision of the law. at: legal clock.';
create index clock_change_case on netra.clock_change (case_id, id);

-- A file goes one way: staged, applied, withdrawn. What it is never changes; its mapping only until it is applied.
create function netra.import_way() returns trigger language plpgsql as $$
begin
  if (old.status, new.status) not in (('staged', 'staged'), ('staged', 'applied'), ('applied', 'withdrawn')) then
    raise exception 'an import goes from staged to applied to withdrawn' using errcode = 'insufficient_privilege';
  end if;
  if old.status <> 'staged' and (new.mapping, new.applied_by, new.applied_at, new.problem_count, new.outcome)
    is distinct from (old.mapping, old.applied_by, old.applied_at, old.problem_count, old.outcome) then
    raise exception 'an import that was applied stays as it was' using errcode = 'insufficient_privilege';
  end if;
  if new.status = 'applied' and old.status = 'staged' and netra.actor_kind() = 'member' and new.applied_by is distinct from netra.actor_user()
    or new.status = 'withdrawn' and netra.actor_kind() = 'member' and new.withdrawn_by is distinct from netra.actor_user() then
    raise exception 'an import is applied and withdrawn in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger import_way before update on netra.import for each row execute function netra.import_way();

-- The number rises with every change, and each addition carries the one it came with. The row stays locked until the change is whole.
create function netra.law_addition_new() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.law_revision set number = number + 1 returning number into new.revision;
  return new;
end $$;
create trigger law_addition_new before insert on netra.law_addition for each row execute function netra.law_addition_new();
create function netra.law_addition_withdrawn() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if old.withdrawn_at is not null or new.withdrawn_at is null then
    raise exception 'an addition to the law is withdrawn once and otherwise stays' using errcode = 'insufficient_privilege';
  end if;
  update netra.law_revision set number = number + 1;
  return new;
end $$;
create trigger law_addition_withdrawn before update on netra.law_addition for each row execute function netra.law_addition_withdrawn();
create trigger law_addition_stays before delete or truncate on netra.law_addition execute function netra.refuse_change();
create trigger clock_change_append_only before update or delete or truncate on netra.clock_change execute function netra.refuse_change();

-- Whoever changes the law waits here for the one who is at it, before looking at what there is.
create function netra.hold_law() returns bigint language sql security definer set search_path = netra, pg_temp as $$
  select number from netra.law_revision where netra.actor_kind() = 'system' or netra.administers() for update
$$;
comment on function netra.hold_law is 'Holds the law still until the end of the transaction and gives its revision; null for whoever may not change it.';

grant select on netra.law_revision, netra.law_addition, netra.import, netra.import_row, netra.clock_change to netra_app;
grant insert (id, kind, file_name, file_hash, format, header, mapping, row_count, created_by, expires_at) on netra.import to netra_app;
grant update (status, mapping, checked, row_count, problem_count, outcome, applied_by, applied_at, withdrawn_by, withdrawn_at, withdraw_reason) on netra.import to netra_app;
grant delete on netra.import to netra_app;
grant insert, delete on netra.import_row to netra_app;
grant update (problems) on netra.import_row to netra_app;
grant insert (id, kind, key, payload, source_publisher, source_on, confidence, valid_from, valid_until, import_id, created_by) on netra.law_addition to netra_app;
grant update (withdrawn_by, withdrawn_at) on netra.law_addition to netra_app;

alter table netra.law_revision enable row level security;
create policy law_revision_read on netra.law_revision for select using (true);

-- The law is nobody's secret. Only administrators add to it, in their own name.
alter table netra.law_addition enable row level security;
create policy law_addition_read on netra.law_addition for select using (true);
create policy law_addition_add on netra.law_addition for insert with check (
  (select netra.administers()) and created_by = (select netra.actor_user()) and withdrawn_at is null
  and exists (select 1 from netra.import i where i.id = import_id and i.status = 'staged'));
create policy law_addition_withdraw on netra.law_addition for update using ((select netra.administers()))
  with check ((select netra.administers()) and withdrawn_by = (select netra.actor_user()));

-- Files: administrators. Other kinds open their own door in a later migration. The system only clears away what nobody applied.
alter table netra.import enable row level security;
create policy import_read on netra.import for select using ((select netra.administers()) or netra.actor_kind() = 'system');
create policy import_new on netra.import for insert with check (
  (select netra.administers()) and created_by = (select netra.actor_user()) and status = 'staged');
create policy import_change on netra.import for update using ((select netra.administers()));
create policy import_drop on netra.import for delete using (
  status = 'staged' and ((select netra.administers()) or netra.actor_kind() = 'system' and expires_at < now()));
alter table netra.import_row enable row level security;
create policy import_row_read on netra.import_row for select using (
  (select netra.administers())
  or netra.actor_kind() = 'system' and import_id in (select i.id from netra.import i where i.expires_at < now()));
create policy import_row_new on netra.import_row for insert with check ((select netra.administers()));
create policy import_row_change on netra.import_row for update using ((select netra.administers()));
create policy import_row_drop on netra.import_row for delete using (
  (select netra.administers()) or netra.actor_kind() = 'system');

alter table netra.clock_change enable row level security;
create policy clock_change_read on netra.clock_change for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));

-- Administrators see no case. What they must know of the limits that run, to say what a decree would move, is told here: rule, office, dates.
create function netra.running_clocks(after uuid, most integer) returns table (
  id uuid, procedure_id text, step_id text, body_code text, body_kind text, body_name text, region text, zone text,
  started_at timestamptz, due_at timestamptz, provisional boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.id, c.procedure_id, c.step_id, b.code, b.kind, b.name, j.name, c.zone, c.started_at, c.due_at, c.provisional
  from netra.clock c
  join netra.body b on b.id = c.body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where (netra.actor_kind() = 'system' or netra.administers()) and c.state = 'running' and (after is null or c.id > after)
  order by c.id
  limit most
$$;
comment on function netra.running_clocks is 'Limits that run, in pages by id, without the cases they belong to; for whoever changes the law.';
create index clock_running_id on netra.clock (id) where state = 'running';

-- Moves limits, each with its trace, and keeps the queue in step. Takes [{id, due, skipped, provisional, version, reason, reason_en}].
create function netra.move_clocks(moved jsonb, legal_now timestamptz) returns bigint language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  touched uuid[];
  total bigint;
begin
  if not (netra.actor_kind() = 'member' and netra.administers()) then
    raise exception 'limits are moved by whoever changes the law' using errcode = 'insufficient_privilege';
  end if;
  with wanted as (
    select (m ->> 'id')::uuid as id, (m ->> 'due')::timestamptz as due, m -> 'skipped' as skipped, (m ->> 'provisional')::boolean as provisional,
      m ->> 'version' as version, m ->> 'reason' as reason, m ->> 'reason_en' as reason_en
    from jsonb_array_elements(moved) m
  ), before as (
    select c.* from netra.clock c join wanted w on w.id = c.id where c.state = 'running' order by c.id for update of c
  ), written as (
    insert into netra.clock_change (clock_id, case_id, at, by_user, law_revision, due_before, due_after, skipped_before, provisional_before,
      provisional_after, rulebook_before, rulebook_after, reason_id, reason_en)
    select b.id, b.case_id, legal_now, netra.actor_user(), (select number from netra.law_revision), b.due_at, w.due, b.skipped, b.provisional,
      w.provisional, b.rulebook_version, w.version, w.reason, w.reason_en
    from before b join wanted w on w.id = b.id
    order by b.id
  ), changed as (
    update netra.clock c set due_at = w.due, skipped = w.skipped, provisional = w.provisional, rulebook_version = w.version
    from wanted w join before b on b.id = w.id where c.id = w.id
    returning c.case_id
  )
  select array_agg(distinct case_id), count(*) into touched, total from changed;
  update netra.case_file f set due_at = (select min(k.due_at) from netra.clock k where k.case_id = f.id and k.state = 'running')
  where f.id = any (touched);
  return total;
end $$;
comment on function netra.move_clocks is 'Moves running limits to what the changed law says, keeping old and new in clock_change. Administrators only, who see nothing of the cases.';

-- What hangs on an election: with it, an election can no longer be withdrawn. Numbers only.
create function netra.election_uses(wanted text) returns table (cases bigint, pledges bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select (select count(*) from netra.case_file f where f.election_id = wanted), (select count(*) from netra.pledge p where p.election_id = wanted)
  where netra.actor_kind() = 'system' or netra.administers()
$$;
