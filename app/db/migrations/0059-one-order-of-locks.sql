-- Whoever acts on a case locks its file and then puts it on the list of what is to be indexed; the index took it off the list and then needed the
-- file, to which its rows refer: each waited for the other, and an officer got an error. Now a case is taken off the list together with its file,
-- and one that somebody holds is left for the next round.
create or replace function netra.search_take(most integer) returns table (case_id uuid, number text, place text)
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'system' then return; end if;
  return query
    with free as (
      select n.case_id as id from netra.case_search_due n join netra.case_file f on f.id = n.case_id
      order by n.since desc limit most for update of n skip locked for key share of f skip locked),
    taken as (delete from netra.case_search_due d using free where d.case_id = free.id returning d.case_id)
    select f.id, f.number, j.name from taken t join netra.case_file f on f.id = t.case_id join netra.jurisdiction j on j.id = f.region_id;
end $$;

-- The same of limits that move when the law changes: whoever acts on a case holds its file and then changes its limits and hand-overs, so the files
-- are locked before them here too.
create or replace function netra.move_limits(limits uuid[], places integer[], outcomes jsonb, legal_now timestamptz) returns bigint
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  touched uuid[];
  total bigint;
begin
  if not (netra.actor_kind() = 'member' and netra.administers()) then
    raise exception 'limits are moved by whoever changes the law' using errcode = 'insufficient_privilege';
  end if;
  perform 1 from netra.case_file f where f.id in (select c.case_id from netra.clock c where c.id = any (limits)) order by f.id for no key update;
  with outcome as materialized (
    select o.place, (m ->> 'due')::timestamptz as due, m -> 'skipped' as skipped, (m ->> 'provisional')::boolean as provisional,
      m ->> 'version' as version, m ->> 'reason' as reason, m ->> 'reason_en' as reason_en
    from jsonb_array_elements(outcomes) with ordinality o (m, place)
  ), wanted as materialized (
    select w.id, w.nth, o.* from unnest(limits, places) with ordinality w (id, place, nth) join outcome o on o.place = w.place
  ), before as (
    select c.*, w.nth from netra.clock c join wanted w on w.id = c.id where c.state = 'running' order by w.nth for update of c
  ), changed as (
    update netra.clock c set due_at = w.due, skipped = w.skipped, provisional = w.provisional, rulebook_version = w.version
    from before b join wanted w on w.id = b.id where c.id = b.id
    returning c.id, w.nth, c.case_id, b.due_at as due_before, w.due, b.skipped as skipped_before, b.provisional as provisional_before,
      w.provisional, b.rulebook_version as rulebook_before, w.version, w.reason, w.reason_en
  ), written as (
    insert into netra.clock_change (clock_id, case_id, at, by_user, law_revision, due_before, due_after, skipped_before, provisional_before,
      provisional_after, rulebook_before, rulebook_after, reason_id, reason_en)
    select c.id, c.case_id, legal_now, netra.actor_user(), (select number from netra.law_revision), c.due_before, c.due, c.skipped_before,
      c.provisional_before, c.provisional, c.rulebook_before, c.version, c.reason, c.reason_en
    from changed c order by c.nth
  )
  select (select array_agg(one.case_id order by one.nth) from (select c.case_id, min(c.nth) as nth from changed c group by c.case_id) one),
    (select count(*) from changed) into touched, total;
  update netra.case_file f set due_at = n.due
  from (select t.case_id, k.due from unnest(touched) with ordinality t (case_id, nth) cross join lateral (
          select min(k.due_at) as due from netra.clock k
          where k.case_id = t.case_id and k.state = 'running' and k.step_id not in ('file-objection', 'file-appeal', 'ladder-next', 'block-decision', 'block-review')) k
        where k.due is not null order by t.nth) n
  where f.id = n.case_id and f.due_at is distinct from n.due;
  return total;
end $$;

create or replace function netra.move_handovers(handovers uuid[], places integer[], outcomes jsonb) returns bigint
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  total bigint;
begin
  if not (netra.actor_kind() = 'member' and netra.administers()) then
    raise exception 'limits are moved by whoever changes the law' using errcode = 'insufficient_privilege';
  end if;
  perform 1 from netra.case_file f where f.id in (select h.case_id from netra.handover h where h.id = any (handovers)) order by f.id for no key update;
  with outcome as materialized (
    select o.place, (m ->> 'due')::timestamptz as due, m -> 'rule' as rule, (m ->> 'provisional')::boolean as provisional
    from jsonb_array_elements(outcomes) with ordinality o (m, place))
  update netra.handover h set due_at = o.due, due_rule = o.rule, due_provisional = o.provisional
  from unnest(handovers, places) w (id, place) join outcome o on o.place = w.place
  where h.id = w.id and h.ended_at is null;
  get diagnostics total = row_count;
  return total;
end $$;
