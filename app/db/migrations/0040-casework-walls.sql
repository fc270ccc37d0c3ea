-- Casework, the second wall: what is for one office alone, whom a case is closed to, what an office may do that does not hold the case, and
-- what was erased stays so.

-- 1. What may tell who reported stays at the office that wrote it. The seal of such a step commits to the hash of its content: whoever may not
-- read it checks that it was not exchanged.
create function netra.own_office_step(kind text) returns boolean language sql immutable
  return kind in ('interest-declared', 'completion-requested', 'completed-by-reporter', 'completion-lapsed', 'reporter-added');
comment on function netra.own_office_step is 'Steps whose content is read by the office that took them and by nobody else, its overseers included.';
create function netra.reads_upto(wanted uuid, step integer) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return not netra.locked_out(wanted) and exists (
    select 1 from netra.case_access a where a.case_id = wanted and a.body_id = any (netra.readable_bodies())
      and (a.reads_to_seq is null or step <= a.reads_to_seq
           or exists (select 1 from netra.case_event e where e.case_id = wanted and e.seq = step and e.body_id = a.body_id)));
comment on function netra.reads_upto is 'Whether the actor reads the case as far as this step.';
create or replace function netra.reads_step(wanted uuid, step integer) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.reads_upto(wanted, step) and not exists (
    select 1 from netra.case_event e where e.case_id = wanted and e.seq = step and netra.own_office_step(e.kind) and e.body_id <> all (netra.my_bodies()));
-- The row of the index stands for everything up to a step, whatever the step is.
alter policy case_search_read on netra.case_search using (netra.actor_kind() = 'member' and netra.reads_upto(case_id, upto));
create or replace function netra.search_contents(wanted uuid[]) returns table (case_id uuid, seq integer, content jsonb)
language sql stable security definer set search_path = netra, pg_temp as $$
  select c.case_id, c.seq, c.content - 'finding' from netra.case_event_content c
  join netra.case_event e on e.case_id = c.case_id and e.seq = c.seq
  where netra.actor_kind() = 'system' and c.case_id = any (wanted) and not netra.own_office_step(e.kind) order by c.case_id, c.seq
$$;
comment on function netra.search_contents is 'What officers wrote, for the index of the system alone; without what the rulebook found, which is not words of theirs, and without what is for one office alone.';
insert into netra.case_search_due (case_id)
  select distinct e.case_id from netra.case_event e where netra.own_office_step(e.kind) on conflict (case_id) do update set since = clock_timestamp();
-- That somebody declared an interest, in the list of who looked and changed: for the same office alone.
alter policy audit_read on netra.audit using (
  netra.actor_kind() = 'member' and (user_id = (select netra.actor_user())
    or case_id is not null and netra.sees_case(case_id) and (what <> 'case.declare-interest' or body_id = any ((select netra.my_bodies())::uuid[]))));

-- 2. What somebody declared lies locked beside the chain; the step holds its hash. It goes with the case.
alter table netra.case_lockout add column stake_locked bytea, drop column kind;
comment on table netra.case_lockout is 'Who declared an interest in a case: that person neither acts on it nor sees it any more. Never lifted; another person acts. stake_locked: which interest and why, locked with a key that is not in the database, for the own office; null in cases to which it was carried over.';
create index case_lockout_body on netra.case_lockout (body_id);
alter policy case_lockout_read on netra.case_lockout using (
  netra.actor_kind() = 'member' and (user_id = (select netra.actor_user()) or body_id = any ((select netra.my_bodies())::uuid[]) and netra.sees_case(case_id)));
create function netra.stake_gone() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.case_lockout set stake_locked = null where case_id = new.id and stake_locked is not null;
  return null;
end $$;
create trigger case_erased_stake after update of erased_at on netra.case_file for each row
  when (old.erased_at is null and new.erased_at is not null) execute function netra.stake_gone();

-- Who said, before the own first act on a case, that no interest stands in the way.
create table netra.case_no_stake (
  case_id uuid not null references netra.case_file (id),
  user_id uuid not null,
  body_id uuid not null references netra.body (id),
  at timestamptz not null,
  primary key (case_id, user_id)
);
comment on table netra.case_no_stake is 'Who said, before the own first act on a case, that no interest of theirs stands in the way. Append-only.';
alter table netra.case_no_stake enable row level security;
create policy case_no_stake_read on netra.case_no_stake for select using (
  netra.actor_kind() = 'member' and (user_id = (select netra.actor_user()) or body_id = any ((select netra.my_bodies())::uuid[])) and netra.sees_case(case_id));
create policy case_no_stake_new on netra.case_no_stake for insert with check (
  user_id = (select netra.actor_user()) and body_id = any ((select netra.my_bodies())::uuid[]) and netra.acts_on(case_id));
grant select, insert on netra.case_no_stake to netra_app;

-- A token does not say for whom it asks. Where a person of its office is shut out, it is too.
create or replace function netra.my_lockouts() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((select array_agg(l.case_id) from (
    select o.case_id from netra.case_lockout o where o.user_id = netra.actor_user()
    union all
    select b.case_id from netra.case_lockout b where netra.is_service()
      and b.body_id in (select m.body_id from netra.member m where m.user_id = netra.actor_user())) l), '{}');
create or replace function netra.locked_out(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_lockout l where l.case_id = wanted and (l.user_id = netra.actor_user()
    or netra.is_service() and l.body_id in (select m.body_id from netra.member m where m.user_id = netra.actor_user())));

-- The next level: the nearest office of the same kind whose place covers that of this one.
create function netra.office_above(wanted uuid) returns uuid language sql stable security definer set search_path = netra, pg_temp
  return (select above.id from netra.body own join netra.jurisdiction own_place on own_place.id = own.jurisdiction_id
    join netra.body above on above.kind = own.kind and above.id <> own.id
    join netra.jurisdiction place on place.id = above.jurisdiction_id and starts_with(own_place.path, place.path) and place.path <> own_place.path
    where own.id = wanted order by length(place.path) desc, above.code limit 1);

alter table netra.case_part drop constraint case_part_part_check;
alter table netra.case_part add constraint case_part_part_check check (part in ('watch', 'delegate', 'stand-in'));
comment on table netra.case_part is 'Offices that may act on a case which they do not hold: watch = conveyed it and watches over what the authority does; delegate = checks it for the task force; stand-in = the next level of an office where somebody declared an interest, which may take the case over.';
alter table netra.case_assignment drop constraint case_assignment_ended_why_check;
alter table netra.case_assignment add constraint case_assignment_ended_why_check check (ended_why in ('replaced', 'released', 'left', 'shut-out'));

-- Whoever is shut out of a case is shut out of those that were joined to it, looks after none of them, and the next level may step in.
create function netra.lockout_spreads() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  above uuid := netra.office_above(new.body_id);
begin
  insert into netra.case_lockout (case_id, user_id, body_id, at)
    select j.target_id, new.user_id, new.body_id, new.at from netra.case_join j where j.source_id = new.case_id and j.split_at is null
    union
    select j.source_id, new.user_id, new.body_id, new.at from netra.case_join j where j.target_id = new.case_id and j.split_at is null
  on conflict (case_id, user_id) do nothing;
  with ended as (
    update netra.case_assignment a set ended_at = now(), ended_why = 'shut-out'
    where a.case_id = new.case_id and a.ended_at is null and (a.user_id = new.user_id or a.deputy_id = new.user_id) returning a.*)
  insert into netra.case_assignment (id, case_id, body_id, user_id, assigned_by, assigned_at)
    select gen_random_uuid(), e.case_id, e.body_id, e.user_id, e.assigned_by, e.assigned_at from ended e where e.user_id <> new.user_id;
  if above is not null and exists (select 1 from netra.case_file f where f.id = new.case_id and f.closed_at is null and f.holder_body_id <> above) then
    insert into netra.case_part (case_id, body_id, part, since)
      select f.id, above, 'stand-in', new.at from netra.case_file f where f.id = new.case_id and f.holder_body_id = new.body_id
      union
      select p.case_id, above, p.part, new.at from netra.case_part p where p.case_id = new.case_id and p.body_id = new.body_id and p.ended_at is null
    on conflict (case_id, body_id, part) do update set ended_at = null;
    insert into netra.case_access (case_id, body_id, since)
      select p.case_id, above, new.at from netra.case_part p where p.case_id = new.case_id and p.body_id = above and p.ended_at is null limit 1
    on conflict (case_id, body_id) do update set reads_to_seq = null;
  end if;
  return null;
end $$;
create trigger case_lockout_spreads after insert on netra.case_lockout for each row execute function netra.lockout_spreads();
create function netra.join_carries_lockouts() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.case_lockout (case_id, user_id, body_id, at)
    select new.target_id, l.user_id, l.body_id, l.at from netra.case_lockout l where l.case_id = new.source_id
  on conflict (case_id, user_id) do nothing;
  insert into netra.case_lockout (case_id, user_id, body_id, at)
    select new.source_id, l.user_id, l.body_id, l.at from netra.case_lockout l where l.case_id = new.target_id
  on conflict (case_id, user_id) do nothing;
  return null;
end $$;
create trigger case_join_carries after insert on netra.case_join for each row execute function netra.join_carries_lockouts();
-- Of cases that are joined now.
insert into netra.case_lockout (case_id, user_id, body_id, at)
  select j.target_id, l.user_id, l.body_id, l.at from netra.case_join j join netra.case_lockout l on l.case_id = j.source_id where j.split_at is null
  union
  select j.source_id, l.user_id, l.body_id, l.at from netra.case_join j join netra.case_lockout l on l.case_id = j.target_id where j.split_at is null
on conflict (case_id, user_id) do nothing;

create function netra.shut_out(person uuid, wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_lockout l where l.case_id = wanted and l.user_id = person);
comment on function netra.shut_out is 'For the functions below alone: nobody may call it.';
create function netra.may_look_after(person uuid, wanted uuid, office uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return office = any (netra.my_bodies()) and netra.works_at(person, office) and not netra.shut_out(person, wanted);
comment on function netra.may_look_after is 'Whether a colleague of an own office works there today and is not shut out of the case.';
create function netra.colleagues_on(wanted uuid, of_case uuid) returns table (id uuid, name text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select c.id, c.name from netra.colleagues(wanted) c where not netra.shut_out(c.id, of_case) order by c.name, c.id
$$;
comment on function netra.colleagues_on is 'People who work on cases at an office of the actor, without those who are shut out of this one.';
alter policy case_assignment_new on netra.case_assignment with check (
  body_id = any ((select netra.my_bodies())::uuid[]) and netra.holds_case(case_id) and assigned_by = (select netra.actor_user())
  and exists (select 1 from netra.case_file f where f.id = case_id and f.holder_body_id = body_id)
  and netra.may_look_after(user_id, case_id, body_id) and (deputy_id is null or netra.may_look_after(deputy_id, case_id, body_id)) and ended_at is null);
alter policy case_assignment_read on netra.case_assignment using (
  netra.actor_kind() = 'member' and body_id = any ((select netra.readable_bodies())::uuid[]) and case_id <> all ((select netra.my_lockouts())::uuid[]));
alter policy case_mention_new on netra.case_mention with check (
  netra.is_own_note(note_id, case_id, body_id) and netra.may_look_after(user_id, case_id, body_id));
create or replace function netra.assignees_of(wanted uuid[]) returns table (case_id uuid, user_id uuid)
language sql stable security definer set search_path = netra, pg_temp as $$
  select a.case_id, who.id
  from netra.case_assignment a
  join netra.case_file f on f.id = a.case_id and f.holder_body_id = a.body_id
  cross join lateral (select case
    when netra.works_at(a.user_id, a.body_id) and not netra.shut_out(a.user_id, a.case_id) then a.user_id
    when not netra.shut_out(a.deputy_id, a.case_id) then a.deputy_id end as id) who
  where a.case_id = any (wanted) and a.ended_at is null and who.id is not null
    and (netra.actor_kind() = 'system' or netra.actor_kind() = 'member' and a.body_id = any (netra.my_bodies()) and not netra.locked_out(a.case_id))
$$;
-- What lies with people who were shut out before.
with ended as (
  update netra.case_assignment a set ended_at = now(), ended_why = 'shut-out'
  from netra.case_lockout l where l.case_id = a.case_id and l.user_id in (a.user_id, a.deputy_id) and a.ended_at is null returning a.*)
insert into netra.case_assignment (id, case_id, body_id, user_id, assigned_by, assigned_at)
  select gen_random_uuid(), e.case_id, e.body_id, e.user_id, e.assigned_by, e.assigned_at from ended e
  where not exists (select 1 from netra.case_lockout l where l.case_id = e.case_id and l.user_id = e.user_id);

-- 3. Tables that did not ask. Lists ask once for the cases that are closed to the actor.
alter policy report_read on netra.report using (
  netra.actor_kind() = 'member' and intake_body_id = any ((select netra.my_bodies())::uuid[]) and case_id <> all ((select netra.my_lockouts())::uuid[])
  or netra.actor_kind() = 'public' and receipt_hash = (select netra.actor_receipt()));
alter policy report_words_read on netra.report_words using (
  netra.actor_kind() = 'member' and report_id in (select r.id from netra.report r where r.intake_body_id = any ((select netra.my_bodies())::uuid[])
    and r.case_id <> all ((select netra.my_lockouts())::uuid[])));
alter policy report_identity_read on netra.report_identity using (
  netra.actor_kind() = 'member' and not (select netra.is_service())
  and report_id in (select r.id from netra.report r where r.intake_body_id = any ((select netra.my_bodies())::uuid[])
    and r.case_id <> all ((select netra.my_lockouts())::uuid[])));
alter policy case_access_read on netra.case_access using (
  netra.actor_kind() = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[])
  and (body_id = any ((select netra.readable_bodies())::uuid[]) or netra.sees_case(case_id)));
alter policy handover_read on netra.handover using (
  netra.actor_kind() = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[])
  and (from_body_id = any ((select netra.readable_bodies())::uuid[]) or to_body_id = any ((select netra.readable_bodies())::uuid[])
    or netra.sees_case(case_id)));
alter policy handover_sign on netra.handover using (
  to_body_id = any ((select netra.my_bodies())::uuid[]) and case_id <> all ((select netra.my_lockouts())::uuid[]));
alter policy handover_manifest_read on netra.handover_manifest using (exists (
  select 1 from netra.handover h where h.id = handover_id and h.case_id <> all ((select netra.my_lockouts())::uuid[])
  and (h.from_body_id = any ((select netra.readable_bodies())::uuid[]) or h.to_body_id = any ((select netra.readable_bodies())::uuid[]))));
alter policy accused_token_read on netra.accused_token using (
  netra.actor_kind() = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[])
  and case_id in (select a.case_id from netra.case_access a where a.body_id = any ((select netra.readable_bodies())::uuid[])));
-- Files hang on a report or on an answer of the accused.
create function netra.my_closed_files() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((select array_agg(x.id) from (
    select r.id from netra.report r where r.case_id = any (netra.my_lockouts())
    union all
    select w.id from netra.accused_answer w where w.case_id = any (netra.my_lockouts())) x), '{}');
comment on function netra.my_closed_files is 'Reports and answers of cases that are closed to the actor: their files are too.';
alter policy evidence_read on netra.evidence using (
  netra.actor_kind() = 'member' and intake_body_id = any ((select netra.my_bodies())::uuid[])
    and coalesce(report_id, answer_id) <> all ((select netra.my_closed_files())::uuid[])
  or netra.actor_kind() in ('public', 'accused') and draft_key = (select netra.actor_draft())
  or netra.actor_kind() = 'system' and report_id is null and answer_id is null);
create or replace function netra.answers_request(subject text, wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return case subject
    when 'account' then netra.administers()
    when 'accused' then netra.holds_case(wanted)
    else not netra.locked_out(wanted) and exists (select 1 from netra.report r where r.case_id = wanted and r.intake_body_id = any (netra.my_bodies()))
  end;
create or replace function netra.waiting_requests() returns table (id uuid, due_at timestamptz)
language sql stable security definer set search_path = netra, pg_temp as $$
  select r.id, r.due_at from netra.privacy_request r
  where netra.actor_kind() = 'member' and r.answered_at is null and r.user_id is distinct from (select netra.actor_user())
    and (r.case_id is null or r.case_id <> all ((select netra.my_lockouts())::uuid[])) and case r.subject
    when 'account' then (select netra.administers())
    when 'accused' then exists (select 1 from netra.case_file f where f.id = r.case_id and f.holder_body_id = any ((select netra.my_bodies())::uuid[]))
    else exists (select 1 from netra.report p where p.case_id = r.case_id and p.intake_body_id = any ((select netra.my_bodies())::uuid[]))
  end
$$;
create or replace function netra.hears_from_outside(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return not netra.locked_out(wanted) and exists (
    select 1 from netra.case_file f
    join netra.handover h on h.case_id = f.id and h.to_body_id = f.holder_body_id
    join netra.body b on b.id = f.holder_body_id and b.outside
    join netra.exchange_ack a on a.handover_id = h.id
    where f.id = wanted and h.from_body_id = any (netra.my_bodies()) and a.imported_by = netra.actor_user()
      and a.xmin = pg_current_xact_id()::xid);

-- 4. An office with a part in a case adds a step and nothing else: status and holder stay, unless the step takes the case elsewhere.
create function netra.part_step_fits() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  file netra.case_file;
begin
  if netra.actor_kind() is distinct from 'member' then return new; end if;
  select * into file from netra.case_file f where f.id = new.case_id;
  if file.id is null or file.holder_body_id = any (netra.my_bodies()) or netra.is_outside(file.holder_body_id) then return new; end if;
  if not (case new.kind
    when 'rerouted' then new.status_after = 'conveyed' and exists (
      select 1 from netra.body b join netra.handover_route r on r.step = 'reroute' and r.to_kind = b.kind where b.id = new.to_body_id and b.id <> file.holder_body_id)
    when 'taken-over' then new.status_after = file.status and new.to_body_id = new.body_id
    else new.status_after = file.status and new.to_body_id is null end) then
    raise exception 'an office with a part in a case changes neither its status nor its holder' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger case_event_of_a_part before insert on netra.case_event for each row execute function netra.part_step_fits();
create or replace function netra.reroutes(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_event e join netra.case_part p on p.case_id = e.case_id and p.body_id = e.body_id and p.ended_at is null
      and (p.part, e.kind) in (('watch', 'rerouted'), ('stand-in', 'taken-over'))
    where e.case_id = wanted and e.body_id = any (netra.my_bodies()) and e.actor_user_id = netra.actor_user()
      and e.xmin = pg_current_xact_id()::xid) and not netra.locked_out(wanted);
create function netra.stands_in(wanted uuid, body uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return body = any (netra.my_bodies()) and not netra.locked_out(wanted) and exists (
    select 1 from netra.case_part p where p.case_id = wanted and p.body_id = body and p.part = 'stand-in' and p.ended_at is null);
create policy case_event_stand_in on netra.case_event for insert with check (
  kind = 'taken-over' and netra.stands_in(case_id, body_id) and actor_user_id = (select netra.actor_user()));

-- Whoever acts by a part says as well that an interest stands in the way.
create function netra.has_own_part(wanted uuid, body uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return body = any (netra.my_bodies()) and not netra.locked_out(wanted) and exists (
    select 1 from netra.case_part p where p.case_id = wanted and p.body_id = body and p.ended_at is null);
create policy case_event_declared on netra.case_event for insert with check (
  kind = 'interest-declared' and netra.has_own_part(case_id, body_id) and actor_user_id = (select netra.actor_user()));

create function netra.case_goes_by_steps() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'member' then return new; end if;
  if new.holder_body_id is distinct from old.holder_body_id and not exists (
    select 1 from netra.case_event e where e.case_id = new.id and e.seq > old.last_seq and e.to_body_id = new.holder_body_id) then
    raise exception 'a case goes to the office that its step names' using errcode = 'insufficient_privilege';
  end if;
  if old.holder_body_id = any (netra.my_bodies()) or netra.is_outside(old.holder_body_id) then return new; end if;
  if (new.origin, new.level, new.row_ids, new.accused_count, new.closed_at) is distinct from (old.origin, old.level, old.row_ids, old.accused_count, old.closed_at)
    or (new.status, new.holder_body_id) is distinct from (old.status, old.holder_body_id) and not netra.reroutes(new.id) then
    raise exception 'an office with a part in a case adds its step and nothing else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger case_file_by_steps before update on netra.case_file for each row execute function netra.case_goes_by_steps();

-- Who gives which part, and who ends it: the watch of those who conveyed is nobody's to end, least of all the watched one's.
create function netra.gives_part(wanted uuid, office uuid, part text) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.holds_case(wanted) and case part
    when 'watch' then office = any (netra.my_bodies())
      and exists (select 1 from netra.body b join netra.handover_route r on r.step = 'convey' and r.from_kind = b.kind where b.id = office)
    when 'delegate' then exists (
      select 1 from netra.case_file f join netra.body h on h.id = f.holder_body_id
      join netra.handover_route r on r.step = 'delegate-verification' and r.from_kind = h.kind join netra.body b on b.kind = r.to_kind
      where f.id = wanted and b.id = office)
    else false end;
comment on function netra.gives_part is 'Whether the actor may give an office this part in a case.';
alter policy case_part_new on netra.case_part with check (netra.gives_part(case_id, body_id, part));
alter policy case_part_end on netra.case_part
  using (part = 'delegate' and (netra.holds_case(case_id) or body_id = any ((select netra.my_bodies())::uuid[]) and not netra.locked_out(case_id))
    or netra.gives_part(case_id, body_id, part))
  with check (part = 'delegate' and (netra.holds_case(case_id) or body_id = any ((select netra.my_bodies())::uuid[]) and not netra.locked_out(case_id))
    or netra.gives_part(case_id, body_id, part) and ended_at is null);
-- A case that was taken over has its stand-in as holder: the part is over.
create function netra.stand_in_over() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.case_part p set ended_at = now() where p.case_id = new.id and p.part = 'stand-in' and p.ended_at is null;
  return null;
end $$;
create trigger case_file_stand_in_over after update of holder_body_id on netra.case_file for each row
  when (old.holder_body_id is distinct from new.holder_body_id) execute function netra.stand_in_over();

-- 5. What was erased holds nothing new.
create function netra.refuse_erased() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if exists (select 1 from netra.case_file f where f.id = new.case_id and f.erased_at is not null) then
    raise exception 'what this case held was erased' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger case_content_not_erased before insert on netra.case_event_content for each row execute function netra.refuse_erased();
create trigger case_accused_not_erased before insert on netra.case_accused for each row execute function netra.refuse_erased();
create trigger case_note_not_erased before insert on netra.case_note for each row execute function netra.refuse_erased();
create trigger document_not_erased before insert on netra.document for each row execute function netra.refuse_erased();
create trigger document_issue_not_erased before insert on netra.document_issue for each row execute function netra.refuse_erased();
create trigger accused_answer_not_erased before insert on netra.accused_answer for each row execute function netra.refuse_erased();
create trigger report_addition_not_erased before insert on netra.report_addition for each row execute function netra.refuse_erased();

-- 6. Whoever gets a case gets those that were joined to it: what they hold is what the matter rests on.
create function netra.sources_of(wanted uuid) returns setof uuid language sql stable security definer set search_path = netra, pg_temp as $$
  with recursive into_it as (
    select j.source_id from netra.case_join j where j.target_id = wanted and j.split_at is null
    union
    select j.source_id from netra.case_join j join into_it i on j.target_id = i.source_id where j.split_at is null)
  select source_id from into_it
$$;
comment on function netra.sources_of is 'Cases that were joined to this one, over several hands. For the function below alone: nobody may call it.';
create function netra.sources_go_along() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.case_access (case_id, body_id, since) select s, new.body_id, new.since from netra.sources_of(new.case_id) s
  on conflict (case_id, body_id) do update set reads_to_seq = null;
  return null;
end $$;
create trigger case_access_sources after insert on netra.case_access for each row when (new.reads_to_seq is null) execute function netra.sources_go_along();
create trigger case_access_sources_again after update of reads_to_seq on netra.case_access for each row
  when (old.reads_to_seq is not null and new.reads_to_seq is null) execute function netra.sources_go_along();
insert into netra.case_access (case_id, body_id, since)
  select s, a.body_id, a.since from (select distinct target_id from netra.case_join where split_at is null) j
  join netra.case_access a on a.case_id = j.target_id and a.reads_to_seq is null cross join lateral netra.sources_of(j.target_id) s
on conflict (case_id, body_id) do nothing;

revoke execute on function netra.clock_changes_of, netra.shut_out, netra.sources_of, netra.stake_gone, netra.lockout_spreads, netra.join_carries_lockouts,
  netra.part_step_fits, netra.case_goes_by_steps, netra.stand_in_over, netra.refuse_erased, netra.sources_go_along from public, netra_app;
