-- Finding and sharing work: an index of what officers write, saved searches, notes of an office, mentions, assignments, the read marker.
-- Row-level security keeps PostgreSQL from using a text index (its operators are not leakproof: they may not see a row before the policy did), so
-- the index is asked by one function that brings the scope along. Why it is built so: docs/decisions/0038.

-- 1. The index. One row for each horizon of a case: everything that was written up to a step at which some office stopped reading. Whoever reads
-- up to there finds by this row and by no other, so that neither hits nor their number tell of what came later.
create table netra.case_search (
  case_id uuid not null references netra.case_file (id) on delete cascade,
  upto integer not null check (upto >= 0),
  tsv tsvector not null,
  primary key (case_id, upto)
);
comment on table netra.case_search is 'Search index of a case up to a step: stems of what officers wrote without the names of accused, keyed hashes of the stems of posts and units, and the offices whose horizon it is. Never words of reporters.';
create index case_search_find on netra.case_search using gin (tsv);
alter table netra.case_search enable row level security;
create policy case_search_read on netra.case_search for select using (netra.actor_kind() = 'member' and netra.reads_step(case_id, upto));
grant select on netra.case_search to netra_app;

create table netra.case_search_due (
  case_id uuid primary key references netra.case_file (id) on delete cascade,
  since timestamptz not null default clock_timestamp()
);
comment on table netra.case_search_due is 'Cases whose index is older than the case. Written by triggers, taken by the system.';
create index case_search_due_since on netra.case_search_due (since);
alter table netra.case_search_due enable row level security;

create table netra.search_lexicon (
  id bigint generated always as identity primary key,
  sealed bytea not null
);
comment on table netra.search_lexicon is 'Words that occur in the index, in locked lists, without the cases they come from: what a mistyped word may have meant, and how a word that was begun goes on. Names of accused are not in it.';
alter table netra.search_lexicon enable row level security;
create policy search_lexicon_system on netra.search_lexicon for select using (netra.actor_kind() = 'system');
create policy search_lexicon_new on netra.search_lexicon for insert with check (netra.actor_kind() = 'system');
grant select, insert on netra.search_lexicon to netra_app;

-- `do update` and not `do nothing`: it waits for the row, so that whoever takes it in the meantime leaves it until this change can be seen.
create function netra.search_due_by_case() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.case_search_due (case_id) select distinct c.case_id from changed c
    where exists (select 1 from netra.case_file f where f.id = c.case_id)
  on conflict (case_id) do update set since = clock_timestamp();
  return null;
end $$;
create function netra.search_due_by_file() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.case_search_due (case_id) select c.id from changed c on conflict (case_id) do update set since = clock_timestamp();
  return null;
end $$;
create trigger case_file_searched after insert on netra.case_file referencing new table as changed
  for each statement execute function netra.search_due_by_file();
create trigger case_content_searched after insert on netra.case_event_content referencing new table as changed
  for each statement execute function netra.search_due_by_case();
create trigger case_accused_searched after insert on netra.case_accused referencing new table as changed
  for each statement execute function netra.search_due_by_case();
create trigger case_accused_unsearched after delete on netra.case_accused referencing old table as changed
  for each statement execute function netra.search_due_by_case();
create trigger case_access_searched after insert on netra.case_access referencing new table as changed
  for each statement execute function netra.search_due_by_case();
create trigger case_access_moved after update on netra.case_access referencing new table as changed
  for each statement execute function netra.search_due_by_case();
-- All there are: the job at the start works them off in pages.
insert into netra.case_search_due (case_id, since) select id, opened_at from netra.case_file;

-- What the system needs to build the index, in pages, and nobody else.
create function netra.search_take(most integer) returns table (case_id uuid, number text, place text)
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'system' then return; end if;
  return query
    with taken as (
      delete from netra.case_search_due d
      where d.case_id in (select n.case_id from netra.case_search_due n order by n.since desc limit most for update skip locked)
      returning d.case_id)
    select f.id, f.number, j.name from taken t join netra.case_file f on f.id = t.case_id join netra.jurisdiction j on j.id = f.region_id;
end $$;
comment on function netra.search_take is 'Takes cases whose index is old off the list, the newest first. For the system; rolled back with it.';
create function netra.search_contents(wanted uuid[]) returns table (case_id uuid, seq integer, content jsonb)
language sql stable security definer set search_path = netra, pg_temp as $$
  select c.case_id, c.seq, c.content - 'finding' from netra.case_event_content c
  where netra.actor_kind() = 'system' and c.case_id = any (wanted) order by c.case_id, c.seq
$$;
create function netra.search_accused(wanted uuid[]) returns table (case_id uuid, name_sealed bytea, details_sealed bytea, post text, unit_name text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select a.case_id, a.name_sealed, a.details_sealed, a.post, a.unit_name from netra.case_accused a
  where netra.actor_kind() = 'system' and a.case_id = any (wanted)
$$;
create function netra.search_access(wanted uuid[]) returns table (case_id uuid, body_id uuid, reads_to_seq integer, last_seq integer)
language sql stable security definer set search_path = netra, pg_temp as $$
  select a.case_id, a.body_id, a.reads_to_seq, f.last_seq from netra.case_access a join netra.case_file f on f.id = a.case_id
  where netra.actor_kind() = 'system' and a.case_id = any (wanted)
$$;
comment on function netra.search_contents is 'What officers wrote, for the index of the system alone; without what the rulebook found, which is not words of theirs.';
create function netra.search_put(wanted uuid[], cases uuid[], horizons integer[], words text[]) returns void
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'system' then
    raise exception 'only the system writes the index' using errcode = 'insufficient_privilege';
  end if;
  delete from netra.case_search s where s.case_id = any (wanted);
  insert into netra.case_search (case_id, upto, tsv) select c, h, w::tsvector from unnest(cases, horizons, words) as x (c, h, w);
end $$;

-- Looks up: first the text index, narrowed by the offices that stand in it, then what may be read now. Found are at most as many as asked for.
create function netra.search_cases(asked tsquery, most integer, narrow jsonb) returns table (case_id uuid, upto integer, rank real)
language plpgsql stable security definer set search_path = netra, pg_temp
-- Row by row from the text index until enough are found: joined as whole tables, a search reads every case of the country to show twenty-five.
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  mine uuid[] := netra.readable_bodies();
  whole tsquery := asked;
begin
  if netra.actor_kind() is distinct from 'member' or cardinality(mine) = 0 then return; end if;
  -- Beyond so many offices a person reads so much that the words alone are narrower.
  if cardinality(mine) <= 200 then
    whole := asked && (select string_agg(quote_literal('b:' || replace(b::text, '-', '')), ' | ')::tsquery from unnest(mine) b);
  end if;
  -- Planned with the values: a rare word and a common one are looked up in different ways.
  return query execute $q$
    select distinct on (x.case_id) x.case_id, x.upto, ts_rank(x.tsv, $1) from (
      select s.case_id, s.upto, s.tsv from netra.case_search s join netra.case_file f on f.id = s.case_id
      where s.tsv @@ $2
        and exists (select 1 from netra.case_access a where a.case_id = s.case_id and a.body_id = any ($3)
                    and (a.reads_to_seq is null or s.upto <= a.reads_to_seq))
        and ($5->>'open' is null or (f.closed_at is null) = ($5->>'open')::boolean)
        and ($5->>'held' is null or f.holder_body_id = any ($3))
        and ($5->>'status' is null or f.status = $5->>'status')
        and ($5->>'act' is null or f.act_kind = $5->>'act')
        and ($5->>'level' is null or f.level = $5->>'level')
        and ($5->>'election' is null or f.election_id = $5->>'election')
        and ($5->>'office' is null or f.holder_body_id = ($5->>'office')::uuid)
      limit $4) x
    order by x.case_id, x.upto desc$q$ using asked, whole, mine, most, narrow;
end $$;
comment on function netra.search_cases is 'Cases among those that the actor may read in which words of a query occur, up to the step that may be read, at most as many as asked for.';

-- 2. Saved searches. Words and name of a search may name a person, so they are locked.
create table netra.saved_search (
  id uuid primary key,
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  sealed bytea not null,
  alert text not null check (alert in ('none', 'at-once', 'daily')),
  created_at timestamptz not null default now(),
  looked_at timestamptz
);
comment on table netra.saved_search is 'Searches that a person keeps: name, words and filters locked. looked_at: when the job last looked for new matches.';
create index saved_search_user on netra.saved_search (user_id);
alter table netra.saved_search enable row level security;
create policy saved_search_own on netra.saved_search for all using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()))
  with check (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
grant select, insert, delete on netra.saved_search to netra_app;
grant update (alert, looked_at) on netra.saved_search to netra_app;

create table netra.saved_search_match (
  search_id uuid not null references netra.saved_search (id) on delete cascade,
  case_id uuid not null references netra.case_file (id) on delete cascade,
  since timestamptz not null default now(),
  primary key (search_id, case_id)
);
comment on table netra.saved_search_match is 'What a saved search has found before, so that a person is told of each match once.';
alter table netra.saved_search_match enable row level security;
create policy saved_search_match_own on netra.saved_search_match for all using (search_id in (select s.id from netra.saved_search s))
  with check (search_id in (select s.id from netra.saved_search s) and netra.sees_case(case_id));
grant select, insert on netra.saved_search_match to netra_app;

create function netra.searches_to_look(daily boolean) returns table (id uuid, user_id uuid)
language sql stable security definer set search_path = netra, pg_temp as $$
  select s.id, s.user_id from netra.saved_search s
  where netra.actor_kind() = 'system' and s.alert = case when daily then 'daily' else 'at-once' end order by s.user_id
$$;
comment on function netra.searches_to_look is 'Saved searches with an alert: whose, not for what. The job looks as the person.';

-- 3. People of an office.
create function netra.works_at(person uuid, wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.member m join netra.body b on b.id = m.body_id
    where m.user_id = person and m.body_id = wanted and not netra.has_left(person)
      and (m.role, b.kind) in (('officer', 'bawaslu'), ('verifier', 'satgas'), ('conveyor', 'bkn'), ('authority', 'ppk'))
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date));
comment on function netra.works_at is 'Whether a person works on cases at an office today. For policies and functions alone.';
create function netra.colleagues(wanted uuid) returns table (id uuid, name text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select u.id, u.name from auth.auth_user u
  where wanted = any (netra.my_bodies()) and netra.works_at(u.id, wanted) and u.email not like 'token-%@api.invalid'
    and u.id in (select m.user_id from netra.member m where m.body_id = wanted)
  order by u.name, u.id
$$;
comment on function netra.colleagues is 'People who work on cases at an office of the actor.';

-- 4. Notes of an office about a case. No part of the chain; read by people of that office and nobody else.
create table netra.case_note (
  id uuid primary key,
  case_id uuid not null references netra.case_file (id),
  body_id uuid not null references netra.body (id),
  author_id uuid not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  corrects uuid references netra.case_note (id) on delete cascade,
  words_sealed bytea not null
);
comment on table netra.case_note is 'Notes of an office about a case, locked. Appended; a correction is a note of the same person that names the one it takes the place of. Erased with the case.';
create index case_note_case on netra.case_note (case_id, body_id, recorded_at);
create unique index case_note_corrected_once on netra.case_note (corrects) where corrects is not null;
create function netra.is_own_note(wanted uuid, of_case uuid, of_body uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_note n where n.id = wanted and n.case_id = of_case and n.body_id = of_body and n.author_id = netra.actor_user());
alter table netra.case_note enable row level security;
create policy case_note_read on netra.case_note for select using (
  netra.actor_kind() = 'member' and body_id = any ((select netra.my_bodies())::uuid[]) and netra.sees_case(case_id));
create policy case_note_new on netra.case_note for insert with check (
  body_id = any ((select netra.my_bodies())::uuid[]) and author_id = (select netra.actor_user()) and netra.sees_case(case_id)
  and exists (select 1 from netra.case_access a where a.case_id = case_note.case_id and a.body_id = case_note.body_id)
  and (corrects is null or netra.is_own_note(corrects, case_id, body_id)));
grant select, insert on netra.case_note to netra_app;

create table netra.case_mention (
  note_id uuid not null references netra.case_note (id) on delete cascade,
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  case_id uuid not null references netra.case_file (id),
  body_id uuid not null references netra.body (id),
  at timestamptz not null default now(),
  primary key (note_id, user_id)
);
comment on table netra.case_mention is 'Who was named in a note, so that it stands in the own activity.';
create index case_mention_user on netra.case_mention (user_id, at desc);
alter table netra.case_mention enable row level security;
create policy case_mention_read on netra.case_mention for select using (
  netra.actor_kind() = 'member' and body_id = any ((select netra.my_bodies())::uuid[]) and netra.sees_case(case_id));
create policy case_mention_new on netra.case_mention for insert with check (
  netra.is_own_note(note_id, case_id, body_id) and netra.works_at(user_id, body_id));
grant select, insert on netra.case_mention to netra_app;

-- 5. Assignments: who of an office looks after a case, and who else when that person is away.
create table netra.case_assignment (
  id uuid primary key,
  case_id uuid not null references netra.case_file (id),
  body_id uuid not null references netra.body (id),
  user_id uuid not null,
  deputy_id uuid check (deputy_id <> user_id),
  assigned_by uuid not null,
  assigned_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid,
  ended_why text check (ended_why in ('replaced', 'released', 'left')),
  check ((ended_at is null) = (ended_why is null))
);
comment on table netra.case_assignment is 'Who looks after a case at an office, with a deputy; the history stays. It counts while the office holds the case and the person works there.';
create unique index case_assignment_open on netra.case_assignment (case_id, body_id) where ended_at is null;
create index case_assignment_user on netra.case_assignment (user_id) where ended_at is null;
create index case_assignment_deputy on netra.case_assignment (deputy_id) where ended_at is null;
create index case_assignment_left on netra.case_assignment (body_id, user_id) where ended_why = 'left';
alter table netra.case_assignment enable row level security;
create policy case_assignment_read on netra.case_assignment for select using (
  netra.actor_kind() = 'member' and body_id = any ((select netra.readable_bodies())::uuid[]));
create policy case_assignment_new on netra.case_assignment for insert with check (
  body_id = any ((select netra.my_bodies())::uuid[]) and netra.holds_case(case_id) and assigned_by = (select netra.actor_user())
  and exists (select 1 from netra.case_file f where f.id = case_id and f.holder_body_id = body_id)
  and netra.works_at(user_id, body_id) and (deputy_id is null or netra.works_at(deputy_id, body_id)) and ended_at is null);
create policy case_assignment_end on netra.case_assignment for update
  using (ended_at is null and body_id = any ((select netra.my_bodies())::uuid[]) and netra.holds_case(case_id))
  with check (ended_at is not null and ended_by = (select netra.actor_user()) and ended_why in ('replaced', 'released'));
grant select, insert on netra.case_assignment to netra_app;
grant update (ended_at, ended_by, ended_why) on netra.case_assignment to netra_app;

create function netra.end_assignments_of(person uuid) returns table (body_id uuid, how_many bigint)
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'system' then
    raise exception 'assignments of somebody who left are ended by the system' using errcode = 'insufficient_privilege';
  end if;
  return query
    with ended as (
      update netra.case_assignment a set ended_at = now(), ended_why = 'left'
      where a.ended_at is null and (a.user_id = person or a.deputy_id = person)
      returning a.*),
    -- Who looks after the case goes on; only the deputy is gone.
    kept as (
      insert into netra.case_assignment (id, case_id, body_id, user_id, assigned_by, assigned_at)
      select gen_random_uuid(), e.case_id, e.body_id, e.user_id, e.assigned_by, e.assigned_at from ended e where e.user_id <> person)
    select e.body_id, count(*) from ended e where e.user_id = person group by e.body_id;
end $$;
comment on function netra.end_assignments_of is 'Ends what a person who left looked after; gives the offices whose cases are without anybody now.';

-- 6. How far a person has read the own activity.
create table netra.activity_seen (
  user_id uuid primary key references auth.auth_user (id) on delete cascade,
  seen_at timestamptz not null
);
comment on table netra.activity_seen is 'Up to when a person has read the own activity.';
alter table netra.activity_seen enable row level security;
create policy activity_seen_own on netra.activity_seen for all using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()))
  with check (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
grant select, insert on netra.activity_seen to netra_app;
grant update (seen_at) on netra.activity_seen to netra_app;

-- What was written of a case goes with it.
create function netra.erase_desk_work() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  delete from netra.case_search s where s.case_id = new.id;
  delete from netra.case_note n where n.case_id = new.id;
  return null;
end $$;
create trigger case_erased_desk_work after update of erased_at on netra.case_file for each row
  when (old.erased_at is null and new.erased_at is not null) execute function netra.erase_desk_work();

-- Asked for the rows that are shown, instead of gathering first all cases that may be read: five to thirty times as quick for lists and searches.
alter policy case_file_read on netra.case_file using (
  netra.actor_kind() = 'member' and exists (
    select 1 from netra.case_access a where a.case_id = case_file.id and a.body_id = any ((select netra.readable_bodies())::uuid[]))
  and id <> all ((select netra.my_lockouts())::uuid[]));

-- The queue of an overseer, who holds nothing: read in its order instead of sorted each time.
create index case_queue_all on netra.case_file (due_at, opened_at, number) where closed_at is null;

revoke execute on function netra.search_due_by_case, netra.search_due_by_file, netra.search_take, netra.search_contents, netra.search_accused,
  netra.search_access, netra.search_put, netra.search_cases, netra.searches_to_look, netra.works_at, netra.colleagues, netra.is_own_note,
  netra.end_assignments_of, netra.erase_desk_work from public, netra_app;
grant execute on function netra.search_take, netra.search_contents, netra.search_accused, netra.search_access, netra.search_put, netra.search_cases,
  netra.searches_to_look, netra.works_at, netra.colleagues, netra.is_own_note, netra.end_assignments_of to netra_app;
