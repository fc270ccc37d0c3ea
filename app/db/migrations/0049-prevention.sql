-- The prevention log: work of supervisors and of offices, what was promised at meetings and what became of it.
-- Why it is built so: docs/decisions/0057.

-- Who records for which office, and who reads it.
create function netra.prevention_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(distinct m.body_id)
    from netra.member m
    join netra.body b on b.id = m.body_id
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user()
      and ((m.role, b.kind) in (('officer', 'bawaslu'), ('inspectorate', 'institution'), ('authority', 'ppk')) or m.role = 'admin')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');
comment on function netra.prevention_bodies is 'Offices for which the actor records prevention work: officer, inspectorate, authority and administrator, for the own office.';

create function netra.prevention_sees() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return netra.prevention_bodies() || coalesce((
    select array_agg(distinct below.id)
    from netra.member m
    join netra.body own on own.id = m.body_id
    join netra.jurisdiction place on place.id = own.jurisdiction_id
    join netra.jurisdiction inside on starts_with(inside.path, place.path)
    join netra.body below on below.jurisdiction_id = inside.id
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
      and (m.role, own.kind) in (('overseer', 'bawaslu'), ('inspectorate', 'institution'))
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');
comment on function netra.prevention_sees is 'Offices whose prevention work the actor reads: the own ones; overseers and inspectorates also those inside their place.';

create table netra.prevention_work (
  id uuid primary key,
  submission_key uuid not null unique,
  body_id uuid not null references netra.body (id),
  election_id text not null check (length(election_id) between 1 and 60),
  kind text not null check (kind in ('risk', 'education', 'participation', 'cooperation', 'appeal', 'publication', 'other', 'meeting', 'ceremony', 'circular')),
  on_day date not null,
  content_sealed bytea not null,
  people integer check (people between 0 and 1000000),
  made_by uuid not null,
  made_at timestamptz not null default now()
);
comment on table netra.prevention_work is 'One piece of prevention work: seven kinds of supervisors, and meetings, ceremonies and circulars of offices. content_sealed: title and words, locked. submission_key: made with the form, in the browser where it was filled in offline; sent twice it counts once. people: how many came, all offices together.';
create index prevention_work_body on netra.prevention_work (body_id, on_day desc);

create table netra.prevention_presence (
  work_id uuid not null references netra.prevention_work (id),
  position smallint not null check (position between 1 and 60),
  office text not null check (length(office) between 2 and 160),
  people integer not null check (people between 1 and 1000000),
  primary key (work_id, position)
);
comment on table netra.prevention_presence is 'Attendance: how many came from which office. Counts, no names.';

create table netra.prevention_signatory (
  work_id uuid not null references netra.prevention_work (id),
  position smallint not null check (position between 1 and 60),
  role text not null check (length(role) between 2 and 160),
  primary key (work_id, position)
);
comment on table netra.prevention_signatory is 'Who signed a circular or a declaration, as an office or a post, never as a name.';

create table netra.prevention_photo (
  id uuid primary key,
  work_id uuid not null references netra.prevention_work (id),
  sha256 bytea not null check (length(sha256) = 32),
  size integer not null check (size between 1 and 8000000),
  picture_sealed bytea not null,
  alt_sealed bytea not null,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  unique (work_id, sha256)
);
comment on table netra.prevention_photo is 'Pictures of prevention work, drawn anew without place, camera or time of the original, and locked. The original is not kept.';

create table netra.prevention_commitment (
  id uuid primary key,
  work_id uuid not null references netra.prevention_work (id),
  position smallint not null check (position between 1 and 60),
  by_body_id uuid not null references netra.body (id),
  body_id uuid not null references netra.body (id),
  owner_role text not null check (length(owner_role) between 2 and 120),
  words_sealed bytea not null,
  due_on date not null,
  made_at timestamptz not null default now(),
  unique (work_id, position)
);
comment on table netra.prevention_commitment is 'What was promised at a meeting: by which office (body_id) and post, until when. by_body_id: the office that recorded it. due_on never changes; a new date is a follow-up.';
create index prevention_commitment_owner on netra.prevention_commitment (body_id, due_on);
create index prevention_commitment_by on netra.prevention_commitment (by_body_id, due_on);

create table netra.prevention_followup (
  commitment_id uuid not null references netra.prevention_commitment (id),
  seq smallint not null check (seq between 1 and 200),
  kind text not null check (kind in ('kept', 'partly', 'missed', 'moved')),
  on_day date not null,
  new_due date,
  words_sealed bytea not null,
  body_id uuid not null references netra.body (id),
  written_by uuid not null,
  at timestamptz not null default now(),
  primary key (commitment_id, seq),
  check ((kind = 'moved') = (new_due is not null))
);
comment on table netra.prevention_followup is 'What became of a commitment, one after the other; never changed. After "kept" nothing follows.';

create table netra.prevention_reminder (
  commitment_id uuid not null references netra.prevention_commitment (id),
  due_on date not null,
  stage text not null check (stage in ('week', 'day', 'late')),
  at timestamptz not null default now(),
  primary key (commitment_id, due_on, stage)
);
comment on table netra.prevention_reminder is 'Which reminders of a commitment were sent, so that none is sent twice.';

create function netra.prevention_owed() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((select array_agg(distinct c.work_id) from netra.prevention_commitment c where c.body_id = any (netra.prevention_bodies())), '{}');
comment on function netra.prevention_owed is 'Meetings at which an office of the actor promised something.';

alter table netra.prevention_work enable row level security;
alter table netra.prevention_presence enable row level security;
alter table netra.prevention_signatory enable row level security;
alter table netra.prevention_photo enable row level security;
alter table netra.prevention_commitment enable row level security;
alter table netra.prevention_followup enable row level security;
alter table netra.prevention_reminder enable row level security;

create policy prevention_work_read on netra.prevention_work for select using (
  (select netra.actor_kind()) = 'system'
  or body_id = any ((select netra.prevention_sees())::uuid[]) or id = any ((select netra.prevention_owed())::uuid[]));
create policy prevention_work_new on netra.prevention_work for insert with check (
  body_id = any ((select netra.prevention_bodies())::uuid[]) and made_by = (select netra.actor_user()));
create policy prevention_presence_read on netra.prevention_presence for select using (exists (select 1 from netra.prevention_work w where w.id = work_id));
create policy prevention_presence_new on netra.prevention_presence for insert with check (exists (
  select 1 from netra.prevention_work w where w.id = work_id and w.made_by = (select netra.actor_user()) and w.body_id = any ((select netra.prevention_bodies())::uuid[])));
create policy prevention_signatory_read on netra.prevention_signatory for select using (exists (select 1 from netra.prevention_work w where w.id = work_id));
create policy prevention_signatory_new on netra.prevention_signatory for insert with check (exists (
  select 1 from netra.prevention_work w where w.id = work_id and w.made_by = (select netra.actor_user()) and w.body_id = any ((select netra.prevention_bodies())::uuid[])));
create policy prevention_photo_read on netra.prevention_photo for select using (exists (select 1 from netra.prevention_work w where w.id = work_id));
create policy prevention_photo_new on netra.prevention_photo for insert with check (made_by = (select netra.actor_user()) and exists (
  select 1 from netra.prevention_work w where w.id = work_id and w.body_id = any ((select netra.prevention_bodies())::uuid[])));
create policy prevention_commitment_read on netra.prevention_commitment for select using (
  (select netra.actor_kind()) = 'system'
  or by_body_id = any ((select netra.prevention_sees())::uuid[]) or body_id = any ((select netra.prevention_sees())::uuid[]));
create policy prevention_commitment_new on netra.prevention_commitment for insert with check (
  by_body_id = any ((select netra.prevention_bodies())::uuid[]) and exists (
    select 1 from netra.prevention_work w where w.id = work_id and w.body_id = by_body_id and w.made_by = (select netra.actor_user())));
create policy prevention_followup_read on netra.prevention_followup for select using (exists (select 1 from netra.prevention_commitment c where c.id = commitment_id));
-- By the office that promised or the one that recorded it; both see who wrote what.
create policy prevention_followup_new on netra.prevention_followup for insert with check (
  written_by = (select netra.actor_user()) and body_id = any ((select netra.prevention_bodies())::uuid[])
  and exists (select 1 from netra.prevention_commitment c where c.id = commitment_id and prevention_followup.body_id in (c.body_id, c.by_body_id)));
create policy prevention_reminder_own on netra.prevention_reminder for all using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');

grant select, insert on netra.prevention_work, netra.prevention_presence, netra.prevention_signatory, netra.prevention_photo, netra.prevention_commitment,
  netra.prevention_followup, netra.prevention_reminder to netra_app;

create function netra.prevention_kept_stays() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  perform 1 from netra.prevention_commitment c where c.id = new.commitment_id for update;
  if exists (select 1 from netra.prevention_followup f where f.commitment_id = new.commitment_id and (f.kind = 'kept' or f.seq >= new.seq)) then
    raise unique_violation using message = 'this commitment has a later follow-up or is kept';
  end if;
  return new;
end $$;
create trigger prevention_followup_in_order before insert on netra.prevention_followup for each row execute function netra.prevention_kept_stays();

-- The offices that may owe something to the actor's: those of the own place, above it and inside it.
create function netra.prevention_owners() returns table (id uuid, name text) language sql stable security definer set search_path = netra, pg_temp as $$
  select distinct b.id, b.name
  from netra.body mine
  join netra.jurisdiction place on place.id = mine.jurisdiction_id
  join netra.jurisdiction near on starts_with(near.path, place.path) or starts_with(place.path, near.path)
    or exists (select 1 from netra.jurisdiction up where starts_with(place.path, up.path) and starts_with(near.path, up.path) and up.level = 'city')
  join netra.body b on b.jurisdiction_id = near.id and b.kind <> 'administration'
  where mine.id = any (netra.prevention_bodies())
    and (b.valid_from is null or b.valid_from <= current_date) and (b.valid_until is null or b.valid_until >= current_date)
  order by b.name limit 300
$$;
comment on function netra.prevention_owners is 'Offices that may be named as owner of a commitment: those of the actor''s place, above it and inside it.';

revoke execute on function netra.prevention_bodies, netra.prevention_sees, netra.prevention_owed, netra.prevention_owners, netra.prevention_kept_stays from public;
grant execute on function netra.prevention_bodies, netra.prevention_sees, netra.prevention_owed, netra.prevention_owners to netra_app;
