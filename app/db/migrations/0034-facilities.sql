-- Facilities of institutions, who asks for them and what is answered, loans, the calendar of campaign events, and the equal-access register with
-- its alerts. Sides (parties, candidates, teams) stand in the register of one institution; people stand nowhere in it by name.

-- Whose facilities the actor manages: the institution at which, or in which, the office of a manager lies.
create function netra.facility_manages() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(distinct above.id)
    from netra.member m
    join netra.body b on b.id = m.body_id
    join netra.jurisdiction place on place.id = b.jurisdiction_id
    join netra.jurisdiction above on above.level = 'institution' and starts_with(place.path, above.path)
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
      and (m.role, b.kind) = ('facility', 'institution')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');
comment on function netra.facility_manages is 'Institutions whose facilities the actor manages.';

create function netra.facility_inspects() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(distinct above.id)
    from netra.member m
    join netra.body b on b.id = m.body_id
    join netra.jurisdiction place on place.id = b.jurisdiction_id
    join netra.jurisdiction above on above.level = 'institution' and starts_with(place.path, above.path)
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
      and (m.role, b.kind) = ('inspectorate', 'institution')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');
comment on function netra.facility_inspects is 'Institutions whose inspectorate the actor belongs to.';

-- Places where the actor supervises elections, and whether also by acting there (officers) or by reading alone (overseers).
create function netra.supervises_place(wanted uuid, acting boolean) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1
    from netra.member m
    join netra.body b on b.id = m.body_id and b.kind = 'bawaslu'
    join netra.jurisdiction own on own.id = b.jurisdiction_id
    join netra.jurisdiction place on place.id = wanted and starts_with(place.path, own.path)
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
      and (m.role = 'officer' or m.role = 'overseer' and not acting)
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date));
comment on function netra.supervises_place is 'Whether the actor supervises elections at a place: as an officer, or (acting = false) as an overseer too.';

create function netra.facility_sees() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return netra.facility_manages() || netra.facility_inspects() || coalesce((
    select array_agg(j.id) from netra.jurisdiction j
    where j.level = 'institution' and netra.actor_kind() = 'member' and netra.supervises_place(j.id, false)), '{}');
comment on function netra.facility_sees is 'Institutions whose register the actor reads: managers and inspectorate of the institution, supervisors of its place.';

create function netra.institution_zone(wanted uuid) returns text language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select b.zone from netra.jurisdiction i
    join netra.jurisdiction p on starts_with(p.path, i.path) or starts_with(i.path, p.path)
    join netra.body b on b.jurisdiction_id = p.id and b.kind <> 'administration'
    where i.id = wanted
    order by starts_with(p.path, i.path) desc, case when starts_with(p.path, i.path) then length(p.path) else -length(p.path) end, b.code
    limit 1), 'WIB');
comment on function netra.institution_zone is 'Zone of an institution: that of its own office, else of the nearest office whose place covers it.';

create table netra.facility (
  id uuid primary key,
  no integer generated always as identity unique,
  institution_id uuid not null references netra.jurisdiction (id),
  region_id uuid not null references netra.jurisdiction (id),
  kind text not null check (kind in ('vehicle', 'building', 'hall', 'equipment')),
  name text not null check (length(name) between 2 and 120),
  mark text not null check (length(mark) between 1 and 40),
  place text not null default '' check (length(place) <= 200),
  capacity integer check (capacity between 1 and 1000000),
  for_hire boolean not null default false,
  state text not null default 'usable' check (state in ('usable', 'repair', 'retired')),
  import_id uuid references netra.import (id),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  unique (id, institution_id),
  unique (id, no)
);
comment on table netra.facility is 'Vehicles, buildings, halls and equipment of an institution. mark: number plate or inventory number. for_hire: let to the public on the same terms, which the law of campaigns excepts. no: for the constraint that keeps bookings apart.';
create unique index facility_mark on netra.facility (institution_id, lower(mark)) where state <> 'retired';
create index facility_institution on netra.facility (institution_id, kind, name);
create index facility_import on netra.facility (import_id);

create table netra.access_side (
  id uuid primary key,
  institution_id uuid not null references netra.jurisdiction (id),
  election_id text not null,
  contest_id text not null,
  kind text not null check (kind in ('party', 'candidate', 'team')),
  letter text not null check (letter ~ '^[A-Z]{1,2}$'),
  name_sealed bytea not null,
  party_name text check (length(party_name) between 2 and 120),
  name_token bytea not null check (length(name_token) = 32),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  check ((kind = 'party') = (party_name is not null)),
  unique (id, institution_id),
  unique (institution_id, election_id, contest_id, letter),
  unique (institution_id, election_id, contest_id, name_token)
);
comment on table netra.access_side is 'Who may ask an institution for facilities in a contest: a party, a candidate, a campaign team. Told apart by a letter in the order of entry. Only the name of a party, which is a public body, stands open; other names are locked, since they may be those of people.';

create table netra.facility_request (
  id uuid primary key,
  submission_key uuid not null unique,
  institution_id uuid not null references netra.jurisdiction (id),
  facility_id uuid not null,
  asker text not null check (asker in ('party', 'candidate', 'team', 'government', 'citizens')),
  side_id uuid,
  purpose text not null check (purpose in ('campaign', 'party-meeting', 'official-trip', 'official-event', 'community', 'other')),
  words_sealed bytea not null,
  use_region_id uuid not null references netra.jurisdiction (id),
  from_at timestamptz not null,
  to_at timestamptz not null,
  asked_at timestamptz not null,
  entered_at timestamptz not null,
  entered_by uuid not null,
  recorded_at timestamptz not null default now(),
  check (to_at > from_at and to_at <= from_at + interval '31 days'),
  check (asked_at <= entered_at),
  check ((asker in ('party', 'candidate', 'team')) = (side_id is not null)),
  foreign key (facility_id, institution_id) references netra.facility (id, institution_id),
  foreign key (side_id, institution_id) references netra.access_side (id, institution_id),
  unique (id, institution_id)
);
comment on table netra.facility_request is 'Who asked for which facility, from when to when, and when the request came in (asked_at) and was entered. Who exactly and for what stands locked in words_sealed. use_region_id: where it will be used.';
create index facility_request_institution on netra.facility_request (institution_id, from_at);
create index facility_request_facility on netra.facility_request (facility_id, from_at);
create index facility_request_side on netra.facility_request (side_id);

create table netra.facility_answer (
  request_id uuid primary key,
  institution_id uuid not null,
  outcome text not null check (outcome in ('granted', 'changed', 'refused', 'withdrawn')),
  reason text not null check (reason in
    ('usual', 'hired', 'first', 'other-facility', 'other-time', 'taken', 'closed', 'not-lendable', 'late', 'incomplete', 'safety', 'other', 'by-asker')),
  words_sealed bytea,
  answered_at timestamptz not null,
  answered_by uuid not null,
  recorded_at timestamptz not null default now(),
  foreign key (request_id, institution_id) references netra.facility_request (id, institution_id),
  check (outcome <> 'refused' or reason in ('taken', 'closed', 'not-lendable', 'late', 'incomplete', 'safety', 'other')),
  check (outcome <> 'granted' or reason in ('usual', 'hired', 'first', 'other')),
  check (outcome <> 'changed' or reason in ('other-facility', 'other-time', 'other')),
  check ((outcome = 'withdrawn') = (reason = 'by-asker')),
  check (reason <> 'other' or words_sealed is not null)
);
comment on table netra.facility_answer is 'The one answer to a request. Never changed: an answer that was wrong is followed by a new request.';
create index facility_answer_institution on netra.facility_answer (institution_id);

create table netra.facility_booking (
  id uuid primary key,
  facility_id uuid not null,
  facility_no integer not null,
  institution_id uuid not null,
  kind text not null check (kind in ('loan', 'closed')),
  request_id uuid,
  from_at timestamptz not null,
  to_at timestamptz not null,
  note text not null default '' check (length(note) <= 200),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid,
  check (to_at > from_at),
  check ((kind = 'loan') = (request_id is not null)),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (facility_id, institution_id) references netra.facility (id, institution_id),
  foreign key (facility_id, facility_no) references netra.facility (id, no),
  foreign key (request_id, institution_id) references netra.facility_request (id, institution_id),
  -- The number as a range of one, so that no extension is needed to compare it in the same index as the time.
  constraint facility_booking_apart exclude using gist (
    int4range(facility_no, facility_no, '[]') with &&, tstzrange(from_at, to_at) with &&) where (ended_at is null)
);
comment on table netra.facility_booking is 'When a facility is taken (a loan that was granted) or closed. No two that stand overlap, whoever writes them.';
create unique index facility_booking_request on netra.facility_booking (request_id) where ended_at is null;
create index facility_booking_week on netra.facility_booking (institution_id, from_at);

create table netra.facility_loan_event (
  booking_id uuid not null references netra.facility_booking (id),
  institution_id uuid not null,
  kind text not null check (kind in ('out', 'in')),
  at timestamptz not null,
  odometer integer check (odometer between 0 and 9999999),
  condition text not null check (condition in ('good', 'worn', 'damaged', 'incomplete')),
  words_sealed bytea,
  written_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (booking_id, kind)
);
comment on table netra.facility_loan_event is 'What left and what came back: when, odometer of a vehicle, condition.';

create table netra.campaign_event (
  id uuid primary key,
  region_id uuid not null references netra.jurisdiction (id),
  election_id text not null,
  contest_id text not null,
  kind text not null check (kind in ('rally', 'limited-meeting', 'dialogue', 'other')),
  place text not null check (length(place) between 2 and 200),
  from_at timestamptz not null,
  to_at timestamptz not null,
  source text not null check (length(source) between 2 and 200),
  import_id uuid references netra.import (id),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid,
  check (to_at > from_at and to_at <= from_at + interval '3 days'),
  check ((ended_at is null) = (ended_by is null))
);
comment on table netra.campaign_event is 'The calendar of campaign events: place and time, from the schedule that the election commission publishes or a notice to the police. Whose event it is stands nowhere: a loan on it is a question whoever it was for.';
create index campaign_event_time on netra.campaign_event (from_at) where ended_at is null;
create unique index campaign_event_once on netra.campaign_event (region_id, lower(place), from_at) where ended_at is null;
create index campaign_event_import on netra.campaign_event (import_id);

create table netra.access_alert (
  id uuid primary key,
  institution_id uuid not null references netra.jurisdiction (id),
  kind text not null check (kind in ('share', 'week-share', 'same-week', 'answer-time', 'campaign-loan')),
  election_id text,
  contest_id text,
  week date,
  key text not null check (length(key) <= 300),
  facts jsonb not null,
  raised_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  unique (institution_id, key)
);
comment on table netra.access_alert is 'A difference in treatment, or a loan on a campaign event, that somebody should explain: numbers and ids, no names. A question, not a finding.';

create table netra.access_alert_note (
  id uuid primary key,
  alert_id uuid not null references netra.access_alert (id),
  institution_id uuid not null,
  kind text not null check (kind in ('explanation', 'closed')),
  words_sealed bytea not null,
  body_id uuid not null references netra.body (id),
  written_by uuid not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now()
);
comment on table netra.access_alert_note is 'What the institution explained, and with which words the inspectorate or a supervisor closed the question. Locked; never published.';
create index access_alert_note_alert on netra.access_alert_note (alert_id, recorded_at);

create table netra.facility_feed (
  user_id uuid primary key references auth.auth_user (id) on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  made_at timestamptz not null default now()
);
comment on table netra.facility_feed is 'Calendar addresses of bookings: one a person, kept as a hash.';

-- Who reads and writes.
alter table netra.facility enable row level security;
alter table netra.access_side enable row level security;
alter table netra.facility_request enable row level security;
alter table netra.facility_answer enable row level security;
alter table netra.facility_booking enable row level security;
alter table netra.facility_loan_event enable row level security;
alter table netra.campaign_event enable row level security;
alter table netra.access_alert enable row level security;
alter table netra.access_alert_note enable row level security;
alter table netra.facility_feed enable row level security;

create policy facility_read on netra.facility for select using (institution_id = any ((select netra.facility_sees())::uuid[]));
create policy facility_new on netra.facility for insert with check (
  institution_id = any ((select netra.facility_manages())::uuid[]) and made_by = (select netra.actor_user()));
create policy facility_change on netra.facility for update using (institution_id = any ((select netra.facility_manages())::uuid[]));
-- Only what an import brought and nobody asked for yet: the importer takes back its own work.
create policy facility_drop on netra.facility for delete using (
  institution_id = any ((select netra.facility_manages())::uuid[]) and import_id is not null);
create policy access_side_read on netra.access_side for select using (institution_id = any ((select netra.facility_sees())::uuid[]));
create policy access_side_new on netra.access_side for insert with check (
  institution_id = any ((select netra.facility_manages())::uuid[]) and made_by = (select netra.actor_user()));
create policy facility_request_read on netra.facility_request for select using (institution_id = any ((select netra.facility_sees())::uuid[]));
create policy facility_request_new on netra.facility_request for insert with check (
  institution_id = any ((select netra.facility_manages())::uuid[]) and entered_by = (select netra.actor_user()));
create policy facility_answer_read on netra.facility_answer for select using (institution_id = any ((select netra.facility_sees())::uuid[]));
create policy facility_answer_new on netra.facility_answer for insert with check (
  institution_id = any ((select netra.facility_manages())::uuid[]) and answered_by = (select netra.actor_user()));
create policy facility_booking_read on netra.facility_booking for select using (institution_id = any ((select netra.facility_sees())::uuid[]));
create policy facility_booking_new on netra.facility_booking for insert with check (
  institution_id = any ((select netra.facility_manages())::uuid[]) and made_by = (select netra.actor_user()) and ended_at is null
  and (kind = 'closed' or exists (select 1 from netra.facility_answer a where a.request_id = facility_booking.request_id and a.outcome in ('granted', 'changed'))));
create policy facility_booking_end on netra.facility_booking for update using (institution_id = any ((select netra.facility_manages())::uuid[]))
  with check (ended_by = (select netra.actor_user()));
create policy facility_loan_event_read on netra.facility_loan_event for select using (institution_id = any ((select netra.facility_sees())::uuid[]));
create policy facility_loan_event_new on netra.facility_loan_event for insert with check (
  institution_id = any ((select netra.facility_manages())::uuid[]) and written_by = (select netra.actor_user())
  and exists (select 1 from netra.facility_booking b where b.id = booking_id and b.institution_id = facility_loan_event.institution_id and b.kind = 'loan'));
create policy campaign_event_read on netra.campaign_event for select using (
  netra.actor_kind() = 'member' and ((select netra.facility_sees())::uuid[] <> '{}' or netra.supervises_place(region_id, false)));
create policy campaign_event_new on netra.campaign_event for insert with check (
  netra.supervises_place(region_id, true) and made_by = (select netra.actor_user()) and ended_at is null);
create policy campaign_event_end on netra.campaign_event for update using (netra.supervises_place(region_id, true))
  with check (ended_by = (select netra.actor_user()));
create policy campaign_event_drop on netra.campaign_event for delete using (netra.supervises_place(region_id, true) and import_id is not null);
create policy access_alert_read on netra.access_alert for select using (institution_id = any ((select netra.facility_sees())::uuid[]));
-- Raised by what people write: an answer, or an event that turns out to lie on a loan.
create policy access_alert_new on netra.access_alert for insert with check (
  institution_id = any ((select netra.facility_manages())::uuid[]) or netra.supervises_place(institution_id, true));
create policy access_alert_note_read on netra.access_alert_note for select using (institution_id = any ((select netra.facility_sees())::uuid[]));
create policy access_alert_note_new on netra.access_alert_note for insert with check (
  written_by = (select netra.actor_user())
  and exists (select 1 from netra.access_alert a where a.id = alert_id and a.institution_id = access_alert_note.institution_id)
  and exists (select 1 from netra.member m where m.user_id = written_by and m.body_id = access_alert_note.body_id)
  and (kind = 'explanation' and institution_id = any (netra.facility_manages() || netra.facility_inspects())
       or kind = 'closed' and (institution_id = any (netra.facility_inspects()) or netra.supervises_place(institution_id, true))));
create policy facility_feed_own on netra.facility_feed using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user())
  or netra.actor_kind() = 'system') with check (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));

grant select, insert on netra.facility, netra.access_side, netra.facility_request, netra.facility_answer, netra.facility_booking,
  netra.facility_loan_event, netra.campaign_event, netra.access_alert, netra.access_alert_note, netra.facility_feed to netra_app;
grant update (name, region_id, place, capacity, for_hire, state) on netra.facility to netra_app;
grant update (ended_at, ended_by) on netra.facility_booking, netra.campaign_event to netra_app;
grant update (token_hash, made_at) on netra.facility_feed to netra_app;
grant delete on netra.facility, netra.campaign_event, netra.facility_feed to netra_app;

-- Files of facilities and of campaign events belong to whoever brought them. Beside the policies of other kinds, not instead of them.
create policy import_read_facility on netra.import for select using (
  created_by = (select netra.actor_user())
  and (kind = 'fasilitas' and (select netra.has_role('facility')) or kind = 'kampanye' and (select netra.has_role('officer'))));
create policy import_new_facility on netra.import for insert with check (
  created_by = (select netra.actor_user()) and status = 'staged'
  and (kind = 'fasilitas' and (select netra.has_role('facility')) or kind = 'kampanye' and (select netra.has_role('officer'))));
create policy import_change_facility on netra.import for update using (
  created_by = (select netra.actor_user())
  and (kind = 'fasilitas' and (select netra.has_role('facility')) or kind = 'kampanye' and (select netra.has_role('officer'))));
create policy import_drop_facility on netra.import for delete using (
  status = 'staged' and created_by = (select netra.actor_user())
  and (kind = 'fasilitas' and (select netra.has_role('facility')) or kind = 'kampanye' and (select netra.has_role('officer'))));

create function netra.find_facility_feed(wanted bytea) returns uuid language sql stable security definer set search_path = netra, pg_temp
  return (select f.user_id from netra.facility_feed f where f.token_hash = wanted and not netra.has_left(f.user_id));
comment on function netra.find_facility_feed is 'Whose calendar address this is.';

-- What the public reads: counts by side and week, and nothing that could name anybody but a party. Small counts are taken out by the application.
create function netra.public_access(wanted_code text) returns table (
  election_id text, contest_id text, side_kind text, letter text, party_name text, week date,
  asked integer, granted integer, changed integer, refused integer, waiting integer, median_minutes double precision
) language sql stable security definer set search_path = netra, pg_temp as $$
  select s.election_id, s.contest_id, s.kind, s.letter, s.party_name, w.week,
    count(*)::int, (count(*) filter (where a.outcome = 'granted'))::int, (count(*) filter (where a.outcome = 'changed'))::int,
    (count(*) filter (where a.outcome = 'refused'))::int, (count(*) filter (where a.outcome is null))::int,
    percentile_cont(0.5) within group (order by extract(epoch from a.answered_at - r.asked_at) / 60)
  from netra.jurisdiction i
  join netra.access_side s on s.institution_id = i.id
  join netra.facility_request r on r.side_id = s.id
  left join netra.facility_answer a on a.request_id = r.id
  cross join lateral (select date_trunc('week', r.from_at at time zone
    case netra.institution_zone(i.id) when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end)::date as week) w
  where i.level = 'institution' and i.code = wanted_code and a.outcome is distinct from 'withdrawn'
  group by grouping sets ((s.election_id, s.contest_id, s.kind, s.letter, s.party_name, w.week),
    (s.election_id, s.contest_id, s.kind, s.letter, s.party_name))
  order by s.election_id, s.contest_id, s.letter, w.week nulls first
$$;
comment on function netra.public_access is 'The equal-access register of an institution as counts; a row without a week is the whole time.';

create function netra.public_access_alerts(wanted_code text) returns table (
  kind text, election_id text, contest_id text, week date, explained boolean, closed boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select a.kind, a.election_id, a.contest_id, a.week,
    exists (select 1 from netra.access_alert_note n where n.alert_id = a.id and n.kind = 'explanation'),
    exists (select 1 from netra.access_alert_note n where n.alert_id = a.id and n.kind = 'closed')
  from netra.access_alert a join netra.jurisdiction i on i.id = a.institution_id
  where i.code = wanted_code and a.kind in ('share', 'week-share', 'answer-time')
  order by a.week nulls first, a.kind
$$;
comment on function netra.public_access_alerts is 'Which differences of an institution wait for an explanation: kinds and weeks, no words. Single loans and facilities are left out.';

revoke execute on function netra.facility_manages, netra.facility_inspects, netra.supervises_place, netra.facility_sees, netra.institution_zone,
  netra.find_facility_feed, netra.public_access, netra.public_access_alerts from public;
grant execute on function netra.facility_manages, netra.facility_inspects, netra.supervises_place, netra.facility_sees, netra.institution_zone,
  netra.find_facility_feed, netra.public_access, netra.public_access_alerts to netra_app;
