-- Lists at the size of a country: measured on a quarter of a million cases with a million reports. What is gathered here for counting goes past the
-- policies, so each function asks for itself what the policy asks (reads of one's offices, without what one is shut out of); rows that are shown
-- still go through the policies.

-- 1. Indexes. A limit that moves writes every index of its two tables: what only the walk over all limits needed goes, it reads in the order of the disk.
drop index netra.clock_running_id;
drop index netra.handover_waiting;
-- The count of a queue is read from the index alone.
create index case_queue_held on netra.case_file (holder_body_id, due_at, opened_at, number) include (id, status) where closed_at is null;
drop index netra.case_queue_own;
-- Lists of one status come out in order.
create index case_status_due on netra.case_file (status, due_at, opened_at, number);
drop index netra.case_status;
-- Most cases an overseer reads began at an office below: what a list is ordered by stands beside it.
create index case_origin on netra.case_file (origin_body_id) include (id, due_at, opened_at, number, status, closed_at);
-- Cases with two words of a name: both are read in order and compared.
create index accused_token_cases on netra.accused_token (token, kind, case_id, position);
drop index netra.accused_token_find;

-- 2. Limits counted anew. They are read in the order of the disk, through one cursor: what moves meanwhile is not met again, and a page is written once.
create function netra.open_limits() returns refcursor language plpgsql security definer
set search_path = netra, pg_temp set cursor_tuple_fraction = 1 as $$
declare
  limits refcursor := 'netra_limits';
begin
  open limits no scroll for
    select c.id, c.procedure_id, c.step_id, b.code as body_code, b.name as body_name, j.name as region, c.zone,
      to_char(c.started_at at time zone 'UTC' + case c.zone when 'WIB' then interval '7 hours' when 'WITA' then interval '8 hours' else interval '9 hours' end, 'YYYY-MM-DD') as started_on,
      to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as due, c.provisional,
      case when c.id in (select s.clock_id from netra.clock_standstill s) then netra.clock_changes_of(c.id) else '[]'::jsonb end as changes
    from netra.clock c
    join netra.body b on b.id = c.body_id
    join netra.jurisdiction j on j.id = b.jurisdiction_id
    where (netra.actor_kind() = 'system' or netra.administers()) and c.state = 'running';
  return limits;
end $$;
comment on function netra.open_limits is 'Opens the cursor netra_limits over running limits, for whoever changes the law: rule and office, never the case. started_on: legal day at the office (its zone has had one offset since 1988).';
drop function netra.running_limits;

create function netra.open_handovers() returns refcursor language plpgsql security definer
set search_path = netra, pg_temp set cursor_tuple_fraction = 1 as $$
declare
  waiting refcursor := 'netra_handovers';
begin
  open waiting no scroll for
    select h.id, j.name as region, b.zone,
      to_char(h.sent_at at time zone 'UTC' + case b.zone when 'WIB' then interval '7 hours' when 'WITA' then interval '8 hours' else interval '9 hours' end, 'YYYY-MM-DD') as sent_on,
      to_char(h.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as due, h.due_rule - 'skipped' as rule, h.due_provisional as provisional
    from netra.handover h
    join netra.body b on b.id = h.to_body_id
    join netra.jurisdiction j on j.id = b.jurisdiction_id
    where (netra.actor_kind() = 'system' or netra.administers()) and h.ended_at is null and h.due_at is not null;
  return waiting;
end $$;
comment on function netra.open_handovers is 'Opens the cursor netra_handovers over limits to accept that still run, for whoever changes the law: never the case.';
drop function netra.running_handovers;

-- In the order in which they were read, which is that of the disk. What the trigger asks of a case is asked where any of it changes.
create or replace function netra.move_limits(limits uuid[], places integer[], outcomes jsonb, legal_now timestamptz) returns bigint
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  touched uuid[];
  total bigint;
begin
  if not (netra.actor_kind() = 'member' and netra.administers()) then
    raise exception 'limits are moved by whoever changes the law' using errcode = 'insufficient_privilege';
  end if;
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
          where k.case_id = t.case_id and k.state = 'running' and k.step_id not in ('file-objection', 'file-appeal')) k
        where k.due is not null order by t.nth) n
  where f.id = n.case_id and f.due_at is distinct from n.due;
  return total;
end $$;

drop function netra.move_handovers;
create function netra.move_handovers(handovers uuid[], places integer[], outcomes jsonb) returns bigint
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  total bigint;
begin
  if not (netra.actor_kind() = 'member' and netra.administers()) then
    raise exception 'limits are moved by whoever changes the law' using errcode = 'insufficient_privilege';
  end if;
  with outcome as materialized (
    select o.place, (m ->> 'due')::timestamptz as due, m -> 'rule' as rule, (m ->> 'provisional')::boolean as provisional
    from jsonb_array_elements(outcomes) with ordinality o (m, place))
  update netra.handover h set due_at = o.due, due_rule = o.rule, due_provisional = o.provisional
  from unnest(handovers, places) w (id, place) join outcome o on o.place = w.place
  where h.id = w.id and h.ended_at is null;
  get diagnostics total = row_count;
  return total;
end $$;
comment on function netra.move_handovers is 'Moves limits to accept to what the changed calendar says. places: which of the outcomes, from 1. Administrators only.';

drop trigger case_file_by_steps on netra.case_file;
create trigger case_file_by_steps before update on netra.case_file for each row
  when ((old.holder_body_id, old.status, old.origin, old.level, old.row_ids, old.accused_count, old.closed_at)
    is distinct from (new.holder_body_id, new.status, new.origin, new.level, new.row_ids, new.accused_count, new.closed_at))
  execute function netra.case_goes_by_steps();

-- 3. Lists of whoever reads much: the cases of one's scope with what a list is ordered by, asked of the indexes alone.
create function netra.reads_few(most integer) returns boolean language sql stable security definer set search_path = netra, pg_temp as $$
  select count(*) <= most from (
    select 1 from netra.case_access a where netra.actor_kind() = 'member' and a.body_id = any ((select netra.readable_bodies())::uuid[]) limit most + 1) read
$$;
comment on function netra.reads_few is 'Whether the actor reads at most so many cases: then they are gathered first, otherwise a list is read in its order.';

-- Most of what is read began at an office of the scope: what is needed of it stands in one index. Everything else is looked up case by case.
create function netra.readable_cases(narrow jsonb) returns table (id uuid, due_at timestamptz, opened_at timestamptz, number text, status text, closed_at timestamptz)
language plpgsql stable security definer rows 4000
set search_path = netra, pg_temp set max_parallel_workers_per_gather = 0 set enable_bitmapscan = off as $$
declare
  scope uuid[] := netra.readable_bodies();
  -- Planned with the values: what is not asked for is not looked at.
  fits constant text := $c$(true
    and ($2->>'open' is null or (f.closed_at is null) = ($2->>'open')::boolean)
    and ($2->>'status' is null or f.status = $2->>'status')
    and ($2->>'dueBefore' is null or f.due_at < ($2->>'dueBefore')::timestamptz)
    and ($2->>'act' is null or f.act_kind = $2->>'act')
    and ($2->>'level' is null or f.level = $2->>'level')
    and ($2->>'election' is null or f.election_id = $2->>'election')
    and ($2->>'office' is null or f.holder_body_id = ($2->>'office')::uuid))$c$;
begin
  if netra.actor_kind() is distinct from 'member' or cardinality(scope) = 0 then return; end if;
  return query execute $q$
    with mine as materialized (
      select a.case_id from netra.case_access a where a.body_id = any ($1) and a.case_id <> all ((select netra.my_lockouts())::uuid[])
    ), home as materialized (
      select f.id, f.due_at, f.opened_at, f.number, f.status, f.closed_at, $q$ || fits || $q$ as fits from netra.case_file f where f.origin_body_id = any ($1)
    ), far as materialized (
      select m.case_id from mine m where not exists (select from home where home.id = m.case_id) group by 1
    )
    select home.id, home.due_at, home.opened_at, home.number, home.status, home.closed_at
    from home where home.fits and exists (select from mine where mine.case_id = home.id)
    union all
    select f.id, f.due_at, f.opened_at, f.number, f.status, f.closed_at from far join netra.case_file f on f.id = far.case_id where $q$ || fits
    using scope, narrow;
end $$;
comment on function netra.readable_cases is 'Cases that the actor reads, as far as a list is ordered and counted by; what is shown of them is asked for through the policies. narrow: {open, status, dueBefore, act, level, election, office}.';

-- What stands beside the places of the desk on every page. Nobody needs more than so many.
create function netra.desk_counts(own uuid[], legal_now timestamptz, most integer) returns table (queue bigint, late bigint)
language plpgsql stable security definer set search_path = netra, pg_temp set max_parallel_workers_per_gather = 0 set enable_bitmapscan = off as $$
declare
  held uuid[] := array(select unnest(own) intersect select unnest(netra.my_bodies()));
  locked uuid[] := netra.my_lockouts();
  scope uuid[];
begin
  if netra.actor_kind() is distinct from 'member' then return query select 0::bigint, 0::bigint; return; end if;
  if cardinality(own) > 0 then
    return query execute $q$
      select (select count(*) from (select 1 from netra.case_file f where f.holder_body_id = any ($1) and f.closed_at is null
                and f.status <> 'information' and f.id <> all ($4) limit $3) n),
        (select count(*) from (select 1 from netra.case_file f where f.holder_body_id = any ($1) and f.closed_at is null
           and f.status <> 'information' and f.due_at < $2 and f.id <> all ($4) limit $3) n)$q$ using held, legal_now, most, locked;
  elsif netra.reads_few(20000) then
    scope := netra.readable_bodies();
    -- Those that began in the scope first, and only as many as are told; the few others where they would still count.
    return query execute $q$
      with waits as (
        select count(*) as n from (select 1 from netra.case_file f where f.origin_body_id = any ($1) and f.closed_at is null and f.status <> 'information'
          and f.id <> all ($4) and exists (select from netra.case_access a where a.case_id = f.id and (a.body_id = any ($1)) is true offset 0) limit $3) x
      ), lates as (
        select count(*) as n from (select 1 from netra.case_file f where f.origin_body_id = any ($1) and f.closed_at is null and f.status <> 'information'
          and f.due_at < $2 and f.id <> all ($4) and exists (select from netra.case_access a where a.case_id = f.id and (a.body_id = any ($1)) is true offset 0)
          limit $3) x
      ), others as (
        select count(*) as n, count(*) filter (where f.due_at < $2) as late from (
          select a.case_id from netra.case_access a where a.body_id = any ($1) and a.case_id <> all ($4)
            and not exists (select from netra.case_file h where h.origin_body_id = any ($1) and h.id = a.case_id) group by 1) far
        join netra.case_file f on f.id = far.case_id and f.closed_at is null and f.status <> 'information'
        where (select n from waits) < $3 or (select n from lates) < $3
      )
      select least(waits.n + others.n, $3), least(lates.n + others.late, $3) from waits, lates, others$q$ using scope, legal_now, most, locked;
  else
    -- Whoever reads so much reads most of what comes next.
    scope := netra.readable_bodies();
    return query execute $q$
      select (select count(*) from (select 1 from netra.case_file f where f.closed_at is null and f.status <> 'information' and f.id <> all ($4)
                and exists (select from netra.case_access a where a.case_id = f.id and (a.body_id = any ($1)) is true offset 0)
                order by f.due_at limit $3) n),
        (select count(*) from (select 1 from netra.case_file f where f.closed_at is null and f.status <> 'information' and f.due_at < $2
           and f.id <> all ($4) and exists (select from netra.case_access a where a.case_id = f.id and (a.body_id = any ($1)) is true offset 0)
           order by f.due_at limit $3) n)$q$ using scope, legal_now, most, locked;
  end if;
end $$;
comment on function netra.desk_counts is 'How many cases wait at the own offices and are late; for an overseer all that may be read. Each at most so many.';

-- 4. A name: whose words these are is found in the index before anybody asks who may read the case; a common name stands in thousands of them.
create function netra.find_accused(what text, sought bytea[], most integer) returns table (case_id uuid, place smallint, name_sealed bytea)
language plpgsql stable security definer
set search_path = netra, pg_temp set enable_seqscan = off set max_parallel_workers_per_gather = 0 set enable_bitmapscan = off as $$
begin
  if netra.actor_kind() is distinct from 'member' or cardinality(sought) = 0 then return; end if;
  return query
    select a.case_id, a.position, a.name_sealed from (
      select t.case_id, t.position from netra.accused_token t where t.token = any (sought) and t.kind = what
      group by 1, 2 having count(distinct t.token) = cardinality(sought)) named
    join netra.case_accused a on a.case_id = named.case_id and a.position = named.position
    where a.case_id <> all ((select netra.my_lockouts())::uuid[])
      and exists (select from netra.case_access x where x.case_id = a.case_id and (x.body_id = any ((select netra.readable_bodies())::uuid[])) is true offset 0)
    order by 1, 2 limit most;
end $$;
comment on function netra.find_accused is 'Accused with all these words of a name, or this number, in cases that the actor reads.';

-- 5. A word that stands nearly everywhere: cases of the scope are read until enough of them hold it, instead of gathering all that do. How many
-- that may be, the planner says from its statistics (which makes the function a volatile one).
create or replace function netra.search_cases(asked tsquery, most integer, narrow jsonb) returns table (case_id uuid, upto integer, rank real)
language plpgsql volatile security definer set search_path = netra, pg_temp
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set max_parallel_workers_per_gather = 0 as $$
declare
  mine uuid[] := netra.readable_bodies();
  whole tsquery := asked;
  plan json;
  hits float8;
  rows_of_all float8 := (select c.reltuples from pg_catalog.pg_class c where c.oid = 'netra.case_search'::regclass);
  conditions constant text := $c$
    ($5->>'open' is null or (f.closed_at is null) = ($5->>'open')::boolean)
    and ($5->>'held' is null or f.holder_body_id = any ($3))
    and ($5->>'status' is null or f.status = $5->>'status')
    and ($5->>'act' is null or f.act_kind = $5->>'act')
    and ($5->>'level' is null or f.level = $5->>'level')
    and ($5->>'election' is null or f.election_id = $5->>'election')
    and ($5->>'office' is null or f.holder_body_id = ($5->>'office')::uuid)$c$;
begin
  if netra.actor_kind() is distinct from 'member' or cardinality(mine) = 0 then return; end if;
  execute 'explain (format json) select from netra.case_search s where s.tsv @@ $1' into plan using asked;
  hits := (plan->0->'Plan'->>'Plan Rows')::float8;
  -- To read one case and its words costs about as much as to gather forty that the index gives.
  if hits * hits > 40 * most * rows_of_all and narrow - 'open' - 'held' = '{}' then
    return query execute $q$
      select distinct on (x.case_id) x.case_id, x.upto, ts_rank(x.tsv, $1) from (
        select s.case_id, s.upto, s.tsv from netra.case_access a
        join netra.case_search s on s.case_id = a.case_id and (a.reads_to_seq is null or s.upto <= a.reads_to_seq)
        join netra.case_file f on f.id = s.case_id
        where a.body_id = any ($3) and s.tsv @@ $2 and $q$ || conditions || $q$
        limit $4) x
      order by x.case_id, x.upto desc$q$ using asked, asked, mine, most, narrow;
    return;
  end if;
  -- Beyond so many offices a person reads so much that the words alone are narrower.
  if cardinality(mine) <= 200 then
    whole := asked && (select string_agg(quote_literal('b:' || replace(b::text, '-', '')), ' | ')::tsquery from unnest(mine) b);
  end if;
  -- Planned with the values: a rare word and a common one are looked up in different ways.
  return query execute $q$
    select distinct on (x.case_id) x.case_id, x.upto, ts_rank(x.tsv, $1) from (
      select s.case_id, s.upto, s.tsv from netra.case_search s join netra.case_file f on f.id = s.case_id
      where s.tsv @@ $2
        and exists (select 1 from netra.case_access a where a.case_id = s.case_id and a.body_id = any ($3)
                    and (a.reads_to_seq is null or s.upto <= a.reads_to_seq))
        and $q$ || conditions || $q$
      limit $4) x
    order by x.case_id, x.upto desc$q$ using asked, whole, mine, most, narrow;
end $$;

-- 6. Warnings. Every five minutes all running limits are asked whether a stage has come: the stages are written into the question, so that it is
-- arithmetic alone, and what was told is compared at once. Which stage is the latest is decided as before (0023).
create or replace function netra.due_warnings(legal_now timestamptz, most integer) returns table (
  clock_id uuid, case_id uuid, body_id uuid, zone text, due_at timestamptz, stage text, told text[], urgent boolean
) language plpgsql stable security definer set search_path = netra, pg_temp set max_parallel_workers_per_gather = 0 as $$
declare
  over text;
  ahead text[];
  names text[];
begin
  if netra.actor_kind() is distinct from 'system' then return; end if;
  -- Stages from the end on: the latest that has come is the first whose day is past. Everything before the end comes earlier than these.
  select string_agg(format(' when k.due_at <= %L::timestamptz and (%s = 0 or k.due_at - k.started_at >= make_interval(days => %2$s)) then %L',
    legal_now - make_interval(hours => g.hours), g.least_days, g.id), '' order by g.hours desc, g.id) into over
  from netra.warning_stage g where g.hours >= 0 and g.valid_from <= legal_now::date and (g.valid_until is null or g.valid_until >= legal_now::date);
  select array_agg(format('case when k.due_at - k.started_at >= make_interval(days => %s) and %s <= $1 then %2$s end', g.least_days,
    case when g.hours is null then format('k.started_at + (k.due_at - k.started_at) * %s / 100', g.percent)
         else format('k.due_at + make_interval(hours => %s)', g.hours) end) order by g.id), array_agg(g.id order by g.id) into ahead, names
  from netra.warning_stage g
  where coalesce(g.hours < 0, true) and g.valid_from <= legal_now::date and (g.valid_until is null or g.valid_until >= legal_now::date);
  return query execute $q$
    with come as (
      select k.id, k.case_id, k.body_id, k.zone, k.due_at, case when false then null $q$ || coalesce(over, '')
        || coalesce(' else case greatest(' || array_to_string(ahead, ', ') || ')'
          || (select string_agg(format(' when %s then %L', m, n), '' order by n) from unnest(ahead, names) u (m, n)) || ' end', '') || $q$ end as stage
      from netra.clock k where k.state = 'running'
    )
    select c.id, c.case_id, c.body_id, c.zone, c.due_at, s.id, s.told, s.urgent
    from come c join netra.warning_stage s on s.id = c.stage and s.valid_from <= $1::date and (s.valid_until is null or s.valid_until >= $1::date)
    where not exists (select from netra.due_warning w where w.clock_id = c.id and w.due_at = c.due_at and w.stage = s.id)
    order by c.due_at, c.id limit $2$q$ using legal_now, most;
end $$;

-- What was told of a limit that has long ended is told to nobody again.
create function netra.forget_warnings(ended_before timestamptz, most integer) returns bigint
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  gone bigint;
begin
  if netra.actor_kind() is distinct from 'system' then return 0; end if;
  delete from netra.due_warning w using (
    select o.clock_id, o.due_at, o.stage from netra.due_warning o join netra.clock k on k.id = o.clock_id
    where k.state not in ('running', 'stopped') and k.ended_at < ended_before limit most) old
  where w.clock_id = old.clock_id and w.due_at = old.due_at and w.stage = old.stage;
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function netra.forget_warnings is 'Removes what was told of limits that ended before that moment, with whom it was told to; as the system alone.';

revoke execute on function netra.open_limits, netra.open_handovers, netra.move_handovers, netra.reads_few, netra.readable_cases, netra.desk_counts,
  netra.find_accused, netra.forget_warnings from public, netra_app;
grant execute on function netra.open_limits, netra.open_handovers, netra.move_handovers, netra.reads_few, netra.readable_cases, netra.desk_counts,
  netra.find_accused, netra.forget_warnings to netra_app;
