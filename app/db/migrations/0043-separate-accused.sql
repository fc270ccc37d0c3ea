-- Several accused in one case. Report, study, hearing, votes and plenary are common to them; a decision, its delivery, remedy, effect, referral and the
-- entry in the register are each a person's. Where their ways part, whoever holds the case separates accused into a case of their own: with a chain of
-- its own that names the one it comes from, and a copy of every step that was common. Why it is built so: docs/decisions/0050.

create table netra.case_separation (
  case_id uuid primary key references netra.case_file (id),
  source_id uuid not null references netra.case_file (id),
  root_id uuid not null references netra.case_file (id),
  source_seq integer not null,
  carried_to integer not null,
  positions smallint[] not null check (cardinality(positions) >= 1),
  separated_at timestamptz not null,
  separated_by uuid not null,
  check (case_id <> source_id and case_id <> root_id)
);
comment on table netra.case_separation is 'Cases that were separated from another because it had several accused. root_id: the case with which the family began, at which the report lies. source_seq: the step of the source that names this chain; carried_to: the last step here that is a copy of one of the source. Written by separate_case alone.';
create index case_separation_source on netra.case_separation (source_id);
create index case_separation_root on netra.case_separation (root_id);
alter table netra.case_separation enable row level security;
-- Whoever reads both: a receiver of the one learns nothing of the other.
create policy case_separation_read on netra.case_separation for select using (
  netra.actor_kind() = 'member' and netra.sees_case(case_id) and netra.sees_case(source_id));
grant select on netra.case_separation to netra_app;

create function netra.root_of(wanted uuid) returns uuid language sql stable security definer set search_path = netra, pg_temp
  return coalesce((select s.root_id from netra.case_separation s where s.case_id = wanted), wanted);
comment on function netra.root_of is 'The case with which the family of this one began: itself where it was never separated from another. An id, which tells nothing.';
create function netra.carried_steps_of(wanted uuid) returns integer language sql stable security definer set search_path = netra, pg_temp
  return coalesce((select s.carried_to from netra.case_separation s where s.case_id = wanted), 0);
comment on function netra.carried_steps_of is 'How many of the first steps of a case were taken in the case it was separated from.';
create function netra.siblings_of(wanted uuid) returns setof uuid language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id from netra.case_file f where f.id <> wanted and f.id = netra.root_of(wanted)
  union all
  select s.case_id from netra.case_separation s where s.root_id = netra.root_of(wanted) and s.case_id <> wanted
$$;
comment on function netra.siblings_of is 'The other cases of a family. For the functions below alone: nobody may call it.';
create function netra.family_lives(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.siblings_of(wanted) s join netra.case_file f on f.id = s where f.erased_at is null);
comment on function netra.family_lives is 'Whether another case of the family still holds what it held. For the functions below alone.';
create function netra.my_siblings(wanted uuid) returns table (id uuid, number text, status text, holder text, accused integer, direction text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id, f.number, f.status, b.name, f.accused_count,
    case when f.id = (select s.source_id from netra.case_separation s where s.case_id = wanted) then 'from'
      when exists (select 1 from netra.case_separation s where s.case_id = f.id and s.source_id = wanted) then 'into' else 'beside' end
  from netra.siblings_of(wanted) s
  join netra.case_file f on f.id = s and f.erased_at is null
  join netra.body b on b.id = f.holder_body_id
  where netra.actor_kind() = 'member' and netra.sees_case(wanted) and netra.sees_case(f.id)
  order by f.opened_at, f.number
$$;
comment on function netra.my_siblings is 'Cases of the same family that the actor sees as well.';

-- 1. What goes along: every common step. Not what concerns others alone (their notices and answers, their remedies, interests of officers, other
-- separations and joins); of what is for one office alone (0040) that it happened. `to_seq` is the place in the new chain, whose first step names the source.
create function netra.carried_steps(source uuid, who smallint[]) returns table (from_seq integer, to_seq integer, words boolean)
language sql stable security definer set search_path = netra, pg_temp as $$
  select e.seq, 1 + (row_number() over (order by e.seq))::integer, not netra.own_office_step(e.kind)
  from netra.case_event e
  join netra.case_file f on f.id = e.case_id
  left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
  where e.case_id = source and netra.holds_case(source)
    and e.kind not in ('interest-declared', 'reporter-added', 'separated', 'separated-from', 'joined-into', 'case-joined', 'split-off', 'case-split-off')
    and (e.kind <> 'accused-notified' or exists (select 1 from netra.accused_notice n
      where n.case_id = e.case_id and n.seq = e.seq and n.position = any (who) and n.ended_why is distinct from 'changed'))
    and (e.kind <> 'accused-answered' or exists (select 1 from netra.accused_answer w join netra.accused_notice n on n.id = w.notice_id
      where w.case_id = e.case_id and w.seq = e.seq and w.position = any (who) and n.ended_why is distinct from 'changed'))
    -- Whoever filed a remedy stays; those who are separated did not, and what they could have filed is open to them as before.
    and (e.kind not in ('remedy-filed', 'remedy-decided') or e.seq <= netra.carried_steps_of(source))
$$;
comment on function netra.carried_steps is 'Steps of a case that go along when these accused are separated, and their places there. For the office that holds it.';

-- 2. One statement makes the new case and takes its accused out of the old one: nobody is lost and nobody is in both. The seals are counted by the
-- application, which alone has the canonical form; here every link is checked against the one before, and every word against the source.
create function netra.separate_case(
  source uuid, expected integer, fresh uuid, fresh_number text, who smallint[], acting uuid, at timestamptz, steps jsonb, told jsonb, people jsonb
) returns void language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  file netra.case_file;
  one jsonb;
  old netra.case_event;
  words jsonb;
  before bytea := '\x';
  mark bytea;
  link bytea;
  last integer := jsonb_array_length(steps);
  after text;
  k netra.clock;
  k_id uuid;
  goes_on boolean;
  froms integer[];
  tos integer[];
begin
  if netra.actor_kind() is distinct from 'member' or not netra.holds_case(source) or acting <> all (netra.my_bodies()) then
    raise exception 'accused are separated by the office that holds the case' using errcode = 'insufficient_privilege';
  end if;
  select * into file from netra.case_file f where f.id = source for update;
  if file.holder_body_id <> acting or file.last_seq <> expected then
    raise exception 'the case moved on' using errcode = 'serialization_failure';
  end if;
  if file.erased_at is not null or file.closed_at is not null or file.status = 'joined' then
    raise exception 'nothing is separated from this case' using errcode = 'check_violation';
  end if;
  if exists (select 1 from unnest(who) p where not exists (select 1 from netra.case_accused a where a.case_id = source and a.position = p))
    or (select count(distinct p) from unnest(who) p) <> cardinality(who)
    or (select count(*) from netra.case_accused a where a.case_id = source) <= cardinality(who) then
    raise exception 'somebody stays, and everybody who goes is there' using errcode = 'check_violation';
  end if;
  if exists (select 1 from netra.case_event e join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
      where e.case_id = source and e.kind = 'remedy-filed' and (c.content ->> 'position')::smallint = any (who)) then
    raise exception 'whoever filed a remedy stays in the case in which it was filed' using errcode = 'check_violation';
  end if;
  -- Everything common goes along, each step once and in its order.
  if steps -> 0 ->> 'from' is not null or exists (
      select 1 from netra.carried_steps(source, who) c
      full join (select (s ->> 'from')::integer as from_seq, place::integer as to_seq from jsonb_array_elements(steps) with ordinality t (s, place) where place > 1) g
        on g.from_seq = c.from_seq and g.to_seq = c.to_seq
      where c.from_seq is null or g.from_seq is null) then
    raise exception 'these are not the steps that go along' using errcode = 'check_violation';
  end if;
  -- Kept, since what moves below is what they are told by.
  select array_agg(c.from_seq), array_agg(c.to_seq) into froms, tos from netra.carried_steps(source, who) c;
  select e.status_after into after from netra.case_event e
  where e.case_id = source and e.seq = (select max((s ->> 'from')::integer) from jsonb_array_elements(steps) s);
  after := coalesce(after, file.status);
  goes_on := exists (select 1 from netra.case_event e where e.case_id = source and e.kind in ('remedy-filed', 'remedy-decided')
    and e.seq > netra.carried_steps_of(source));
  if not goes_on and after <> file.status then after := file.status; end if;

  insert into netra.case_file (id, number, origin, status, election_id, contest_id, origin_body_id, holder_body_id, region_id, act_kind, level, row_ids,
    opened_at, closed_at, due_at, last_seq, accused_count)
  values (fresh, fresh_number, file.origin, after, file.election_id, file.contest_id, file.origin_body_id, file.holder_body_id, file.region_id,
    file.act_kind, file.level, file.row_ids, file.opened_at, null, null, last, cardinality(who));
  insert into netra.case_separation (case_id, source_id, root_id, source_seq, carried_to, positions, separated_at, separated_by)
  values (fresh, source, netra.root_of(source), file.last_seq + 1, last, who, separate_case.at, netra.actor_user());

  for one in select s from jsonb_array_elements(steps) s loop
    mark := decode(one ->> 'commitment', 'hex');
    link := decode(one ->> 'link', 'hex');
    if before = '\x' then before := sha256(convert_to(E'netra.ledger/genesis/v1\n', 'UTF8')); end if;
    if length(decode(one ->> 'salt', 'hex')) < 32 or length(mark) <> 32
      or link is distinct from sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || before || mark) then
      raise exception 'a step does not follow the one before' using errcode = 'check_violation';
    end if;
    before := link;
    if one ->> 'from' is null then
      if one -> 'content' ->> 'link' is distinct from (
          select encode(e.link, 'hex') from netra.case_event e where e.case_id = source and e.seq = file.last_seq) then
        raise exception 'the first step names the chain it comes from' using errcode = 'check_violation';
      end if;
      insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
      values (fresh, 1, 'separated-from', acting, netra.actor_user(), null, after, separate_case.at, decode(one ->> 'salt', 'hex'), mark, link);
      words := one -> 'content';
    else
      select * into old from netra.case_event e where e.case_id = source and e.seq = (one ->> 'from')::integer;
      select c.content into words from netra.case_event_content c
      where c.case_id = source and c.seq = old.seq and not netra.own_office_step(old.kind);
      if words is distinct from nullif(one -> 'content', 'null'::jsonb) then
        raise exception 'a step says something else than it did' using errcode = 'check_violation';
      end if;
      insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
      values (fresh, (one ->> 'seq')::integer, old.kind, old.body_id, old.actor_user_id, old.to_body_id, old.status_after, old.at,
        decode(one ->> 'salt', 'hex'), mark, link);
    end if;
    if words is not null then
      insert into netra.case_event_content (case_id, seq, content) values (fresh, (one ->> 'seq')::integer, words);
    end if;
  end loop;

  -- Offices read the new case as far as they read the old one; their parts, and whom it is closed to, go along.
  insert into netra.case_access (case_id, body_id, since, reads_to_seq)
  select fresh, a.body_id, a.since, case when a.reads_to_seq is not null then coalesce(
    (select max(c.to_seq) from unnest(froms, tos) c (from_seq, to_seq) where c.from_seq <= a.reads_to_seq), 1) end
  from netra.case_access a where a.case_id = source;
  insert into netra.case_part (case_id, body_id, part, since, ended_at)
  select fresh, p.body_id, p.part, p.since, p.ended_at from netra.case_part p where p.case_id = source;
  insert into netra.case_lockout (case_id, user_id, body_id, at)
  select fresh, l.user_id, l.body_id, l.at from netra.case_lockout l where l.case_id = source;
  insert into netra.case_no_stake (case_id, user_id, body_id, at)
  select fresh, n.user_id, n.body_id, n.at from netra.case_no_stake n where n.case_id = source;
  insert into netra.case_assignment (id, case_id, body_id, user_id, deputy_id, assigned_by, assigned_at)
  select gen_random_uuid(), fresh, a.body_id, a.user_id, a.deputy_id, a.assigned_by, a.assigned_at
  from netra.case_assignment a where a.case_id = source and a.ended_at is null;
  insert into netra.case_hold (id, case_id, placed_by, placed_at, reason)
  select gen_random_uuid(), fresh, h.placed_by, h.placed_at, h.reason from netra.case_hold h where h.case_id = source and h.lifted_at is null;
  -- What stood in a file for a register stood there for these accused as well.
  insert into netra.register_export_step (export_id, case_id, seq)
  select x.export_id, fresh, c.to_seq from netra.register_export_step x join unnest(froms, tos) c (from_seq, to_seq) on c.from_seq = x.seq where x.case_id = source;

  -- Limits run on to the day they had. Where the remedy of another ended or began some, those of before run on.
  for k in select c.* from netra.clock c where c.case_id = source and (
      c.state in ('running', 'stopped') and not (goes_on and c.step_id in ('objection-decision', 'ppk-response', 'appeal-decision'))
      or goes_on and c.step_id in ('file-objection', 'file-appeal', 'takes-effect') and c.state in ('met', 'met-late', 'cancelled')
        and c.ended_at = (select max(e.at) from netra.case_event e where e.case_id = source and e.kind = 'remedy-filed')) loop
    k_id := gen_random_uuid();
    insert into netra.clock (id, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence,
      rulebook_version, reason, state)
    values (k_id, fresh, k.procedure_id, k.step_id, k.body_id, k.zone, k.started_at, k.due_at, k.skipped, k.provisional, k.nature, k.basis, k.confidence,
      k.rulebook_version, k.reason, case k.state when 'stopped' then 'stopped' else 'running' end);
    insert into netra.clock_standstill (id, clock_id, case_id, stopped_seq, stopped_at, stopped_on, stopped_basis, resumed_seq, resumed_at, resumed_on,
      resumed_basis, until_on, carried_from)
    select gen_random_uuid(), k_id, fresh, coalesce(stopped.to_seq, 1), s.stopped_at, s.stopped_on, s.stopped_basis,
      case when s.resumed_seq is not null then coalesce(resumed.to_seq, 1) end, s.resumed_at, s.resumed_on, s.resumed_basis, s.until_on, null
    from netra.clock_standstill s
    left join unnest(froms, tos) stopped (from_seq, to_seq) on stopped.from_seq = s.stopped_seq
    left join unnest(froms, tos) resumed (from_seq, to_seq) on resumed.from_seq = s.resumed_seq
    where s.clock_id = k.id;
  end loop;

  -- The accused, with their letters, answers and requests.
  insert into netra.case_accused (case_id, position, name_sealed, details_sealed, status, token_key)
  select fresh, a.position, decode(p ->> 'name', 'hex'), decode(p ->> 'details', 'hex'), a.status, a.token_key
  from netra.case_accused a join jsonb_array_elements(people) p on (p ->> 'position')::smallint = a.position
  where a.case_id = source and a.position = any (who);
  if (select count(*) from netra.case_accused a where a.case_id = fresh) <> cardinality(who) then
    raise exception 'everybody who goes is there' using errcode = 'check_violation';
  end if;
  insert into netra.accused_token (case_id, position, kind, token)
  select fresh, t.position, t.kind, t.token from netra.accused_token t where t.case_id = source and t.position = any (who);
  update netra.privacy_request r set case_id = fresh
  where r.case_id = source and r.subject = 'accused' and r.position = any (who)
    and not exists (select 1 from netra.accused_notice n where n.id = r.notice_id and n.ended_why = 'changed');
  update netra.accused_answer w set case_id = fresh, seq = c.to_seq
  from unnest(froms, tos) c (from_seq, to_seq), netra.accused_notice n
  where w.case_id = source and w.seq = c.from_seq and w.position = any (who) and n.id = w.notice_id and n.ended_why is distinct from 'changed';
  update netra.accused_notice n set case_id = fresh, seq = c.to_seq
  from unnest(froms, tos) c (from_seq, to_seq)
  where n.case_id = source and n.seq = c.from_seq and n.position = any (who) and n.ended_why is distinct from 'changed';
  delete from netra.case_accused a where a.case_id = source and a.position = any (who);

  -- The source says so, and names the new chain.
  mark := decode(told ->> 'commitment', 'hex');
  link := decode(told ->> 'link', 'hex');
  if length(decode(told ->> 'salt', 'hex')) < 32 or length(mark) <> 32 or told -> 'content' ->> 'link' is distinct from encode(before, 'hex')
    or link is distinct from sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8')
      || (select e.link from netra.case_event e where e.case_id = source and e.seq = file.last_seq) || mark) then
    raise exception 'the source names the chain that came out of it' using errcode = 'check_violation';
  end if;
  insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
  values (source, file.last_seq + 1, 'separated', acting, netra.actor_user(), null, file.status, separate_case.at, decode(told ->> 'salt', 'hex'), mark, link);
  insert into netra.case_event_content (case_id, seq, content) values (source, file.last_seq + 1, told -> 'content');
  update netra.case_file set last_seq = file.last_seq + 1, accused_count = (select count(*) from netra.case_accused a where a.case_id = source)
  where id = source;
  update netra.case_file f set due_at = (select min(c.due_at) from netra.clock c where c.case_id = fresh and c.state = 'running'
    and c.step_id not in ('file-objection', 'file-appeal')) where f.id = fresh;
end $$;
comment on function netra.separate_case is 'Takes accused out of a case into a new one with everything that was common. By the office that holds it; the application counts the seals, this checks them.';

-- 3. What is one person's is written down for one person. Copies of steps from before stay as they were; an accused files a remedy also in a case that
-- was decided for several before there was another way, since the law gives days for it and not an officer (PP 79/2021).
create function netra.one_accused() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is null or netra.actor_kind() = 'accused' or new.seq <= netra.carried_steps_of(new.case_id) then return new; end if;
  if exists (select 1 from netra.case_file f where f.id = new.case_id and f.accused_count > 1) then
    raise exception 'this step is about one person: separate the accused first' using errcode = 'check_violation', constraint = 'case_event_one_accused';
  end if;
  return new;
end $$;
create trigger case_event_one_accused before insert on netra.case_event for each row
  when (new.kind in ('conveyed', 'referred', 'decision-recorded', 'decision-delivered', 'remedy-filed', 'remedy-decided', 'took-effect', 'register-entered',
    'block-proposed', 'blocked'))
  execute function netra.one_accused();
-- A step by which accused are separated comes about by the function above and by nothing else.
create function netra.separation_by_function() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is not null and not exists (select 1 from netra.case_separation s
      where s.xmin = pg_current_xact_id()::xid and (new.kind = 'separated-from' and s.case_id = new.case_id and new.seq = 1
        or new.kind = 'separated' and s.source_id = new.case_id and s.source_seq = new.seq)) then
    raise exception 'accused are separated by separate_case' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger case_event_separation before insert on netra.case_event for each row when (new.kind in ('separated', 'separated-from'))
  execute function netra.separation_by_function();
-- The same for the count of persons, by which the refusals above go.
create function netra.counts_accused() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is not null and new.accused_count <> greatest(1, (select count(*) from netra.case_accused a where a.case_id = new.id)) then
    raise exception 'the count of accused is their number' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger case_file_counts_accused before update of accused_count on netra.case_file for each row execute function netra.counts_accused();
-- Who is accused is written down before a decision is: afterwards a decision for one would become one for several.
create function netra.accused_settled() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() = 'member' and not exists (select 1 from netra.case_separation s where s.case_id = new.case_id and s.xmin = pg_current_xact_id()::xid)
    and exists (select 1 from netra.case_event e where e.case_id = new.case_id and e.kind in ('decision-recorded', 'referred')) then
    raise exception 'nobody is accused after the decision' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger case_accused_settled before insert on netra.case_accused for each row execute function netra.accused_settled();

-- 4. The own file of the accused: hearings and summons of a time when there were others are not shown as one's own.
create function netra.about_one(wanted uuid, step integer) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_file f where f.id = wanted and f.accused_count = 1)
    and step > greatest(netra.carried_steps_of(wanted), coalesce((select max(s.source_seq) from netra.case_separation s where s.source_id = wanted), 0));
comment on function netra.about_one is 'Whether a step was taken while the case had one accused.';
create or replace function netra.accused_steps() returns table (seq integer, kind text, on_day date, body_name text, to_body_name text, about jsonb)
language sql stable security definer set search_path = netra, pg_temp as $$
  select e.seq, case e.kind when 'finding-made' then 'registered' else e.kind end,
    (e.at at time zone netra.zone_name(b.zone))::date, b.name, t.name,
    case when e.kind = 'summoned' and netra.about_one(e.case_id, e.seq)
      then jsonb_build_object('order', c.content ->> 'order', 'number', c.content ->> 'number', 'hearingOn', c.content ->> 'hearingOn') end
  from netra.case_event e
  join netra.case_file f on f.id = e.case_id
  join netra.body b on b.id = e.body_id
  left join netra.body t on t.id = e.to_body_id
  left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
  where e.case_id = netra.accused_case()
    and (e.kind in ('registered', 'finding-made', 'handling-extended', 'concluded-proven', 'concluded-not-proven', 'submitted', 'handover-returned',
                    'verified', 'verification-rejected', 'study-confirmed', 'conveyed', 'rerouted', 'referred', 'examination-opened', 'summoned',
                    'summons-missed', 'examined', 'council-recorded', 'decision-recorded', 'decision-delivered', 'remedy-filed', 'remedy-decided',
                    'took-effect', 'register-entered', 'closed')
      or e.kind = 'clarification-recorded' and c.content ->> 'who' = 'accused' and netra.about_one(e.case_id, e.seq)
      or e.kind = 'accused-notified' and exists (select 1 from netra.accused_notice n where n.case_id = e.case_id and n.seq = e.seq
                                               and n.position = netra.accused_position() and n.ended_why is distinct from 'changed')
      or e.kind = 'accused-answered' and exists (select 1 from netra.accused_answer w join netra.accused_notice n on n.id = w.notice_id
                                                 where w.case_id = e.case_id and w.seq = e.seq and n.position = netra.accused_position()
                                                 and n.ended_why is distinct from 'changed'))
  order by e.seq
$$;

-- 5. The report lies at the case with which the family began, for all of it: its files, that its reporter is known, and what was decided in a plenary.
create or replace function netra.case_file_hashes(wanted uuid, until timestamptz) returns table (place smallint, media_type text, size bigint, sha256 text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select e.position, e.media_type, e.size, encode(e.sha256, 'hex')
  from netra.report r join netra.evidence e on e.report_id = r.id
  where r.case_id = netra.root_of(wanted) and netra.sees_case(wanted) and r.received_at <= until
  order by e.position, e.id
$$;
create or replace function netra.reporters_known(wanted uuid[]) returns table (case_id uuid, known boolean)
language sql stable security definer set search_path = netra, pg_temp as $$
  select w.id, bool_or(exists (select 1 from netra.report_identity i where i.report_id = r.id)
    or exists (select 1 from netra.report_addition a where a.report_id = r.id and a.identity_sealed is not null))
  from unnest(wanted) w (id) join netra.report r on r.case_id = netra.root_of(w.id) where netra.sees_case(w.id) group by w.id
$$;
create or replace function netra.plenary_recorded(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.sees_case(wanted) and exists (
    select 1 from netra.document d join netra.document_issue i on i.document_id = d.id left join netra.document_end e on e.document_id = d.id
    where d.kind = 'berita-acara-pleno' and e.document_id is null and (d.case_id = wanted
      or d.case_id in (select s.source_id from netra.case_separation s where s.case_id = wanted and i.issued_at <= s.separated_at)));

-- 6. The reporter follows the family as one: what happens in any of its cases is told once, at the first time, so that nobody counts the accused by it;
-- that it is over once it is over for all. Offices are named where the own case went to them.
create or replace function netra.reporter_steps() returns table (
  seq integer, kind text, at timestamptz, body_name text, to_body_name text, status_after text, zone text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select e.seq, e.kind, e.at, b.name, t.name, e.status_after, b.zone
  from netra.report r
  join netra.case_event e on e.case_id = r.case_id
  join netra.body b on b.id = e.body_id
  left join netra.body t on t.id = e.to_body_id
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt() and e.kind not in ('separated', 'separated-from')
    -- Of a family, what a sibling did first is told there; what closes, when the last is closed.
    and not (exists (select 1 from netra.case_separation s where s.source_id = r.case_id and e.seq > s.source_seq)
      and (e.kind = 'closed' or exists (
        select 1 from netra.case_separation s join netra.case_event o on o.case_id = s.case_id and o.seq > s.carried_to and o.kind = e.kind and o.at < e.at
        where s.root_id = r.case_id)))
  order by e.seq
$$;
create function netra.reporter_family_steps() returns table (kind text, at timestamptz, body_name text, to_body_name text, status_after text, zone text)
language sql stable security definer set search_path = netra, pg_temp as $$
  with own as (
    select r.case_id from netra.report r where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()),
  since as (
    select e.*, o.case_id as root from own o join netra.case_separation s on s.root_id = o.case_id
    join netra.case_event e on e.case_id = s.case_id and e.seq > s.carried_to
    where e.kind not in ('vote-cast', 'interest-declared', 'case-joined', 'case-split-off', 'accused-answered', 'separated', 'separated-from', 'closed'))
  select f.kind, f.at, coalesce((select b.name from netra.body b join netra.case_access a on a.body_id = b.id and a.case_id = f.root where b.id = f.body_id), ''),
    (select b.name from netra.body b join netra.case_access a on a.body_id = b.id and a.case_id = f.root where b.id = f.to_body_id), f.status_after,
    (select b.zone from netra.case_file c join netra.body b on b.id = c.origin_body_id where c.id = f.root)
  from (select distinct on (s.kind) s.* from since s order by s.kind, s.at, s.case_id) f
  where not exists (select 1 from netra.case_event e where e.case_id = f.root and e.kind = f.kind and e.at <= f.at
    and e.seq > (select min(s.source_seq) from netra.case_separation s where s.source_id = f.root))
  union all
  select 'closed', max(c.closed_at), '', null, 'closed', (select b.zone from netra.case_file c join netra.body b on b.id = c.origin_body_id where c.id = o.case_id)
  from own o join netra.case_file c on c.id = o.case_id or c.id in (select s.case_id from netra.case_separation s where s.root_id = o.case_id)
  where exists (select 1 from netra.case_separation s where s.root_id = o.case_id)
  group by o.case_id having bool_and(c.closed_at is not null)
  order by 2
$$;
comment on function netra.reporter_family_steps is 'For the reporter of a case from which others were separated: what happened there first, each kind of step once. Never how many there are, never who, never what.';
create or replace function netra.reporter_clocks() returns table (
  procedure_id text, step_id text, body_name text, started_at timestamptz, due_at timestamptz, zone text, nature text, basis text, confidence text, state text, ended_at timestamptz
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.procedure_id, c.step_id, b.name, c.started_at, c.due_at, c.zone, c.nature, c.basis, c.confidence, c.state, c.ended_at
  from netra.report r
  join netra.clock c on c.case_id = r.case_id
  join netra.body b on b.id = c.body_id
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
  union all
  -- Of each limit that runs in the family the next, where the own case has none of it.
  select * from (
    select distinct on (c.procedure_id, c.step_id) c.procedure_id, c.step_id,
      coalesce((select b.name from netra.body b join netra.case_access a on a.body_id = b.id and a.case_id = r.case_id where b.id = c.body_id), ''),
      c.started_at, c.due_at, c.zone, c.nature, c.basis, c.confidence, c.state, c.ended_at
    from netra.report r
    join netra.case_separation s on s.root_id = r.case_id
    join netra.clock c on c.case_id = s.case_id and c.state in ('running', 'stopped')
    where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
      and not exists (select 1 from netra.clock o where o.case_id = r.case_id and o.procedure_id = c.procedure_id and o.step_id = c.step_id)
    order by c.procedure_id, c.step_id, c.due_at) n
  order by 4
$$;
create or replace function netra.reporter_place() returns table (
  status text, erased boolean, intake_body_id uuid, office_zone text, missing jsonb, asked_at timestamptz, procedure_id text, due_at timestamptz, clock_state text, additions integer
) language sql stable security definer set search_path = netra, pg_temp as $$
  select f.status, f.erased_at is not null and not netra.family_lives(f.id), r.intake_body_id, b.zone, asked.missing, asked.at, k.procedure_id, k.due_at, k.state,
    (select count(*) from netra.report_addition a where a.report_id = r.id)::integer
  from netra.report r
  join netra.case_file f on f.id = r.case_id
  join netra.body b on b.id = r.intake_body_id
  left join lateral (
    select c.content -> 'missing' as missing, e.at from netra.case_event e left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where e.case_id = f.id and e.kind = 'completion-requested' order by e.seq desc limit 1) asked on f.status = 'awaiting-completion'
  left join lateral (
    select k.procedure_id, k.due_at, k.state from netra.clock k
    where k.case_id = f.id and k.step_id = 'complete-report' and k.state in ('running', 'stopped') order by k.started_at desc limit 1) k on f.status = 'awaiting-completion'
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
$$;

-- 7. Erasing goes case by case. The report is the whole family's: it goes with the last of it.
create or replace function netra.erase_case(wanted uuid, because uuid) returns table (file text) language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  told uuid := case when netra.family_lives(wanted) then null else netra.root_of(wanted) end;
begin
  perform set_config('netra.disposing', 'yes', true);
  return query
    with gone as (
      delete from netra.evidence e
      where e.report_id in (select r.id from netra.report r where r.case_id = told)
        or e.answer_id in (select w.id from netra.accused_answer w where w.case_id = wanted)
      returning e.original_file, e.working_file)
    select x from gone, unnest(array[gone.original_file, gone.working_file]) x where x is not null;
  delete from netra.report_words w using netra.report r where r.id = w.report_id and r.case_id = told;
  delete from netra.report_identity i using netra.report r where r.id = i.report_id and r.case_id = told;
  delete from netra.case_event_content c where c.case_id = wanted;
  update netra.case_event set salt = ''::bytea where case_id = wanted;
  delete from netra.accused_answer w where w.case_id = wanted;
  delete from netra.case_accused a where a.case_id = wanted;
  delete from netra.accused_notice n where n.case_id = wanted;
  update netra.privacy_request set words_locked = null, answer_locked = null where case_id = wanted and (subject <> 'reporter' or told is not null)
    or case_id = told and subject = 'reporter';
  update netra.audit set target = null where case_id = wanted and target is not null;
  update netra.case_file set erased_at = now() where id = wanted;
  if because is not null then update netra.disposal set done_at = now() where id = because; end if;
  insert into netra.disposal_log (kind, how_many, case_id, disposal_id) values ('case', 1, wanted, because);
  perform set_config('netra.disposing', '', true);
end $$;
create or replace function netra.report_addition_gone() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if not netra.family_lives(new.id) then
    delete from netra.report_addition where case_id in (new.id, netra.root_of(new.id));
  end if;
  return null;
end $$;

-- 8. Words that were common name the accused of the other cases too: the index leaves those names out as it does the own.
create function netra.search_siblings(wanted uuid[]) returns table (case_id uuid, of_case uuid, name_sealed bytea)
language sql stable security definer set search_path = netra, pg_temp as $$
  select w.id, a.case_id, a.name_sealed from unnest(wanted) w (id)
  cross join lateral netra.siblings_of(w.id) s join netra.case_accused a on a.case_id = s
  where netra.actor_kind() = 'system'
$$;
comment on function netra.search_siblings is 'Names of the accused of the other cases of a family, locked, so that the index of the system leaves them out.';

revoke execute on function netra.search_siblings, netra.root_of, netra.carried_steps_of, netra.siblings_of, netra.family_lives, netra.my_siblings, netra.carried_steps, netra.separate_case,
  netra.one_accused, netra.separation_by_function, netra.counts_accused, netra.accused_settled, netra.about_one, netra.reporter_family_steps from public, netra_app;
grant execute on function netra.search_siblings, netra.root_of, netra.carried_steps_of, netra.my_siblings, netra.carried_steps, netra.separate_case, netra.reporter_family_steps to netra_app;
