-- Sign-on: what a session has shown, passkeys, recovery codes, recovery by two, people who leave, and the state's sign-on (OIDC).

-- The accounts library keeps the session itself; here stands what it has shown. Without a row a session has shown one factor at most.
create table netra.session_mark (
  session_id uuid primary key references auth.auth_session (id) on delete cascade,
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  way text not null check (way in ('password', 'code', 'recovery-code', 'passkey', 'sso')),
  strong_at timestamptz,
  device text not null default 'unknown' check (length(device) <= 40),
  wrong_tries smallint not null default 0,
  issuer text,
  subject text,
  provider_session text
);
comment on table netra.session_mark is 'How a session was opened and when it last showed both factors (strong_at). device is a kind of browser and system in two words, never the text that the browser sent; no address is kept.';
create index session_mark_user on netra.session_mark (user_id);
create index session_mark_sso on netra.session_mark (issuer, subject) where issuer is not null;

create table netra.account_use (
  user_id uuid primary key references auth.auth_user (id) on delete cascade,
  signed_in_at timestamptz not null
);
comment on table netra.account_use is 'The last sign-in of each person, for the list of accounts that nobody uses.';

create table netra.passkey (
  id uuid primary key,
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  sign_count bigint not null,
  transports text not null default '',
  synced boolean not null,
  name text not null check (length(name) between 1 and 60),
  made_at timestamptz not null default now(),
  used_at timestamptz
);
comment on table netra.passkey is 'Passkeys (WebAuthn): the public half and the name its owner gave it. Counts as both factors, since the device asks for finger, face or PIN.';
create index passkey_user on netra.passkey (user_id);

create table netra.recovery_code (
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  code_hash bytea not null,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (user_id, code_hash)
);
comment on table netra.recovery_code is 'One-time codes for a lost phone, as keyed hashes; a new set replaces the old one.';

create table netra.account_recovery (
  id uuid primary key,
  user_id uuid not null references auth.auth_user (id),
  reason text not null check (length(reason) between 10 and 500),
  proposed_by uuid references auth.auth_user (id),
  proposed_at timestamptz not null default now(),
  delayed boolean not null default false,
  confirmed_by uuid references auth.auth_user (id),
  confirmed_at timestamptz,
  link_hash bytea unique,
  link_from timestamptz,
  link_until timestamptz,
  used_at timestamptz,
  stopped_by uuid references auth.auth_user (id),
  stopped_at timestamptz,
  -- Nobody alone, nobody for themselves. Without proposer: the operator at the server, where there is one administrator only.
  check (proposed_by is distinct from user_id and confirmed_by is distinct from user_id),
  check (confirmed_by is null or proposed_by is null or confirmed_by <> proposed_by),
  check ((link_hash is null) = (confirmed_at is null))
);
comment on table netra.account_recovery is 'Getting a person back in who lost every factor: one administrator proposes, another confirms, the person gets a link good for a day. Only the hash of the link is kept.';
create unique index account_recovery_open on netra.account_recovery (user_id) where used_at is null and stopped_at is null and confirmed_at is null;

create table netra.leaving (
  id uuid primary key,
  user_id uuid not null references auth.auth_user (id),
  last_day date not null,
  reason text not null check (length(reason) between 3 and 300),
  decided_by uuid not null references auth.auth_user (id),
  decided_at timestamptz not null default now(),
  withdrawn_by uuid references auth.auth_user (id),
  withdrawn_at timestamptz,
  ended_at timestamptz
);
comment on table netra.leaving is 'People who leave: after last_day nobody comes in with this account, by whatever way. ended_at: duties, sessions and tokens were ended.';
create unique index leaving_one on netra.leaving (user_id) where withdrawn_at is null;

create table netra.sso_issuer (
  issuer text primary key,
  link_by_email boolean not null default false,
  changed_by uuid references auth.auth_user (id),
  changed_at timestamptz not null default now()
);
comment on table netra.sso_issuer is 'What administrators decided about a provider of single sign-on. link_by_email: an account made by invitation may be found by an e-mail that the provider has verified; off unless switched on.';

create table netra.sso_link (
  issuer text not null,
  subject text not null,
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  linked_at timestamptz not null default now(),
  used_at timestamptz,
  disabled_at timestamptz,
  disabled_by uuid references auth.auth_user (id),
  primary key (issuer, subject)
);
comment on table netra.sso_link is 'Which person of the provider is which account here. A disabled one does not come in, whatever the provider says.';
create index sso_link_user on netra.sso_link (user_id);

create table netra.sso_rule (
  id uuid primary key,
  claim text not null check (length(claim) between 1 and 200),
  test text not null check (test in ('equals', 'prefix')),
  value text not null check (length(value) between 1 and 300),
  role text not null check (role in ('admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority', 'media', 'asn')),
  body_id uuid references netra.body (id),
  body_claim text check (length(body_claim) between 1 and 200),
  admin_meant boolean not null default false,
  valid_from date not null,
  valid_until date,
  made_by uuid references auth.auth_user (id),
  made_at timestamptz not null default now(),
  check ((body_id is null) <> (body_claim is null)),
  check (role <> 'admin' or admin_meant and body_id is not null and test = 'equals'),
  check (valid_until is null or valid_until >= valid_from - 1)
);
comment on table netra.sso_rule is 'Which claims of the provider give which role at which office, from when to when. body_claim: the office whose code stands in that claim. Rules are ended, never deleted.';

-- Where a duty comes from, and whether an administrator ended it: then no rule gives it again, only a new invitation.
alter table netra.member add column origin text not null default 'invitation' check (origin in ('invitation', 'sso')),
  add column barred boolean not null default false;
grant update (origin, barred) on netra.member to netra_app;

grant select, insert, update, delete on netra.session_mark, netra.account_use, netra.recovery_code, netra.sso_link to netra_app;
grant select, insert, delete on netra.passkey to netra_app;
grant update (sign_count, used_at, name) on netra.passkey to netra_app;
grant select, insert on netra.account_recovery, netra.leaving, netra.sso_rule, netra.sso_issuer to netra_app;
grant update (confirmed_by, confirmed_at, link_hash, link_from, link_until, used_at, stopped_by, stopped_at) on netra.account_recovery to netra_app;
grant update (withdrawn_by, withdrawn_at, ended_at) on netra.leaving to netra_app;
grant update (valid_until) on netra.sso_rule to netra_app;
grant update (link_by_email, changed_by, changed_at) on netra.sso_issuer to netra_app;

-- Tokens of the programming interface that a person issued end with the person. The table comes with the next migration.
create function netra.end_tokens_of(leaver uuid, by_whom uuid) returns integer language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  ended uuid[];
begin
  if netra.actor_kind() is distinct from 'system' then
    return 0;
  end if;
  with gone as (
    update netra.api_token set revoked_at = now(), revoked_by = by_whom
    where revoked_at is null and (issued_by = leaver or asked_by = leaver) returning user_id)
  select coalesce(array_agg(user_id) filter (where user_id is not null), '{}') into ended from gone;
  update netra.member set valid_until = current_date - 1 where user_id = any (ended);
  delete from netra.api_answer where user_id = any (ended);
  return cardinality(ended);
end $$;
comment on function netra.end_tokens_of is 'Revokes the tokens that a person who leaves asked for or issued. For the system alone.';
revoke execute on function netra.end_tokens_of from public;
grant execute on function netra.end_tokens_of to netra_app;

alter table netra.session_mark enable row level security;
create policy session_mark_read on netra.session_mark for select using (
  netra.actor_kind() = 'system' or user_id = (select netra.actor_user()) or (select netra.has_role('admin')));
create policy session_mark_write on netra.session_mark using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');

alter table netra.account_use enable row level security;
create policy account_use_read on netra.account_use for select using (netra.actor_kind() = 'system' or (select netra.has_role('admin')));
create policy account_use_write on netra.account_use using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');

alter table netra.passkey enable row level security;
create policy passkey_own on netra.passkey
  using (netra.actor_kind() = 'system' or user_id = (select netra.actor_user()))
  with check (netra.actor_kind() = 'system' or user_id = (select netra.actor_user()));

alter table netra.recovery_code enable row level security;
create policy recovery_code_own on netra.recovery_code
  using (netra.actor_kind() = 'system' or user_id = (select netra.actor_user()))
  with check (netra.actor_kind() = 'system' or user_id = (select netra.actor_user()));

-- An administrator proposes in the own name and confirms what another proposed; the person concerned may stop it; the link is the system's.
alter table netra.account_recovery enable row level security;
create policy account_recovery_read on netra.account_recovery for select using (
  netra.actor_kind() = 'system' or user_id = (select netra.actor_user()) or (select netra.has_role('admin')));
create policy account_recovery_new on netra.account_recovery for insert with check (
  netra.actor_kind() = 'system'
  or (select netra.has_role('admin')) and proposed_by = (select netra.actor_user()) and user_id <> (select netra.actor_user())
     and confirmed_at is null and used_at is null and stopped_at is null);
create policy account_recovery_change on netra.account_recovery for update using (
  netra.actor_kind() = 'system'
  or used_at is null and stopped_at is null
     and (user_id = (select netra.actor_user()) or (select netra.has_role('admin'))))
  with check (
  netra.actor_kind() = 'system'
  or used_at is null and stopped_by = (select netra.actor_user())
  or used_at is null and stopped_at is null and (select netra.has_role('admin'))
     and confirmed_by = (select netra.actor_user()) and proposed_by <> (select netra.actor_user()) and user_id <> (select netra.actor_user()));

alter table netra.leaving enable row level security;
create policy leaving_read on netra.leaving for select using (netra.actor_kind() = 'system' or (select netra.has_role('admin')));
create policy leaving_new on netra.leaving for insert with check (netra.actor_kind() = 'system');
create policy leaving_change on netra.leaving for update using (netra.actor_kind() = 'system');

alter table netra.sso_issuer enable row level security;
create policy sso_issuer_read on netra.sso_issuer for select using (netra.actor_kind() = 'system' or (select netra.has_role('admin')));
create policy sso_issuer_new on netra.sso_issuer for insert with check (
  (select netra.has_role('admin')) and changed_by = (select netra.actor_user()));
create policy sso_issuer_change on netra.sso_issuer for update using ((select netra.has_role('admin')))
  with check (changed_by = (select netra.actor_user()));

alter table netra.sso_link enable row level security;
create policy sso_link_read on netra.sso_link for select using (
  netra.actor_kind() = 'system' or user_id = (select netra.actor_user()) or (select netra.has_role('admin')));
create policy sso_link_write on netra.sso_link using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');

alter table netra.sso_rule enable row level security;
create policy sso_rule_read on netra.sso_rule for select using (netra.actor_kind() = 'system' or (select netra.has_role('admin')));
create policy sso_rule_new on netra.sso_rule for insert with check (
  (select netra.has_role('admin')) and made_by = (select netra.actor_user()));
create policy sso_rule_end on netra.sso_rule for update using ((select netra.has_role('admin')));
