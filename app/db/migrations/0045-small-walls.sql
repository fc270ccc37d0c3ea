-- Small walls of casework: limits that no law sets, recommendations that are called back, limits that go along with a case.

-- 1. Targets of Netra: how long the office has where no instrument says so. Dated: another number is another row.
create table netra.casework_target (
  step_id text not null check (step_id in ('ladder-next', 'block-decision', 'block-review', 'information-review')),
  valid_from date not null,
  valid_until date,
  within integer not null check (within > 0),
  unit text not null check (unit in ('working_day', 'calendar_day')),
  basis text not null,
  primary key (step_id, valid_from),
  check (valid_until >= valid_from)
);
comment on table netra.casework_target is 'Sasaran Netra: limits that no law sets, so that nothing lies unseen. No instrument names these numbers; each clock that starts by them says that it is a target. block-review: only where nobody wrote down a day.';
insert into netra.casework_target (step_id, valid_from, within, unit, basis) values
  ('ladder-next', '2022-09-22', 14, 'calendar_day', 'Sasaran Netra, sama panjang dengan batas tindak lanjut PPK; bukan batas hukum'),
  ('block-decision', '2022-09-22', 7, 'calendar_day', 'Sasaran Netra; PerBKN 1/2023 tidak menyebut angka'),
  ('block-review', '2022-09-22', 30, 'calendar_day', 'Sasaran Netra; PerBKN 1/2023 tidak menyebut angka'),
  ('information-review', '2022-09-22', 30, 'calendar_day', 'Sasaran Netra; tidak ada aturan yang menyebut batas bagi informasi awal');
alter table netra.casework_target enable row level security;
create policy casework_target_read on netra.casework_target for select using (netra.actor_kind() in ('member', 'system'));
grant select on netra.casework_target to netra_app;

-- The office that watches over an authority has limits of its own on a case that it does not hold: it starts and ends these and no others.
create policy clock_watched_new on netra.clock for insert with check (
  procedure_id = 'netra' and step_id in ('ladder-next', 'block-decision', 'block-review') and state = 'running'
  and body_id = any ((select netra.my_bodies())::uuid[]) and netra.watches(case_id));
create policy clock_watched_end on netra.clock for update
  using (procedure_id = 'netra' and step_id in ('ladder-next', 'block-decision', 'block-review') and state = 'running' and netra.watches(case_id))
  with check (procedure_id = 'netra' and state in ('met', 'met-late', 'cancelled'));

-- They are no limits of the office that holds the case: its place in the queue does not hang on them. And they are none of the accused's.
do $$
declare
  name text;
begin
  foreach name in array array['netra.move_limits'] loop
    if position('''file-objection'', ''file-appeal''' in pg_get_functiondef(name::regproc)) = 0 then
      raise exception '% no longer names the limits that stay', name;
    end if;
    execute replace(pg_get_functiondef(name::regproc), '''file-objection'', ''file-appeal''',
      '''file-objection'', ''file-appeal'', ''ladder-next'', ''block-decision'', ''block-review''');
  end loop;
end $$;
create or replace function netra.accused_clocks() returns table (
  procedure_id text, step_id text, body_name text, due_at timestamptz, zone text, nature text, basis text, confidence text, state text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.procedure_id, c.step_id, b.name, c.due_at, c.zone, c.nature, c.basis, c.confidence, c.state
  from netra.clock c join netra.body b on b.id = c.body_id
  where c.case_id = netra.accused_case() and c.step_id not in ('initial-review', 'complete-report') and c.procedure_id <> 'netra' and c.state = 'running'
  order by c.due_at
$$;

-- 2. What the office that watches may add: it looks at a block again, and calls a recommendation back.
create or replace function netra.part_may(wanted uuid, body uuid, step_kind text) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_part p where p.case_id = wanted and p.body_id = body and p.ended_at is null and body = any (netra.my_bodies())
    and (p.part = 'watch' and step_kind in ('reminded', 'reprimanded', 'block-proposed', 'blocked', 'block-refused', 'block-kept', 'unblocked',
           'conflict-flagged', 'conflict-unflagged', 'rerouted', 'called-back', 'clock-stopped', 'clock-resumed')
      or p.part = 'delegate' and step_kind = 'delegated-verification-reported')) and not netra.locked_out(wanted);
create or replace function netra.part_step_fits() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  file netra.case_file;
begin
  if netra.actor_kind() is distinct from 'member' then return new; end if;
  select * into file from netra.case_file f where f.id = new.case_id;
  if file.id is null or file.holder_body_id = any (netra.my_bodies()) or netra.is_outside(file.holder_body_id) then return new; end if;
  if not (case new.kind
    when 'rerouted' then new.status_after = 'conveyed' and exists (
      select 1 from netra.body b join netra.handover_route r on r.step = 'reroute' and r.to_kind = b.kind where b.id = new.to_body_id and b.id <> file.holder_body_id)
    -- Before the authority has decided, and to nobody but the office that calls it back.
    when 'called-back' then new.status_after = 'study-confirmed' and new.to_body_id = new.body_id and file.status in ('conveyed', 'examining')
    when 'taken-over' then new.status_after = file.status and new.to_body_id = new.body_id
    else new.status_after = file.status and new.to_body_id is null end) then
    raise exception 'an office with a part in a case changes neither its status nor its holder' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace function netra.reroutes(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_event e join netra.case_part p on p.case_id = e.case_id and p.body_id = e.body_id and p.ended_at is null
      and (p.part, e.kind) in (('watch', 'rerouted'), ('watch', 'called-back'), ('stand-in', 'taken-over'))
    where e.case_id = wanted and e.body_id = any (netra.my_bodies()) and e.actor_user_id = netra.actor_user()
      and e.xmin = pg_current_xact_id()::xid) and not netra.locked_out(wanted);
-- The ladder against an authority begins anew with the next recommendation.
create or replace function netra.ladder_rung(wanted uuid) returns text language sql stable security definer set search_path = netra, pg_temp
  return case when not netra.sees_case(wanted) then null
    when (select count(*) filter (where e.kind = 'blocked') > count(*) filter (where e.kind = 'unblocked') from netra.case_event e
          where e.case_id = wanted and e.kind in ('blocked', 'unblocked')) then 'blocked'
    else (select e.kind from netra.case_event e where e.case_id = wanted
      and e.kind in ('conveyed', 'rerouted', 'called-back', 'reminded', 'reprimanded', 'block-proposed', 'block-refused', 'blocked', 'unblocked')
      order by e.seq desc limit 1) end;
create or replace function netra.reporter_clocks() returns table (
  procedure_id text, step_id text, body_name text, started_at timestamptz, due_at timestamptz, zone text, nature text, basis text, confidence text, state text, ended_at timestamptz
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.procedure_id, c.step_id, b.name, c.started_at, c.due_at, c.zone, c.nature, c.basis, c.confidence, c.state, c.ended_at
  from netra.report r
  join netra.clock c on c.case_id = r.case_id and c.procedure_id <> 'netra'
  join netra.body b on b.id = c.body_id
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
  order by c.started_at
$$;

-- 3. Who stands in for an office that has none above it, such as the task force of the nation: dated data of the office.
create table netra.body_stand_in (
  id uuid primary key,
  body_id uuid not null references netra.body (id),
  stand_in_body_id uuid not null references netra.body (id),
  valid_from date not null,
  valid_until date,
  basis text not null check (length(basis) between 5 and 300),
  recorded_at timestamptz not null default now(),
  check (stand_in_body_id <> body_id),
  check (valid_until >= valid_from - 1)
);
comment on table netra.body_stand_in is 'Kantor pengganti: which office of the same kind steps in where somebody declared an interest, before the office one level above, and where there is none above. Entered by an administrator, with its basis; who did stands in the audit.';
create index body_stand_in_body on netra.body_stand_in (body_id);
alter table netra.body_stand_in enable row level security;
create policy body_stand_in_read on netra.body_stand_in for select using (netra.actor_kind() in ('member', 'system'));
create policy body_stand_in_new on netra.body_stand_in for insert with check (
  (select netra.administers()) and valid_until is null and exists (
    select 1 from netra.body own join netra.body other on other.kind = own.kind where own.id = body_id and other.id = stand_in_body_id));
create policy body_stand_in_end on netra.body_stand_in for update using ((select netra.administers())) with check ((select netra.administers()));
grant select, insert on netra.body_stand_in to netra_app;
grant update (valid_until) on netra.body_stand_in to netra_app;
create or replace function netra.office_above(wanted uuid) returns uuid language sql stable security definer set search_path = netra, pg_temp
  return coalesce(
    (select s.stand_in_body_id from netra.body_stand_in s where s.body_id = wanted and s.valid_from <= current_date
       and (s.valid_until is null or s.valid_until >= current_date) order by s.valid_from desc limit 1),
    (select above.id from netra.body own join netra.jurisdiction own_place on own_place.id = own.jurisdiction_id
     join netra.body above on above.kind = own.kind and above.id <> own.id
     join netra.jurisdiction place on place.id = above.jurisdiction_id and starts_with(own_place.path, place.path) and place.path <> own_place.path
     where own.id = wanted order by length(place.path) desc, above.code limit 1));
comment on function netra.office_above is 'The office that steps in for this one: the one that was named for it, else the next level of its kind. Goes by the calendar of the real world, as membership does.';
revoke execute on function netra.office_above from public;
grant execute on function netra.office_above to netra_app;

-- A case that is taken over takes its limits along: they are the new office's to meet.
create function netra.limits_go_along() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if exists (select 1 from netra.case_event e where e.case_id = new.id and e.seq = new.last_seq and e.kind = 'taken-over' and e.to_body_id = new.holder_body_id) then
    update netra.clock k set body_id = new.holder_body_id
    where k.case_id = new.id and k.body_id = old.holder_body_id and k.state in ('running', 'stopped');
  end if;
  return null;
end $$;
create trigger case_file_limits_along after update of holder_body_id on netra.case_file for each row
  when (old.holder_body_id is distinct from new.holder_body_id) execute function netra.limits_go_along();
-- Those of before.
update netra.clock k set body_id = f.holder_body_id
from netra.case_file f
where f.id = k.case_id and k.state in ('running', 'stopped') and k.body_id <> f.holder_body_id and exists (
  select 1 from netra.case_event e where e.case_id = f.id and e.kind = 'taken-over' and e.to_body_id = f.holder_body_id
    and e.seq = (select max(m.seq) from netra.case_event m where m.case_id = f.id and m.to_body_id is not null));

-- Who is shut out of a case gets no mail about it, whoever else at the office does.
create function netra.shut_out_of(cases uuid[]) returns table (case_id uuid, user_id uuid) language sql stable security definer set search_path = netra, pg_temp as $$
  select l.case_id, l.user_id from netra.case_lockout l
  where l.case_id = any (cases) and (netra.actor_kind() = 'system' or netra.actor_kind() in ('public', 'accused', 'member'))
$$;
comment on function netra.shut_out_of is 'Whom mails about these cases must not reach: ids alone. Asked by whoever writes a step, so that a mail to an office leaves them out.';
revoke execute on function netra.shut_out_of, netra.limits_go_along from public, netra_app;
grant execute on function netra.shut_out_of to netra_app;

-- 4. What a reporter adds to a case that was joined to another reaches the office that holds that one: it is told at once, and reads the words in
-- which the office that took the report in passes them on, as a step of the case in which both matters go on.
create or replace function netra.additions_wait(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.sees_case(wanted) and exists (
    select 1 from netra.case_file f
    join netra.case_file t on t.id = case f.status when 'joined' then netra.ends_with(f.id) else f.id end
    join netra.case_event e on e.case_id = f.id and e.kind = 'reporter-added'
    where f.id = wanted and f.erased_at is null and t.erased_at is null and t.closed_at is null and f.origin_body_id = any (netra.my_bodies())
      and t.holder_body_id <> f.origin_body_id and not exists (
        select 1 from netra.case_event later where later.case_id = f.id and later.kind = 'addition-passed-on' and later.seq > e.seq)
      and not exists (
        select 1 from netra.case_event later join netra.case_event_content c on c.case_id = later.case_id and c.seq = later.seq
        where f.status = 'joined' and later.case_id = t.id and later.kind = 'addition-passed-on' and later.at >= e.at and c.content ->> 'from' = f.number));
drop function netra.origin_hold_case(text);
create function netra.origin_hold_case(wanted text) returns table (
  source_id uuid, joined boolean, case_id uuid, last_seq integer, status text, body_id uuid, holder_body_id uuid, link bytea)
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  source netra.case_file;
  goal uuid;
begin
  if netra.actor_kind() is distinct from 'member' then return; end if;
  select * into source from netra.case_file f where f.number = wanted and netra.additions_wait(f.id) for update;
  if source.id is null then return; end if;
  goal := case source.status when 'joined' then netra.ends_with(source.id) else source.id end;
  perform 1 from netra.case_file f where f.id = goal for update;
  return query select source.id, source.status = 'joined', f.id, f.last_seq, f.status, source.origin_body_id, f.holder_body_id, e.link
    from netra.case_file f join netra.case_event e on e.case_id = f.id and e.seq = f.last_seq
    where f.id = goal and netra.additions_wait(source.id);
end $$;
comment on function netra.origin_hold_case is 'The end of the chain of a case, or of the one it was joined to, for the office that took its report in, held still until what the reporter added was passed on.';
create or replace function netra.origin_passes_on(wanted uuid, at timestamptz, salt bytea, commitment bytea, link bytea, content jsonb) returns void
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  source netra.case_file;
  file netra.case_file;
  before bytea;
begin
  if netra.actor_kind() is distinct from 'member' or not netra.additions_wait(wanted) then
    raise exception 'nothing that was added waits here' using errcode = 'insufficient_privilege';
  end if;
  select * into source from netra.case_file f where f.id = wanted for update;
  select * into file from netra.case_file f where f.id = case source.status when 'joined' then netra.ends_with(source.id) else source.id end for update;
  if file.id <> source.id and origin_passes_on.content ->> 'from' is distinct from source.number then
    raise exception 'it says from which case it comes' using errcode = 'check_violation';
  end if;
  select e.link into before from netra.case_event e where e.case_id = file.id and e.seq = file.last_seq;
  if length(salt) < 32 or length(commitment) <> 32
    or origin_passes_on.link is distinct from sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || before || commitment) then
    raise exception 'this does not follow the last step' using errcode = 'check_violation';
  end if;
  insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
  values (file.id, file.last_seq + 1, 'addition-passed-on', source.origin_body_id, netra.actor_user(), null, file.status, origin_passes_on.at,
    origin_passes_on.salt, origin_passes_on.commitment, origin_passes_on.link);
  insert into netra.case_event_content (case_id, seq, content) values (file.id, file.last_seq + 1, origin_passes_on.content);
  update netra.case_file set last_seq = file.last_seq + 1 where id = file.id;
end $$;
comment on function netra.origin_passes_on is 'The one step of the office that took a report in on a case that lies elsewhere, or to which its own was joined: what the reporter added, in the words of that office.';
create function netra.reporter_goes_on_at() returns table (case_id uuid, body_id uuid) language sql stable security definer set search_path = netra, pg_temp as $$
  select t.id, t.holder_body_id from netra.report r join netra.case_file f on f.id = r.case_id and f.status = 'joined'
  join netra.case_file t on t.id = netra.ends_with(f.id) and t.closed_at is null and t.erased_at is null and t.holder_body_id <> r.intake_body_id
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
$$;
comment on function netra.reporter_goes_on_at is 'Where the case goes on to which the reporter''s own was joined, so that its office can be told that something was added.';
revoke execute on function netra.origin_hold_case, netra.reporter_goes_on_at from public;
grant execute on function netra.origin_hold_case, netra.reporter_goes_on_at to netra_app;
