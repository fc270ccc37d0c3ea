-- Casework, its forms: what lies beside an action when it is judged, and ways that were shut.

-- 1. The record of a plenary, issued and not withdrawn: with it one person writes down that a case ends.
create function netra.plenary_recorded(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.sees_case(wanted) and exists (
    select 1 from netra.document d join netra.document_issue i on i.document_id = d.id left join netra.document_end e on e.document_id = d.id
    where d.case_id = wanted and d.kind = 'berita-acara-pleno' and e.document_id is null);
comment on function netra.plenary_recorded is 'Whether the record of a plenary of this case was issued and stands.';

-- 2. Like cases by what they got in the end: an objection or appeal that changed the sanction counts as it ended.
create or replace function netra.sanction_distribution(wanted text) returns table (option text, n integer)
language sql stable security definer set search_path = netra, pg_temp as $$
  select d.option, d.n from (
    select coalesce(nullif(changed.option, ''), c.content ->> 'option') as option, count(*)::integer as n
    from netra.case_event e
    join netra.case_file f on f.id = e.case_id and f.level = wanted and f.status <> 'annulled'
    join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    left join lateral (
      select r.content ->> 'option' as option from netra.case_event o join netra.case_event_content r on r.case_id = o.case_id and r.seq = o.seq
      where o.case_id = e.case_id and o.seq > e.seq and o.kind = 'remedy-decided' and coalesce(r.content ->> 'option', '') <> ''
      order by o.seq desc limit 1) changed on true
    where e.kind = 'decision-recorded' and c.content ->> 'option' is not null
    group by 1) d
  where netra.actor_kind() = 'member' and cardinality(netra.readable_bodies()) > 0
  order by d.n desc, d.option
$$;

-- 3. Whether the reporter of a case is known to the office that took it in: that, and not who. A report that came from an office outside has no row
-- here, and nothing is said of it.
create function netra.reporters_known(wanted uuid[]) returns table (case_id uuid, known boolean)
language sql stable security definer set search_path = netra, pg_temp as $$
  select r.case_id, bool_or(exists (select 1 from netra.report_identity i where i.report_id = r.id)
    or exists (select 1 from netra.report_addition a where a.report_id = r.id and a.identity_sealed is not null))
  from netra.report r where r.case_id = any (wanted) and netra.sees_case(r.case_id) group by r.case_id
$$;
comment on function netra.reporters_known is 'Whether name and address of the reporter lie sealed at the office that took the report in. For those who see the case.';

-- 4. A draft of an office that let the case go can be given up, by whoever may draft its kind there. It can no longer be changed or issued.
create function netra.may_give_up(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.document d
    where d.id = wanted and d.discarded_at is null and d.body_id = any (netra.my_bodies()) and netra.drafts_kind(d.kind, d.body_id, d.reporter)
      and not netra.locked_out(d.case_id) and not exists (select 1 from netra.document_issue i where i.document_id = d.id));
comment on function netra.may_give_up is 'Whether the actor may give up this draft of an own office, whether or not the office still has the case.';
alter policy document_discard on netra.document using (netra.may_give_up(id));

-- 5. A limit lasts to the end of its last second.
create or replace function netra.reporter_adds_now(
  addition uuid, kind text, at timestamptz, salt bytea, commitment bytea, link bytea, content jsonb, words bytea, identity bytea, review jsonb
) returns void language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  own netra.report;
  file netra.case_file;
  limits netra.clock;
  before bytea;
  completes boolean := kind = 'completed-by-reporter';
  after text;
begin
  select * into own from netra.report r where r.id = netra.own_report();
  if own.id is null then
    raise exception 'only the reporter adds to a report' using errcode = 'insufficient_privilege';
  end if;
  select * into file from netra.case_file f where f.id = own.case_id for update;
  if kind not in ('completed-by-reporter', 'reporter-added') or file.erased_at is not null
    or file.closed_at is not null and file.status <> 'joined' then
    raise exception 'nothing can be added to this report' using errcode = 'check_violation';
  end if;
  select e.link into before from netra.case_event e where e.case_id = file.id and e.seq = file.last_seq;
  if length(salt) < 32 or length(commitment) <> 32
    or reporter_adds_now.link is distinct from sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || before || commitment) then
    raise exception 'the addition does not follow the last step' using errcode = 'check_violation';
  end if;
  if (select count(*) from netra.report_addition a where a.report_id = own.id) >= 20 then
    raise exception 'as many additions as a report takes' using errcode = 'check_violation';
  end if;
  after := file.status;
  if completes then
    select * into limits from netra.clock k where k.case_id = file.id and k.step_id = 'complete-report' and k.state in ('running', 'stopped')
      order by k.started_at desc limit 1;
    if file.status <> 'awaiting-completion' or limits.state = 'running' and limits.due_at < date_trunc('second', reporter_adds_now.at) then
      raise exception 'no completion is awaited' using errcode = 'check_violation';
    end if;
    -- The limit that begins is the rulebook's; here only that it is that limit and lies ahead.
    if review is not null and (
        review ->> 'step' is distinct from 'initial-review' or (review ->> 'procedure') not like 'bawaslu-%'
        or limits.procedure_id is not null and review ->> 'procedure' <> limits.procedure_id
        or (review ->> 'started')::timestamptz is distinct from reporter_adds_now.at
        or (review ->> 'due')::timestamptz not between reporter_adds_now.at and reporter_adds_now.at + interval '60 days'
        or review ->> 'nature' not in ('law', 'practice', 'target')) then
      raise exception 'this is not the limit that begins' using errcode = 'check_violation';
    end if;
    after := 'received';
  end if;
  insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
  values (file.id, file.last_seq + 1, reporter_adds_now.kind, own.intake_body_id, null, null, after, reporter_adds_now.at, reporter_adds_now.salt,
    reporter_adds_now.commitment, reporter_adds_now.link);
  insert into netra.case_event_content (case_id, seq, content) values (file.id, file.last_seq + 1, reporter_adds_now.content);
  insert into netra.report_addition (id, report_id, case_id, seq, at, words_sealed, identity_sealed)
  values (addition, own.id, file.id, file.last_seq + 1, reporter_adds_now.at, words, identity);
  if completes then
    update netra.clock k set state = 'met', ended_at = reporter_adds_now.at where k.id = limits.id;
    if review is not null then
      insert into netra.clock (id, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence, rulebook_version, state)
      select gen_random_uuid(), file.id, review ->> 'procedure', 'initial-review', b.id, b.zone, reporter_adds_now.at, (review ->> 'due')::timestamptz,
        review -> 'skipped', (review ->> 'provisional')::boolean, review ->> 'nature', review ->> 'basis', review ->> 'confidence', review ->> 'version', 'running'
      from netra.body b where b.id = own.intake_body_id;
    end if;
  end if;
  update netra.case_file set last_seq = file.last_seq + 1, status = after, due_at = case when completes
      then (select min(k.due_at) from netra.clock k where k.case_id = file.id and k.state = 'running') else file.due_at end
  where id = file.id;
end $$;

-- 6. What a reporter adds after the case went elsewhere lies sealed at the office that took the report in. That office tells the holder in words of
-- its own, as a step of the case that changes neither status nor holder.
create function netra.additions_wait(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.sees_case(wanted) and exists (
    select 1 from netra.case_file f join netra.case_event e on e.case_id = f.id and e.kind = 'reporter-added'
    where f.id = wanted and f.erased_at is null and f.closed_at is null and f.origin_body_id = any (netra.my_bodies())
      and f.holder_body_id <> f.origin_body_id and not exists (
        select 1 from netra.case_event later where later.case_id = f.id and later.kind = 'addition-passed-on' and later.seq > e.seq));
comment on function netra.additions_wait is 'Whether a reporter added something that the own office, which took the report in, has not told the holder of the case.';
create function netra.origin_hold_case(wanted text) returns table (case_id uuid, last_seq integer, status text, body_id uuid, holder_body_id uuid, link bytea)
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'member' then return; end if;
  perform 1 from netra.case_file f where f.number = wanted and netra.additions_wait(f.id) for update;
  return query select f.id, f.last_seq, f.status, f.origin_body_id, f.holder_body_id, e.link
    from netra.case_file f join netra.case_event e on e.case_id = f.id and e.seq = f.last_seq
    where f.number = wanted and netra.additions_wait(f.id);
end $$;
comment on function netra.origin_hold_case is 'The end of the chain of a case for the office that took its report in, held still until what the reporter added was passed on.';
create function netra.origin_passes_on(wanted uuid, at timestamptz, salt bytea, commitment bytea, link bytea, content jsonb) returns void
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  file netra.case_file;
  before bytea;
begin
  if netra.actor_kind() is distinct from 'member' or not netra.additions_wait(wanted) then
    raise exception 'nothing that was added waits here' using errcode = 'insufficient_privilege';
  end if;
  select * into file from netra.case_file f where f.id = wanted for update;
  select e.link into before from netra.case_event e where e.case_id = file.id and e.seq = file.last_seq;
  if length(salt) < 32 or length(commitment) <> 32
    or origin_passes_on.link is distinct from sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || before || commitment) then
    raise exception 'this does not follow the last step' using errcode = 'check_violation';
  end if;
  insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
  values (file.id, file.last_seq + 1, 'addition-passed-on', file.origin_body_id, netra.actor_user(), null, file.status, origin_passes_on.at,
    origin_passes_on.salt, origin_passes_on.commitment, origin_passes_on.link);
  insert into netra.case_event_content (case_id, seq, content) values (file.id, file.last_seq + 1, origin_passes_on.content);
  update netra.case_file set last_seq = file.last_seq + 1 where id = file.id;
end $$;
comment on function netra.origin_passes_on is 'The one step of the office that took a report in on a case that lies elsewhere: what the reporter added, in the words of that office.';
