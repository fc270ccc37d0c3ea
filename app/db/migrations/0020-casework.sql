-- Casework between many offices: who has a vote, who has a part in a case without holding it, who may not touch it, and which cases were joined.

alter table netra.case_file drop constraint case_file_origin_check;
alter table netra.case_file add constraint case_file_origin_check
  check (origin in ('laporan', 'temuan', 'informasi-awal', 'petunjuk', 'pelimpahan'));

-- The task force verifies together: each of its bodies has a seat, and a member speaks for one of them.
create table netra.task_force_seat (
  body_id uuid not null references netra.body (id),
  kind text not null,
  valid_from date not null,
  valid_until date,
  basis text not null,
  primary key (body_id, kind, valid_from)
);
comment on table netra.task_force_seat is 'Which bodies have a vote in the verification at an office, with dates and source: bodies change, so no seat is written in code. No row: whoever verifies there decides alone.';
alter table netra.task_force_seat enable row level security;
create policy task_force_seat_read on netra.task_force_seat for select using (true);
create policy task_force_seat_new on netra.task_force_seat for insert with check (netra.actor_kind() = 'system' or (select netra.administers()));
create policy task_force_seat_end on netra.task_force_seat for update using ((select netra.administers())) with check ((select netra.administers()));
grant select, insert on netra.task_force_seat to netra_app;
grant update (valid_until) on netra.task_force_seat to netra_app;

alter table netra.member add column represents text;
comment on column netra.member.represents is 'The body (kind) for which a member of a joint office speaks and votes; null: for none.';
grant update (represents) on netra.member to netra_app;
-- One's own seat is not one's own to give.
create function netra.seat_by_others() returns trigger language plpgsql as $$
begin
  if new.represents is distinct from old.represents and netra.actor_kind() = 'member' and old.user_id = netra.actor_user() then
    raise exception 'a seat is given by another administrator' using errcode = 'insufficient_privilege';
  end if;
  if netra.actor_kind() = 'member' and (new.valid_from, new.valid_until) is distinct from (old.valid_from, old.valid_until)
    and (new.valid_until is null or new.valid_until >= current_date) then
    raise exception 'a role is ended, never given' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger member_seat before update on netra.member for each row execute function netra.seat_by_others();
alter policy member_end on netra.member with check (
  netra.actor_kind() = 'system' or (select netra.has_role('admin')) and (valid_until < current_date or user_id <> (select netra.actor_user())));

create table netra.case_part (
  case_id uuid not null references netra.case_file (id),
  body_id uuid not null references netra.body (id),
  part text not null check (part in ('watch', 'delegate')),
  since timestamptz not null,
  ended_at timestamptz,
  primary key (case_id, body_id, part)
);
comment on table netra.case_part is 'Offices that may act on a case which they do not hold: watch = conveyed it and watches over what the authority does; delegate = checks it for the task force.';
create index case_part_body on netra.case_part (body_id, case_id) where ended_at is null;

create table netra.case_lockout (
  case_id uuid not null references netra.case_file (id),
  user_id uuid not null,
  body_id uuid not null references netra.body (id),
  kind text not null,
  at timestamptz not null,
  primary key (case_id, user_id)
);
comment on table netra.case_lockout is 'Who declared an interest in a case: that person neither acts on it nor sees it any more. Never lifted; another person acts.';
create index case_lockout_user on netra.case_lockout (user_id);

create function netra.my_lockouts() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((select array_agg(l.case_id) from netra.case_lockout l where l.user_id = netra.actor_user()), '{}');
create function netra.locked_out(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_lockout l where l.case_id = wanted and l.user_id = netra.actor_user());

create or replace function netra.holds_case(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_file f where f.id = wanted and f.holder_body_id = any (netra.my_bodies())) and not netra.locked_out(wanted);
create or replace function netra.sees_case(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_access a where a.case_id = wanted and a.body_id = any (netra.readable_bodies())) and not netra.locked_out(wanted);
-- What an office wrote itself it may read, also after it let the case go.
create or replace function netra.reads_step(wanted uuid, step integer) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return not netra.locked_out(wanted) and exists (
    select 1 from netra.case_access a where a.case_id = wanted and a.body_id = any (netra.readable_bodies())
      and (a.reads_to_seq is null or step <= a.reads_to_seq
           or exists (select 1 from netra.case_event e where e.case_id = wanted and e.seq = step and e.body_id = a.body_id)));

create function netra.has_part(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_part p where p.case_id = wanted and p.ended_at is null and p.body_id = any (netra.my_bodies())) and not netra.locked_out(wanted);
comment on function netra.has_part is 'Whether the actor acts for an office that has a part in the case without holding it.';
create function netra.acts_on(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.holds_case(wanted) or netra.has_part(wanted);
create function netra.part_may(wanted uuid, body uuid, step_kind text) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_part p where p.case_id = wanted and p.body_id = body and p.ended_at is null and body = any (netra.my_bodies())
    and (p.part = 'watch' and step_kind in ('reminded', 'reprimanded', 'block-proposed', 'blocked', 'block-refused', 'unblocked', 'conflict-flagged', 'rerouted')
      or p.part = 'delegate' and step_kind = 'delegated-verification-reported')) and not netra.locked_out(wanted);
comment on function netra.part_may is 'Which steps an office may add to a case by its part in it.';

alter table netra.case_part enable row level security;
create policy case_part_read on netra.case_part for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy case_part_new on netra.case_part for insert with check (netra.holds_case(case_id));
create policy case_part_end on netra.case_part for update using (netra.acts_on(case_id)) with check (netra.acts_on(case_id));
grant select, insert on netra.case_part to netra_app;
grant update (ended_at, since) on netra.case_part to netra_app;

-- A delegate that has reported lets go of the case: its own office ends its reading, or the task force does when it decides without it.
create function netra.end_delegate_access(wanted uuid, body uuid, step integer) returns void language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if not exists (select 1 from netra.case_part p where p.case_id = wanted and p.body_id = body and p.part = 'delegate' and p.ended_at is not null
      and p.xmin = pg_current_xact_id()::xid) then
    raise exception 'only a delegation that just ended' using errcode = 'insufficient_privilege';
  end if;
  update netra.case_access a set reads_to_seq = step where a.case_id = wanted and a.body_id = body and a.reads_to_seq is null
    and not exists (select 1 from netra.case_file f where f.id = wanted and f.holder_body_id = body);
end $$;

alter table netra.case_lockout enable row level security;
create policy case_lockout_read on netra.case_lockout for select using (
  netra.actor_kind() = 'member' and (user_id = (select netra.actor_user()) or netra.sees_case(case_id)));
create policy case_lockout_new on netra.case_lockout for insert with check (
  user_id = (select netra.actor_user()) and netra.acts_on(case_id) and body_id = any ((select netra.my_bodies())::uuid[]));
grant select, insert on netra.case_lockout to netra_app;

alter policy case_file_read on netra.case_file using (
  netra.actor_kind() = 'member' and id in (select a.case_id from netra.case_access a where a.body_id = any ((select netra.readable_bodies())::uuid[]))
  and id <> all ((select netra.my_lockouts())::uuid[]));
-- Whoever has a part adds steps, so the row of the queue goes on with them.
alter policy case_file_change on netra.case_file
  using (holder_body_id = any ((select netra.my_bodies())::uuid[]) and id <> all ((select netra.my_lockouts())::uuid[]) or netra.has_part(id))
  with check (netra.follows_chain(id, last_seq, status, holder_body_id) and (netra.holds_case(id) or netra.is_new_step(id, last_seq)));
alter policy case_event_new on netra.case_event with check (
  netra.actor_kind() = 'public' and seq = 1 and actor_user_id is null and netra.is_new_case(case_id, body_id)
  or body_id = any ((select netra.my_bodies())::uuid[]) and actor_user_id = (select netra.actor_user())
     and (netra.holds_case(case_id) or netra.part_may(case_id, body_id, kind)));
alter policy case_event_content_new on netra.case_event_content with check (
  netra.is_new_step(case_id, seq) and (netra.actor_kind() = 'public' or netra.acts_on(case_id)));

-- Only a watching office moves a case that it does not hold, and only by rerouting it.
create function netra.reroutes(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_event e join netra.case_part p on p.case_id = e.case_id and p.body_id = e.body_id and p.part = 'watch' and p.ended_at is null
    where e.case_id = wanted and e.kind = 'rerouted' and e.body_id = any (netra.my_bodies()) and e.actor_user_id = netra.actor_user()
      and e.xmin = pg_current_xact_id()::xid) and not netra.locked_out(wanted);
alter policy case_access_new on netra.case_access with check (
  netra.actor_kind() = 'public' and netra.is_new_case(case_id, body_id) or netra.holds_case(case_id) or netra.reroutes(case_id));
alter policy case_access_change on netra.case_access using (netra.holds_case(case_id) or netra.reroutes(case_id));
alter policy handover_new on netra.handover with check (
  from_body_id = any ((select netra.my_bodies())::uuid[]) and sent_by = (select netra.actor_user()) and (netra.holds_case(case_id) or netra.reroutes(case_id))
  and opened_at is null and accepted_at is null and returned_at is null);
alter policy clock_new on netra.clock with check (
  netra.actor_kind() = 'public' and netra.is_new_case(case_id, body_id) or netra.holds_case(case_id) or netra.reroutes(case_id));
alter policy clock_change on netra.clock using (state = 'running' and (netra.holds_case(case_id) or netra.reroutes(case_id)))
  with check (netra.holds_case(case_id) or netra.reroutes(case_id));

create table netra.case_join (
  id uuid primary key,
  source_id uuid not null references netra.case_file (id),
  target_id uuid not null references netra.case_file (id),
  status_before text not null,
  joined_at timestamptz not null,
  joined_by uuid not null,
  split_at timestamptz,
  split_by uuid,
  check (source_id <> target_id)
);
comment on table netra.case_join is 'Cases about the same matter that an officer joined (never a machine), and split again. The source keeps its own steps, reports and receipts.';
create unique index case_join_live on netra.case_join (source_id) where split_at is null;
create index case_join_target on netra.case_join (target_id);
alter table netra.case_join enable row level security;
create policy case_join_read on netra.case_join for select using (netra.actor_kind() = 'member' and netra.sees_case(source_id) and netra.sees_case(target_id));
create policy case_join_new on netra.case_join for insert with check (
  netra.holds_case(source_id) and netra.holds_case(target_id) and joined_by = (select netra.actor_user()) and split_at is null);
create policy case_join_end on netra.case_join for update using (split_at is null and netra.holds_case(source_id))
  with check (split_at is not null and split_by = (select netra.actor_user()));
grant select, insert on netra.case_join to netra_app;
grant update (split_at, split_by) on netra.case_join to netra_app;

-- A reporter whose case was joined to another goes on seeing that steps happen there: when, at which office, never who, never what.
create function netra.reporter_joined_steps() returns table (kind text, at timestamptz, body_name text, to_body_name text, status_after text, zone text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select e.kind, e.at, b.name, t.name, e.status_after, b.zone
  from netra.report r
  join netra.case_join j on j.source_id = r.case_id
  join netra.case_event e on e.case_id = j.target_id and e.at >= j.joined_at and (j.split_at is null or e.at < j.split_at)
  join netra.body b on b.id = e.body_id
  left join netra.body t on t.id = e.to_body_id
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
    and e.kind not in ('vote-cast', 'interest-declared', 'case-joined', 'case-split-off', 'accused-answered')
  order by e.at, e.seq
$$;

-- An unproven accusation expires also where it was annulled on appeal, or where the case was referred to another authority.
create function netra.is_unproven(status text) returns boolean language sql immutable
  return status in ('stopped', 'annulled', 'referred');

-- Ways that were not there: a check in the region, and a case that goes above an authority with a stake in it. Regional offices of BKN convey nothing.
alter table netra.handover_route add column to_level text;
comment on column netra.handover_route.to_level is 'Only offices of this level; null: of any.';
update netra.handover_route set to_level = 'nation' where step = 'confirm-study';
insert into netra.handover_route (step, from_kind, to_kind, reach, valid_from, valid_until, basis, to_level) values
  ('delegate-verification', 'satgas', 'bkn', 'covers', '2024-09-04', null, 'Pembagian tugas kantor regional BKN; belum pasti', 'province'),
  ('reroute', 'bkn', 'ppk', 'covers', '2022-09-22', null, 'Tidak ditemukan aturan tentang PPK yang berbenturan; satu tingkat di atas diterapkan serupa dengan terlapor Sekda. Belum pasti', null);
