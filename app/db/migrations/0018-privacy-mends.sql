-- Personal data, five mends: a request is read by the person who made it and not by whoever stands at the same place of the case after them;
-- files whose rows are gone are remembered until they are gone as well; a hold that is placed while a case is being erased is waited for; held
-- cases do not take the places of others; what waits for an answer is counted for the menu in one look.

-- 1. A position of a case says where somebody stands in it, not who: written down anew, it is somebody else. So a request remembers the letter or
-- the report with which it was made. Requests from before remember neither: the office answers them, and nobody else reads them any more.
alter table netra.privacy_request
  add column notice_id uuid references netra.accused_notice (id) on delete set null,
  add column report_id uuid references netra.report (id) on delete set null,
  add constraint privacy_request_by_notice check (notice_id is null or subject = 'accused'),
  add constraint privacy_request_by_report check (report_id is null or subject = 'reporter');
comment on column netra.privacy_request.notice_id is 'The letter with which the accused came in and asked. Null: not an accused, asked before this was kept, or the case was erased.';
comment on column netra.privacy_request.report_id is 'The report with whose receipt it was asked. Null: not a reporter, or asked before this was kept.';
create index privacy_request_notice on netra.privacy_request (notice_id) where notice_id is not null;
create index privacy_request_report on netra.privacy_request (report_id) where report_id is not null;

create function netra.own_notices() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(n.id)
    from netra.accused_notice own
    join netra.accused_notice n on n.case_id = own.case_id and n.position = own.position
    where own.id = netra.accused_scope() and (n.id = own.id or n.ended_why = 'replaced')), '{}');
comment on function netra.own_notices is 'The letter of the visit that asks, and those that it replaced for the same person. A letter that was revoked, or whose person was written down anew, may have reached somebody else.';
create function netra.own_report() returns uuid language sql stable security definer set search_path = netra, pg_temp
  return (select r.id from netra.report r where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt());
comment on function netra.own_report is 'The report behind a receipt: for the server alone, to tie a request of the reporter to it. It is shown to nobody.';

alter policy privacy_request_read on netra.privacy_request using (
  netra.actor_kind() = 'member' and (user_id = (select netra.actor_user()) or netra.answers_request(subject, case_id))
  or netra.actor_kind() = 'accused' and subject = 'accused' and notice_id = any ((select netra.own_notices())::uuid[])
  or netra.actor_kind() = 'public' and subject = 'reporter' and report_id = (select netra.own_report()));
alter policy privacy_request_new on netra.privacy_request with check (
  answered_at is null and answer_locked is null and (
    netra.actor_kind() = 'member' and subject = 'account' and user_id = (select netra.actor_user())
    or netra.actor_kind() = 'accused' and subject = 'accused' and notice_id = (select netra.accused_scope())
      and case_id = (select netra.accused_case()) and position = (select netra.accused_position())
    or netra.actor_kind() = 'public' and subject = 'reporter' and report_id = (select netra.own_report())
      and case_id = (select netra.reporter_case())));
drop function netra.is_reporter_of;

-- 2. Rows go first and files after, and between the two a process may die or a disk may fail. What is still to be removed is therefore written
-- down where the row goes, whoever lets it go and why.
create table netra.file_to_remove (
  name text primary key,
  since timestamptz not null default now()
);
comment on table netra.file_to_remove is 'Sealed files whose rows of evidence are gone and which may still lie on the disk: a row goes once its file is removed. Random names, which say nothing of a person or a case.';
alter table netra.file_to_remove enable row level security;
create policy file_to_remove_read on netra.file_to_remove for select using (netra.actor_kind() = 'system');
create policy file_to_remove_done on netra.file_to_remove for delete using (netra.actor_kind() = 'system');
grant select, delete on netra.file_to_remove to netra_app;

create function netra.evidence_gone() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.file_to_remove (name)
  select file from unnest(array[old.original_file, old.working_file]) file where file is not null
  on conflict (name) do nothing;
  return null;
end $$;
comment on function netra.evidence_gone is 'Writes the files of a row of evidence that goes into file_to_remove, in the same transaction.';
create trigger evidence_gone after delete on netra.evidence for each row execute function netra.evidence_gone();

-- 3. A hold refers to its case and so keeps it from being locked until it is there for all to see. First the lock, which waits for a hold that is
-- being placed, then the look for holds: one statement would look with eyes from before it waited.
create or replace function netra.dispose_confirmed(wanted uuid) returns table (file text) language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  found_case uuid;
begin
  select d.case_id into found_case from netra.disposal d
  where d.id = wanted and netra.actor_kind() = 'member' and netra.holds_case(d.case_id) for update;
  perform 1 from netra.case_file f where f.id = found_case for update;
  perform 1 from netra.disposal d join netra.case_file f on f.id = d.case_id
  where d.id = wanted and d.done_at is null and d.confirmed_by is not null and d.confirmed_by <> d.proposed_by and f.closed_at is not null
    and netra.actor_kind() = 'member' and netra.holds_case(d.case_id)
    and not exists (select 1 from netra.case_hold h where h.case_id = d.case_id and h.lifted_at is null);
  if not found then
    raise exception 'nothing to dispose of' using errcode = 'insufficient_privilege';
  end if;
  return query select e.file from netra.erase_case(found_case, wanted) e;
end $$;

create or replace function netra.expire_case(wanted uuid, closed_before timestamptz) returns table (file text) language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'system' then
    raise exception 'cases expire by the system alone' using errcode = 'insufficient_privilege';
  end if;
  perform 1 from netra.case_file f where f.id = wanted for update;
  perform 1 from netra.case_file f where f.id = wanted and f.status = 'stopped' and f.erased_at is null and f.closed_at < closed_before
    and not exists (select 1 from netra.case_hold h where h.case_id = f.id and h.lifted_at is null);
  if not found then return; end if;
  return query select e.file from netra.erase_case(wanted, null) e;
end $$;

-- The other way about: a hold that waited for the erasing to end would stand on nothing and say that it keeps something.
create function netra.hold_has_a_case() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  erased timestamptz;
begin
  select f.erased_at into erased from netra.case_file f where f.id = new.case_id for key share;
  if erased is not null then
    raise exception 'this case was erased' using errcode = 'check_violation', constraint = 'case_hold_not_erased';
  end if;
  return new;
end $$;
create trigger case_hold_not_erased before insert on netra.case_hold for each row execute function netra.hold_has_a_case();

-- 4. As many as one night takes are cases that may go: held ones, which stay at the front of the line for years, are counted beside it.
drop function netra.expired_cases;
create function netra.expired_cases(closed_before timestamptz, most integer) returns table (id uuid, number text, closed_at timestamptz)
language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id, f.number, f.closed_at from netra.case_file f
  where netra.actor_kind() = 'system' and f.status = 'stopped' and f.erased_at is null and f.closed_at < closed_before
    and not exists (select 1 from netra.case_hold h where h.case_id = f.id and h.lifted_at is null)
  order by f.closed_at, f.id limit most
$$;
comment on function netra.expired_cases is 'Cases that ended as not proven, whose time is over and on which no hold stands: what the night may erase.';
create function netra.held_cases(closed_before timestamptz) returns bigint language sql stable security definer set search_path = netra, pg_temp as $$
  select count(*) from netra.case_file f
  where netra.actor_kind() = 'system' and f.status = 'stopped' and f.erased_at is null and f.closed_at < closed_before
    and exists (select 1 from netra.case_hold h where h.case_id = f.id and h.lifted_at is null)
$$;
comment on function netra.held_cases is 'How many would go but for a hold.';

-- 5. What waits for an answer stands in the menu of every page. Row-level security asks netra.answers_request for each row, which looks up offices
-- and case each time: a second for five thousand rows. Here offices are looked up once; what is read of a row is still for the policy to say.
create function netra.waiting_requests() returns table (id uuid, due_at timestamptz)
language sql stable security definer set search_path = netra, pg_temp as $$
  select r.id, r.due_at from netra.privacy_request r
  where netra.actor_kind() = 'member' and r.answered_at is null and r.user_id is distinct from (select netra.actor_user()) and case r.subject
    when 'account' then (select netra.administers())
    when 'accused' then exists (select 1 from netra.case_file f where f.id = r.case_id and f.holder_body_id = any ((select netra.my_bodies())::uuid[]))
    else exists (select 1 from netra.report p where p.case_id = r.case_id and p.intake_body_id = any ((select netra.my_bodies())::uuid[]))
  end
$$;
comment on function netra.waiting_requests is 'Requests without an answer that the actor answers, as netra.answers_request says, and did not make: ids and limits alone.';

revoke execute on function netra.waiting_requests, netra.own_notices, netra.own_report, netra.evidence_gone, netra.hold_has_a_case, netra.expired_cases, netra.held_cases
  from public, netra_app;
grant execute on function netra.waiting_requests, netra.own_notices, netra.own_report, netra.expired_cases, netra.held_cases to netra_app;
