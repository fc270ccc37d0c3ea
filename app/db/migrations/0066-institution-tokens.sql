-- Tokens for institutions: the inspectorate's and the facility managers' own programs. Their operations were there, but nobody could get a token for them.
alter table netra.api_token drop constraint api_token_role_check;
alter table netra.api_token add constraint api_token_role_check check (
  role in ('admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority', 'media', 'inspectorate', 'facility'));

create function netra.issued_at_office(wanted_role text) returns boolean language sql immutable
  return netra.reaches_cases(wanted_role) or wanted_role in ('inspectorate', 'facility');
comment on function netra.issued_at_office is 'Roles whose tokens only a member of the very office with that role issues; those of all others are issued by an administrator.';
revoke execute on function netra.issued_at_office from public;
grant execute on function netra.issued_at_office to netra_app;

create or replace function netra.issue_api_token(wanted uuid, hash bytea, tail text, granted text[], service uuid, membership uuid)
returns table (expires timestamptz) language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  t netra.api_token;
begin
  select * into t from netra.api_token where id = wanted and issued_at is null and revoked_at is null
    and asked_at > now() - interval '14 days' for update;
  if not found or netra.actor_kind() is distinct from 'member' or netra.is_service() then
    return;
  end if;
  if netra.issued_at_office(t.role) and not netra.acts_as(t.body_id, t.role) or not netra.issued_at_office(t.role) and not netra.administers() then
    raise exception 'a token is issued by the office it acts for' using errcode = 'insufficient_privilege';
  end if;
  if not granted <@ (t.scopes || case when t.role = 'officer' then array['reports:read'] else '{}'::text[] end) then
    raise exception 'a token is issued with what was asked for' using errcode = 'insufficient_privilege';
  end if;
  insert into auth.auth_user (id, name, email, email_verified) values (service, t.name || ' (API)', 'token-' || t.id || '@api.invalid', false);
  insert into netra.member (id, user_id, body_id, role, valid_until) values (membership, service, t.body_id, t.role, current_date + t.days);
  update netra.api_token set scopes = granted, issued_by = netra.actor_user(), issued_at = now(), user_id = service, token_hash = hash, hint = tail,
    expires_at = now() + make_interval(days => t.days) where id = wanted returning expires_at into expires;
  return next;
end $$;

-- A program of an inspectorate keeps records. It gives out no codes, reads no reasons, no roster and no coverage, whatever the application thinks.
create or replace function netra.inspects(institution uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp as $$
  select exists (
    select 1 from netra.member m join netra.body b on b.id = m.body_id
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = 'inspectorate' and b.jurisdiction_id = institution
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date))
    and not netra.is_service()
$$;
comment on function netra.inspects is 'Whether the asking person works for the inspectorate of this institution; false for programs.';
