-- Accounts: which address is proven, who invited an administrator, doors that end with whoever opened them, the day on which a leaving counts.

-- An invitation that was mailed proves the address to which it went; one that was handed over proves nothing about what is typed into it.
alter table netra.invitation add column mailed boolean not null default false;
comment on column netra.invitation.mailed is 'The link was sent to the address in email. Whoever takes it with that address has shown that the address is theirs.';
-- Until now every account called its address proven. Of those with a password nobody can tell any more: they are tied to a provider from their own page.
update auth.auth_user u set email_verified = false
  where exists (select 1 from auth.auth_account a where a.user_id = u.id and a.provider_id = 'credential');

-- Who invited a person to a duty: two administrators of whom one made the other are one, where two are asked. Invitations are thrown away after a
-- month, so it stands with the duty. Of the duties there are, as much as can still be told.
alter table netra.member add column invited_by uuid references auth.auth_user (id);
comment on column netra.member.invited_by is 'Who made the invitation by which the duty came; empty: the system, or the provider of single sign-on.';
update netra.member m set invited_by = i.invited_by
  from netra.invitation i join auth.auth_user u on u.email = i.email
  where i.used_at is not null and i.invited_by is not null and m.user_id = u.id and m.role = i.role and m.body_id = i.body_id;
grant update (invited_by) on netra.member to netra_app;

-- An administrator may let invitations run out, and nothing else with them.
drop policy invitation_spend on netra.invitation;
create policy invitation_spend on netra.invitation for update
  using (netra.actor_kind() = 'system' or used_at is null and (select netra.has_role('admin')))
  with check (netra.actor_kind() = 'system' or used_at is null and expires_at <= now() and (select netra.has_role('admin')));

-- A recovery is confirmed within three days, and only while the one who proposed it still administers. Which two may do it together stands in the
-- application (accounts/recovery/recovery-pair.ts).
alter policy account_recovery_change on netra.account_recovery with check (
  netra.actor_kind() = 'system'
  or used_at is null and stopped_by = (select netra.actor_user())
  or used_at is null and stopped_at is null and (select netra.has_role('admin'))
     and confirmed_by = (select netra.actor_user()) and proposed_by <> (select netra.actor_user()) and user_id <> (select netra.actor_user())
     and proposed_at > now() - interval '3 days'
     and exists (select 1 from netra.member m where m.user_id = proposed_by and m.role = 'admin'
                 and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)));

-- The last day of somebody who leaves is a day in Indonesia. It ends at midnight in Jakarta for everybody: one moment that all can name.
create function netra.has_left(person uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.leaving l where l.user_id = person and l.withdrawn_at is null
                 and l.last_day < (now() at time zone 'Asia/Jakarta')::date);
comment on function netra.has_left is 'Whether the last day of a person is over. For other functions alone.';
revoke execute on function netra.has_left from public;

-- A token counts no longer than whoever asked for it or issued it, also in the hours before the job has revoked it.
create or replace function netra.find_api_token(hash bytea) returns table (
  id uuid, body_id uuid, role text, user_id uuid, name text, scopes text[], expires_at timestamptz, revoked boolean, expired boolean
) language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.api_token t set last_used_on = current_date
    where t.token_hash = hash and t.last_used_on is distinct from current_date and t.revoked_at is null and t.expires_at > now()
      and not netra.has_left(t.asked_by) and not netra.has_left(t.issued_by);
  return query select t.id, t.body_id, t.role, t.user_id, t.name, t.scopes, t.expires_at,
      t.revoked_at is not null or netra.has_left(t.asked_by) or netra.has_left(t.issued_by), t.expires_at <= now()
    from netra.api_token t where t.token_hash = hash;
end $$;
