-- Hand-overs with a limit of their own, with what was handed over, and as files: to offices that run their own Netra, or none.

-- The limit to accept: dated data of the route. A target of the service unless a rule sets one.
alter table netra.handover_route
  add column accept_within integer not null default 3 check (accept_within between 1 and 60),
  add column accept_unit text not null default 'working_day' check (accept_unit in ('working_day', 'calendar_day')),
  add column accept_nature text not null default 'target' check (accept_nature in ('law', 'practice', 'target')),
  add column accept_basis text not null default 'Target layanan Netra: penerima menjawab penyerahan dalam tiga hari kerja';
comment on column netra.handover_route.accept_within is 'Days in which the receiver accepts or returns; the sender sees when they have passed. accept_basis says where the number comes from, accept_nature whether it is law, practice or a target.';

alter table netra.handover
  add column due_at timestamptz,
  add column due_rule jsonb,
  add column due_provisional boolean,
  add column ended_at timestamptz;
comment on column netra.handover.due_at is 'Until when the receiver accepts or returns, counted for the office of the receiver from sent_at. due_rule: days, unit, nature, basis, days skipped, version of the rulebook. ended_at: accepted, returned, or worked on.';
-- Hand-overs from before have no limit; what was answered has ended.
update netra.handover set ended_at = coalesce(accepted_at, returned_at) where accepted_at is not null or returned_at is not null;
grant update (ended_at) on netra.handover to netra_app;
create index handover_waiting on netra.handover (id) where ended_at is null and due_at is not null;
create index handover_late on netra.handover (from_body_id, due_at) where ended_at is null;

-- What was handed over, by hashes. The salt is in every part's hash, so that nobody guesses a name from it; both sides can count it again.
create table netra.handover_manifest (
  handover_id uuid primary key references netra.handover (id),
  salt bytea not null,
  parts jsonb not null,
  sha256 bytea not null
);
comment on table netra.handover_manifest is 'Parts of what was handed over with a salted hash of each, and the hash over all: what an acknowledgement speaks of.';
alter table netra.handover_manifest enable row level security;
create policy handover_manifest_read on netra.handover_manifest for select using (exists (
  select 1 from netra.handover h where h.id = handover_id
  and (h.from_body_id = any ((select netra.readable_bodies())::uuid[]) or h.to_body_id = any ((select netra.readable_bodies())::uuid[]))));
create policy handover_manifest_new on netra.handover_manifest for insert with check (exists (
  select 1 from netra.handover h where h.id = handover_id and h.sent_by = (select netra.actor_user()) and h.xmin = pg_current_xact_id()::xid));
grant select, insert on netra.handover_manifest to netra_app;

-- Hashes of the files of a case, for whoever may see the case. Never names, never the files.
create function netra.case_file_hashes(wanted uuid, until timestamptz) returns table (place smallint, media_type text, size bigint, sha256 text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select e.position, e.media_type, e.size, encode(e.sha256, 'hex')
  from netra.report r join netra.evidence e on e.report_id = r.id
  where r.case_id = wanted and netra.sees_case(wanted) and r.received_at <= until
  order by e.position, e.id
$$;

-- Limits to accept that run, and moving them when a decree moves days off: like the limits of cases, without the cases.
create function netra.running_handovers(after uuid, most integer) returns table (
  id uuid, region text, zone text, sent_at timestamptz, due_at timestamptz, due_rule jsonb, due_provisional boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select h.id, j.name, b.zone, h.sent_at, h.due_at, h.due_rule, h.due_provisional
  from netra.handover h
  join netra.body b on b.id = h.to_body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where (netra.actor_kind() = 'system' or netra.administers()) and h.ended_at is null and h.due_at is not null and (after is null or h.id > after)
  order by h.id limit most
$$;
create function netra.move_handovers(moved jsonb) returns bigint language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  total bigint;
begin
  if not (netra.actor_kind() = 'member' and netra.administers()) then
    raise exception 'limits are moved by whoever changes the law' using errcode = 'insufficient_privilege';
  end if;
  update netra.handover h
  set due_at = (m ->> 'due')::timestamptz, due_rule = m -> 'rule', due_provisional = (m ->> 'provisional')::boolean
  from jsonb_array_elements(moved) m
  where h.id = (m ->> 'id')::uuid and h.ended_at is null;
  get diagnostics total = row_count;
  return total;
end $$;

-- Offices outside this instance: they receive and send by file alone.
alter table netra.body add column outside boolean not null default false;
comment on column netra.body.outside is 'The office works outside this instance: what is handed over to it leaves as a file, and only its signed acknowledgements move it.';
grant select (outside) on netra.body to netra_app;
create function netra.is_outside(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.body b where b.id = wanted and b.outside);

-- The keys with which this instance signs files and acknowledgements; secret halves are derived from the secret of the instance.
create table netra.exchange_signing_key (
  number integer primary key,
  verifier text not null unique,
  signs_from timestamptz not null,
  signs_until timestamptz
);
comment on table netra.exchange_signing_key is 'Public keys with which this instance has signed exchange files and acknowledgements; whoever keeps an old one needs the old key.';
alter table netra.exchange_signing_key enable row level security;
create policy exchange_signing_key_read on netra.exchange_signing_key for select using (netra.actor_kind() in ('member', 'system'));
create policy exchange_signing_key_new on netra.exchange_signing_key for insert with check (netra.actor_kind() = 'system');
create policy exchange_signing_key_end on netra.exchange_signing_key for update using (netra.actor_kind() = 'system');
grant select, insert on netra.exchange_signing_key to netra_app;
grant update (signs_until) on netra.exchange_signing_key to netra_app;

-- The key of an office with which files are encrypted to it.
create table netra.exchange_office_key (
  body_id uuid primary key references netra.body (id),
  recipient text not null unique,
  identity_locked bytea not null,
  made_at timestamptz not null default now()
);
comment on table netra.exchange_office_key is 'Key pair (age, X25519) of an office for files that are sent to it. The private half is locked with a key that is not in the database and is given to people of the office alone.';
alter table netra.exchange_office_key enable row level security;
create policy exchange_office_key_read on netra.exchange_office_key for select using (netra.actor_kind() = 'member');
create policy exchange_office_key_new on netra.exchange_office_key for insert with check (body_id = any ((select netra.my_bodies())::uuid[]));
grant select (body_id, recipient, made_at), insert on netra.exchange_office_key to netra_app;
create function netra.exchange_identity(wanted uuid) returns bytea language sql stable security definer set search_path = netra, pg_temp
  return (select k.identity_locked from netra.exchange_office_key k where k.body_id = wanted and wanted = any (netra.my_bodies()));

-- Keys of offices outside, entered by hand after a fingerprint was compared. A new key does not end an old one by itself.
create table netra.exchange_peer (
  id uuid primary key,
  body_id uuid not null references netra.body (id),
  verifier text not null,
  recipient text,
  added_at timestamptz not null default now(),
  added_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  unique (body_id, verifier)
);
comment on table netra.exchange_peer is 'Trusted keys of offices outside: verifier (Ed25519, as a signed note names it) and the age recipient to which files are encrypted. Entered by an administrator who compared the fingerprint by another way.';
alter table netra.exchange_peer enable row level security;
create policy exchange_peer_read on netra.exchange_peer for select using (netra.actor_kind() = 'member');
create policy exchange_peer_new on netra.exchange_peer for insert with check (
  (select netra.administers()) and added_by = (select netra.actor_user()) and ended_at is null and netra.is_outside(body_id));
create policy exchange_peer_end on netra.exchange_peer for update using ((select netra.administers()) and ended_at is null)
  with check (ended_by = (select netra.actor_user()));
grant select, insert on netra.exchange_peer to netra_app;
grant update (ended_at, ended_by) on netra.exchange_peer to netra_app;

-- Files that left.
create table netra.exchange_file (
  manifest_sha256 bytea primary key check (length(manifest_sha256) = 32),
  handover_id uuid not null references netra.handover (id),
  encrypted_to text not null check (encrypted_to in ('key', 'passphrase')),
  made_at timestamptz not null default now(),
  made_by uuid not null
);
comment on table netra.exchange_file is 'Hand-overs that left as a file, by the hash of the signed manifest: acknowledgements name it.';
create index exchange_file_handover on netra.exchange_file (handover_id);
alter table netra.exchange_file enable row level security;
create policy exchange_file_read on netra.exchange_file for select using (exists (
  select 1 from netra.handover h where h.id = handover_id and h.from_body_id = any ((select netra.readable_bodies())::uuid[])));
create policy exchange_file_new on netra.exchange_file for insert with check (made_by = (select netra.actor_user()) and exists (
  select 1 from netra.handover h where h.id = handover_id and h.from_body_id = any ((select netra.my_bodies())::uuid[])));
grant select, insert on netra.exchange_file to netra_app;

-- Files that came in, each with the case it opened.
create table netra.exchange_import (
  id uuid primary key,
  case_id uuid not null unique references netra.case_file (id),
  handover_id uuid not null unique references netra.handover (id),
  body_id uuid not null references netra.body (id),
  from_body_id uuid not null references netra.body (id),
  foreign_handover uuid not null,
  foreign_number text not null,
  manifest_sha256 bytea not null,
  manifest text not null,
  imported_at timestamptz not null,
  imported_by uuid not null,
  unique (from_body_id, foreign_handover)
);
comment on table netra.exchange_import is 'Serah terima that came in as a file: from which office outside, under which number there, with the signed manifest as it came. The case it opened keeps its own chain; the one from there is kept as it was, read only.';
alter table netra.exchange_import enable row level security;
create policy exchange_import_read on netra.exchange_import for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy exchange_import_new on netra.exchange_import for insert with check (
  body_id = any ((select netra.my_bodies())::uuid[]) and imported_by = (select netra.actor_user()) and netra.is_new_case(case_id, from_body_id));
grant select, insert on netra.exchange_import to netra_app;

-- The parts of a file that came in, cut into pieces, each locked with a key that is not in the database.
create table netra.exchange_piece (
  import_id uuid not null references netra.exchange_import (id),
  part text not null,
  piece integer not null check (piece >= 1),
  locked bytea not null,
  primary key (import_id, part, piece)
);
comment on table netra.exchange_piece is 'What came in a file: steps, accused, limits, working copies of evidence, as they were there. Locked, and readable with the first step of the case that the file opened.';
alter table netra.exchange_piece enable row level security;
create policy exchange_piece_read on netra.exchange_piece for select using (exists (
  select 1 from netra.exchange_import i where i.id = import_id and netra.reads_step(i.case_id, 1)));
create policy exchange_piece_new on netra.exchange_piece for insert with check (exists (
  select 1 from netra.exchange_import i where i.id = import_id and i.imported_by = (select netra.actor_user()) and i.xmin = pg_current_xact_id()::xid));
grant select, insert on netra.exchange_piece to netra_app;

-- Acknowledgements that came back for what left, one of each rank: 1 delivered, 2 opened, 3 accepted or returned. None is ever written over.
create table netra.exchange_ack (
  handover_id uuid not null references netra.handover (id),
  rank smallint not null check (rank between 1 and 3),
  state text not null check (state in ('delivered', 'opened', 'accepted', 'returned')),
  note text not null,
  imported_at timestamptz not null,
  imported_by uuid not null,
  primary key (handover_id, rank)
);
comment on table netra.exchange_ack is 'Signed acknowledgements of offices outside for what was sent to them, as they came.';
alter table netra.exchange_ack enable row level security;
create policy exchange_ack_read on netra.exchange_ack for select using (exists (
  select 1 from netra.handover h where h.id = handover_id and h.from_body_id = any ((select netra.readable_bodies())::uuid[])));
create policy exchange_ack_new on netra.exchange_ack for insert with check (imported_by = (select netra.actor_user()) and exists (
  select 1 from netra.handover h where h.id = handover_id and h.from_body_id = any ((select netra.my_bodies())::uuid[]) and netra.is_outside(h.to_body_id)));
grant select, insert on netra.exchange_ack to netra_app;

-- The holder outside speaks through a signed acknowledgement that is stored in the same transaction, and through the sender alone.
create function netra.hears_from_outside(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.case_file f
    join netra.handover h on h.case_id = f.id and h.to_body_id = f.holder_body_id
    join netra.body b on b.id = f.holder_body_id and b.outside
    join netra.exchange_ack a on a.handover_id = h.id
    where f.id = wanted and h.from_body_id = any (netra.my_bodies()) and a.imported_by = netra.actor_user()
      and a.xmin = pg_current_xact_id()::xid);
comment on function netra.hears_from_outside is 'Whether the actor stores an acknowledgement of the office outside that holds the case, in this very transaction.';
-- The check repeats the condition: checks of several policies count for each other.
create policy case_file_heard on netra.case_file for update using (netra.hears_from_outside(id))
  with check (netra.hears_from_outside(id) and netra.follows_chain(id, last_seq, status, holder_body_id));
create policy case_event_heard on netra.case_event for insert with check (
  netra.hears_from_outside(case_id) and actor_user_id = (select netra.actor_user()) and netra.is_outside(body_id)
  and kind in ('handover-accepted', 'handover-returned'));
create policy case_event_content_heard on netra.case_event_content for insert with check (
  netra.is_new_step(case_id, seq) and netra.hears_from_outside(case_id));
create policy case_access_heard_new on netra.case_access for insert with check (netra.hears_from_outside(case_id));
create policy case_access_heard on netra.case_access for update using (netra.hears_from_outside(case_id));
create policy handover_heard on netra.handover for update using (netra.hears_from_outside(case_id) and netra.is_outside(to_body_id));

-- A file opens a case at the office that received it, in the name of the office outside that sent it.
create policy case_file_arrival on netra.case_file for insert with check (
  netra.actor_kind() = 'member' and origin = 'pelimpahan' and holder_body_id = any ((select netra.my_bodies())::uuid[])
  and netra.is_outside(origin_body_id) and last_seq = 2 and closed_at is null);
create policy handover_arrival on netra.handover for insert with check (
  to_body_id = any ((select netra.my_bodies())::uuid[]) and sent_by = (select netra.actor_user()) and netra.is_outside(from_body_id)
  and netra.is_new_case(case_id, from_body_id) and opened_at is null and accepted_at is null and returned_at is null);
do $$
declare
  before text;
begin
  select pg_get_expr(c.conbin, c.conrelid) into strict before from pg_constraint c
  where c.conname = 'case_file_origin_check' and c.conrelid = 'netra.case_file'::regclass;
  alter table netra.case_file drop constraint case_file_origin_check;
  execute format('alter table netra.case_file add constraint case_file_origin_check check ((%s) or origin = ''pelimpahan'')', before);
end $$;

-- What a case held is erased by law: what came with it in a file goes too, and the salt of what was handed over.
create function netra.erase_exchange() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  delete from netra.exchange_piece p using netra.exchange_import i where i.id = p.import_id and i.case_id = new.id;
  update netra.handover_manifest m set salt = '' from netra.handover h where h.id = m.handover_id and h.case_id = new.id;
  return new;
end $$;
create trigger case_file_erase_exchange after update of erased_at on netra.case_file for each row
  when (old.erased_at is null and new.erased_at is not null) execute function netra.erase_exchange();
