-- Casework at size: what a quarter of a million cases showed to be slow.

-- Each page begins where the last one ended: with `after is null or …` every page walked all limits before it. And most limits never stood still,
-- so their standstills are not asked for one by one.
create or replace function netra.running_clocks(after uuid, most integer) returns table (
  id uuid, procedure_id text, step_id text, body_code text, body_kind text, body_name text, region text, zone text,
  started_at timestamptz, due_at timestamptz, provisional boolean, changes jsonb
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.id, c.procedure_id, c.step_id, b.code, b.kind, b.name, j.name, c.zone, c.started_at, c.due_at, c.provisional,
    case when exists (select 1 from netra.clock_standstill s where s.clock_id = c.id) then netra.clock_changes_of(c.id) else '[]'::jsonb end
  from netra.clock c
  join netra.body b on b.id = c.body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where (netra.actor_kind() = 'system' or netra.administers()) and c.state = 'running'
    and c.id > coalesce(after, '00000000-0000-0000-0000-000000000000')
  order by c.id
  limit most
$$;

create or replace function netra.running_handovers(after uuid, most integer) returns table (
  id uuid, region text, zone text, sent_at timestamptz, due_at timestamptz, due_rule jsonb, due_provisional boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select h.id, j.name, b.zone, h.sent_at, h.due_at, h.due_rule, h.due_provisional
  from netra.handover h
  join netra.body b on b.id = h.to_body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where (netra.actor_kind() = 'system' or netra.administers()) and h.ended_at is null and h.due_at is not null
    and h.id > coalesce(after, '00000000-0000-0000-0000-000000000000')
  order by h.id limit most
$$;

-- The queue of an office in its order: a page of it is read from the index and nothing is sorted, however long the queue is.
create index case_queue_own on netra.case_file (holder_body_id, due_at, opened_at, number) where closed_at is null;
drop index netra.case_queue;
