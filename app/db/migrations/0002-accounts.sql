-- Tables of the accounts library (better-auth 1.7.6: its own compileMigrations(), columns renamed), kept in a schema of their own.
create schema auth;
grant usage on schema auth to netra_app;

create table auth.auth_user (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz default current_timestamp not null,
  updated_at timestamptz default current_timestamp not null,
  two_factor_enabled boolean
);
comment on table auth.auth_user is 'People with an account: staff of offices and, in the demonstration, civil servants. Never reporters.';

create table auth.auth_session (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz default current_timestamp not null,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references auth.auth_user (id) on delete cascade
);
comment on table auth.auth_session is 'Signed-in sessions. The cookie carries the token with a signature whose secret is not in the database.';

create table auth.auth_account (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz default current_timestamp not null,
  updated_at timestamptz not null
);
comment on table auth.auth_account is 'How a person signs in; password holds an Argon2id hash.';

create table auth.auth_verification (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz default current_timestamp not null,
  updated_at timestamptz default current_timestamp not null
);
comment on table auth.auth_verification is 'Short-lived values of a sign-in under way (between password and one-time code).';

create table auth.auth_two_factor (
  id uuid default pg_catalog.gen_random_uuid() not null primary key,
  secret text not null,
  backup_codes text not null,
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
comment on table auth.auth_two_factor is 'Secrets for one-time codes, encrypted by the library with the secret of the instance.';

create index auth_session_user on auth.auth_session (user_id);
create index auth_account_user on auth.auth_account (user_id);
create index auth_verification_identifier on auth.auth_verification (identifier);
create index auth_two_factor_user on auth.auth_two_factor (user_id);

grant select, insert, update, delete on all tables in schema auth to netra_app;
alter table netra.member add foreign key (user_id) references auth.auth_user (id);
