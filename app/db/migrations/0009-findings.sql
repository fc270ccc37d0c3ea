-- Running a changed rulebook over the cases that are kept: facts and findings leave by these two doors alone, page by page, for the system only
-- (the `netra rehearse` command). No name, no summary, no word of a reporter, no text of an officer.

create function netra.rehearsal_cases(after uuid, most integer) returns table (
  id uuid, number text, status text, closed boolean, facts jsonb, finding jsonb, finding_step text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id, f.number, f.status, f.closed_at is not null, facts.facts, kept.finding, kept.kind
  from netra.case_file f
  left join lateral (
    select c.content -> 'facts' as facts from netra.case_event e join netra.case_event_content c using (case_id, seq)
    where e.case_id = f.id and e.kind = 'facts-completed' order by e.seq desc limit 1) facts on true
  left join lateral (
    select c.content -> 'finding' as finding, e.kind from netra.case_event e join netra.case_event_content c using (case_id, seq)
    where e.case_id = f.id and c.content ? 'finding' order by e.seq desc limit 1) kept on true
  where netra.actor_kind() = 'system' and (after is null or f.id > after)
  order by f.id
  limit most
$$;
comment on function netra.rehearsal_cases is 'Facts of an act and the finding kept with them, by case, in pages; for the system alone, to run a changed rulebook over them.';

create function netra.rehearsal_clocks(after uuid, most integer) returns table (
  id uuid, number text, procedure_id text, step_id text, body_code text, region text, zone text, started_at timestamptz, due_at timestamptz,
  rulebook_version text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select k.id, f.number, k.procedure_id, k.step_id, b.code, j.name, k.zone, k.started_at, k.due_at, k.rulebook_version
  from netra.clock k
  join netra.case_file f on f.id = k.case_id
  join netra.body b on b.id = k.body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where netra.actor_kind() = 'system' and k.state = 'running' and (after is null or k.id > after)
  order by k.id
  limit most
$$;
comment on function netra.rehearsal_clocks is 'Limits that run, with the number of their case, in pages; for the system alone, to see which a changed rulebook would move.';

revoke execute on function netra.rehearsal_cases, netra.rehearsal_clocks from public;
grant execute on function netra.rehearsal_cases, netra.rehearsal_clocks to netra_app;
