-- The doors that were wider than anything that goes through them. Each rule stands here because the statement it refuses used to pass:
-- a reporter's transaction could open cases of others, a holder could rewrite what the chain says, a public page could read invitations.

-- Rows made in this very transaction. Nothing here uses savepoints: within one, a row carries another number and is refused, never allowed.
create function netra.is_new_case(wanted uuid, opened_at_body uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_file f where f.id = wanted and f.origin_body_id = opened_at_body and f.xmin = pg_current_xact_id()::xid);
create function netra.is_new_step(wanted uuid, step integer) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_event e where e.case_id = wanted and e.seq = step and e.xmin = pg_current_xact_id()::xid);

-- A report opens one case, at one office, at its beginning; it touches no case that was there before.
alter policy case_file_new on netra.case_file with check (
  holder_body_id = origin_body_id and last_seq = 1 and closed_at is null
  and (netra.actor_kind() = 'public' and (origin, status) in (('laporan', 'received'), ('informasi-awal', 'information'))
    or netra.actor_kind() = 'member' and origin_body_id = any ((select netra.my_bodies())::uuid[])));
alter policy case_access_new on netra.case_access with check (
  netra.actor_kind() = 'public' and netra.is_new_case(case_id, body_id) or netra.holds_case(case_id));
alter policy case_event_new on netra.case_event with check (
  netra.actor_kind() = 'public' and seq = 1 and actor_user_id is null and netra.is_new_case(case_id, body_id)
  or body_id = any ((select netra.my_bodies())::uuid[]) and actor_user_id = (select netra.actor_user()) and netra.holds_case(case_id));
alter policy case_event_content_new on netra.case_event_content with check (
  netra.is_new_step(case_id, seq) and (netra.actor_kind() = 'public' or netra.holds_case(case_id)));
alter policy clock_new on netra.clock with check (
  netra.actor_kind() = 'public' and netra.is_new_case(case_id, body_id) or netra.holds_case(case_id));
alter policy report_new on netra.report with check (
  netra.actor_kind() = 'public' and receipt_hash = (select netra.actor_receipt()) and netra.is_new_case(case_id, intake_body_id));
-- Words and identity are given when the report is sent, by whoever sends it, and never afterwards.
alter policy report_words_new on netra.report_words with check (
  netra.actor_kind() = 'public' and report_id in (select r.id from netra.report r
    where r.receipt_hash = netra.actor_receipt() and r.xmin = pg_current_xact_id()::xid));
alter policy report_identity_new on netra.report_identity with check (
  netra.actor_kind() = 'public' and report_id in (select r.id from netra.report r
    where r.receipt_hash = netra.actor_receipt() and r.xmin = pg_current_xact_id()::xid));
alter policy evidence_send on netra.evidence with check (
  netra.actor_kind() = 'public' and draft_key = (select netra.actor_draft())
  and report_id in (select r.id from netra.report r
    where r.receipt_hash = netra.actor_receipt() and r.intake_body_id = evidence.intake_body_id and r.xmin = pg_current_xact_id()::xid));

-- What the holder may change of a case: its present state, and only to what the last step of the chain says.
revoke update on netra.case_file, netra.case_access, netra.handover, netra.clock from netra_app;
grant update (status, holder_body_id, last_seq, origin, level, row_ids, closed_at, due_at, accused_count) on netra.case_file to netra_app;
grant update (reads_to_seq) on netra.case_access to netra_app;
grant update (opened_at, opened_by, accepted_at, accepted_by, returned_at, returned_by) on netra.handover to netra_app;
grant update (state, ended_at) on netra.clock to netra_app;

create function netra.follows_chain(wanted uuid, step integer, says text, holder uuid) returns boolean
language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_event e where e.case_id = wanted and e.seq = step and e.status_after = says)
    and not exists (select 1 from netra.case_event e where e.case_id = wanted and e.seq > step)
    and exists (select 1 from netra.case_access a where a.case_id = wanted and a.body_id = holder);
comment on function netra.follows_chain is 'Whether a state of a case is the one after its last step, at an office that may see it.';
alter policy case_file_change on netra.case_file with check (netra.follows_chain(id, last_seq, status, holder_body_id));
-- A limit that has ended stays as it ended.
alter policy clock_change on netra.clock using (state = 'running' and netra.holds_case(case_id)) with check (netra.holds_case(case_id));

-- A receipt is signed once, by whoever signs.
alter policy handover_new on netra.handover with check (
  from_body_id = any ((select netra.my_bodies())::uuid[]) and sent_by = (select netra.actor_user()) and netra.holds_case(case_id)
  and opened_at is null and accepted_at is null and returned_at is null);
create function netra.sign_once() returns trigger language plpgsql as $$
begin
  if old.opened_at is not null and (new.opened_at, new.opened_by) is distinct from (old.opened_at, old.opened_by)
    or old.accepted_at is not null and (new.accepted_at, new.accepted_by) is distinct from (old.accepted_at, old.accepted_by)
    or old.returned_at is not null and (new.returned_at, new.returned_by) is distinct from (old.returned_at, old.returned_by) then
    raise exception 'a hand-over is signed once' using errcode = 'insufficient_privilege';
  end if;
  if netra.actor_kind() = 'member' and (
    old.opened_at is null and new.opened_at is not null and new.opened_by is distinct from netra.actor_user()
    or old.accepted_at is null and new.accepted_at is not null and new.accepted_by is distinct from netra.actor_user()
    or old.returned_at is null and new.returned_at is not null and new.returned_by is distinct from netra.actor_user()) then
    raise exception 'a hand-over is signed in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger handover_sign_once before update on netra.handover for each row execute function netra.sign_once();

-- The trace: in one's own name, of cases one sees. The system has no business with cases.
alter policy audit_new on netra.audit with check (
  netra.actor_kind() = 'member' and user_id = (select netra.actor_user()) and (case_id is null or netra.sees_case(case_id))
  or netra.actor_kind() = 'system' and case_id is null);

-- Whoever administers sees no case, also when a row says that the person is an officer as well.
create function netra.administers() returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.member m
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = 'admin'
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  );

create or replace function netra.my_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(m.body_id)
    from netra.member m
    join netra.body b on b.id = m.body_id
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
      and (m.role, b.kind) in (('officer', 'bawaslu'), ('verifier', 'satgas'), ('conveyor', 'bkn'), ('authority', 'ppk'))
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');

create or replace function netra.readable_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return netra.my_bodies() || coalesce((
    select array_agg(below.id)
    from netra.member m
    join netra.body own on own.id = m.body_id
    join netra.jurisdiction own_place on own_place.id = own.jurisdiction_id
    join netra.body below on below.kind = own.kind
    join netra.jurisdiction below_place on below_place.id = below.jurisdiction_id and starts_with(below_place.path, own_place.path)
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
      and m.role = 'overseer' and own.kind in ('bawaslu', 'bkn')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');

create or replace function netra.seal_private_key(wanted uuid) returns bytea language sql stable security definer set search_path = netra, pg_temp
  return (select b.seal_private_key_wrapped from netra.body b where b.id = wanted and b.id = any (netra.my_bodies())
          and exists (select 1 from netra.member m where m.body_id = b.id and m.role = 'officer' and m.user_id = netra.actor_user()
                      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)));

-- Roles are given by an invitation that was accepted; an administrator ends them and does nothing else with them.
revoke update on netra.member, netra.invitation from netra_app;
grant update (valid_from, valid_until) on netra.member to netra_app;
grant update (expires_at, used_at) on netra.invitation to netra_app;
alter policy member_write on netra.member with check (netra.actor_kind() = 'system');
alter policy member_end on netra.member with check (
  netra.actor_kind() = 'system' or (select netra.has_role('admin')) and valid_until < current_date);

-- An invitation is found by the link alone, made by an administrator in the own name, and spent by the system.
create function netra.actor_invitation() returns bytea language sql stable
  return decode(nullif(current_setting('netra.invitation', true), ''), 'hex');
drop policy invitation_all on netra.invitation;
create policy invitation_read on netra.invitation for select using (
  netra.actor_kind() = 'system' or (select netra.has_role('admin'))
  or netra.actor_kind() = 'public' and token_hash = (select netra.actor_invitation()));
create policy invitation_new on netra.invitation for insert with check (
  netra.actor_kind() = 'system' or (select netra.has_role('admin')) and invited_by = (select netra.actor_user()) and body_id is not null);
create policy invitation_spend on netra.invitation for update using (netra.actor_kind() = 'system');

-- What an instance is (its mode) is set by its owner at start; the legal clock is moved in the demonstration only.
create function netra.is_production() returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.setting s where s.key = 'mode' and s.value = '"production"'::jsonb);
alter table netra.setting enable row level security;
create policy setting_read on netra.setting for select using (true);
create policy setting_new on netra.setting for insert with check (
  netra.actor_kind() = 'system' and key <> 'mode' and (key <> 'legal-clock' or not netra.is_production()));
create policy setting_change on netra.setting for update using (netra.actor_kind() = 'system' and key <> 'mode')
  with check (netra.actor_kind() = 'system' and key <> 'mode' and (key <> 'legal-clock' or not netra.is_production()));

-- A pledge names the institution of the person who signs.
alter policy pledge_sign on netra.pledge with check (
  netra.actor_kind() = 'member' and user_id = (select netra.actor_user())
  and body_id in (select m.body_id from netra.member m where m.user_id = netra.actor_user() and m.role = 'asn'
                  and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)));

-- Functions that look past row-level security are the application's to call and nobody else's, now and in later migrations.
revoke execute on all functions in schema netra from public;
grant execute on all functions in schema netra to netra_app;
alter default privileges revoke execute on functions from public;
alter default privileges in schema netra grant execute on functions to netra_app;
