-- Exchange with the registers of the civil service: what left for SIASN and I'DIS, files with their results by the people whose step it is, whom a
-- case is assigned to for the warnings, and where cases lie for a rehearsal of other bodies.

create table netra.register_export (
  id uuid primary key,
  register text not null check (register in ('siasn', 'idis')),
  body_id uuid not null references netra.body (id),
  format text not null check (format in ('csv', 'json')),
  row_count integer not null check (row_count > 0),
  sha256 bytea not null check (length(sha256) = 32),
  made_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  made_by uuid not null
);
comment on table netra.register_export is 'Files that an office made for SIASN (rungs of the ladder) or I''DIS (decisions in effect), by the hash of the file. The file itself is not kept.';
create index register_export_body on netra.register_export (body_id, made_at);

create table netra.register_export_step (
  export_id uuid not null references netra.register_export (id),
  case_id uuid not null references netra.case_file (id),
  seq integer not null,
  primary key (export_id, case_id, seq)
);
comment on table netra.register_export_step is 'Which steps of which cases stood in an export, so that the next one holds only what came since.';
create index register_export_step_case on netra.register_export_step (case_id, seq);

alter table netra.register_export enable row level security;
create policy register_export_read on netra.register_export for select using (
  netra.actor_kind() = 'member' and body_id = any ((select netra.readable_bodies())::uuid[]));
create policy register_export_new on netra.register_export for insert with check (
  body_id = any ((select netra.my_bodies())::uuid[]) and made_by = (select netra.actor_user())
  and (register = 'siasn' and (select netra.has_role('conveyor')) or register = 'idis' and (select netra.has_role('authority'))));
alter table netra.register_export_step enable row level security;
create policy register_export_step_read on netra.register_export_step for select using (
  netra.sees_case(case_id) and exists (select 1 from netra.register_export r where r.id = export_id));
create policy register_export_step_new on netra.register_export_step for insert with check (
  netra.sees_case(case_id) and exists (
    select 1 from netra.register_export r where r.id = export_id and r.made_by = (select netra.actor_user()) and r.xmin = pg_current_xact_id()::xid));
grant select, insert on netra.register_export, netra.register_export_step to netra_app;

-- Files of results: each its own. Administrators keep the law alone: numbers of cases are not theirs to read.
alter policy import_read on netra.import using (
  netra.actor_kind() = 'system'
  or kind not in ('siasn', 'idis') and (select netra.administers())
  or created_by = (select netra.actor_user())
     and (kind = 'siasn' and (select netra.has_role('conveyor')) or kind = 'idis' and (select netra.has_role('authority'))));
alter policy import_new on netra.import with check (
  created_by = (select netra.actor_user()) and status = 'staged'
  and (kind not in ('siasn', 'idis') and (select netra.administers())
       or kind = 'siasn' and (select netra.has_role('conveyor')) or kind = 'idis' and (select netra.has_role('authority'))));
alter policy import_change on netra.import using (
  kind not in ('siasn', 'idis') and (select netra.administers())
  or created_by = (select netra.actor_user())
     and (kind = 'siasn' and (select netra.has_role('conveyor')) or kind = 'idis' and (select netra.has_role('authority'))));
alter policy import_drop on netra.import using (
  status = 'staged' and (
    netra.actor_kind() = 'system' and expires_at < now()
    or kind not in ('siasn', 'idis') and (select netra.administers())
    or created_by = (select netra.actor_user())
       and (kind = 'siasn' and (select netra.has_role('conveyor')) or kind = 'idis' and (select netra.has_role('authority')))));
-- A row follows its file: the inner select sees what the person sees.
alter policy import_row_read on netra.import_row using (
  netra.actor_kind() = 'member' and import_id in (select i.id from netra.import i)
  or netra.actor_kind() = 'system' and import_id in (select i.id from netra.import i where i.expires_at < now()));
alter policy import_row_new on netra.import_row with check (
  netra.actor_kind() = 'member' and import_id in (select i.id from netra.import i));
alter policy import_row_change on netra.import_row using (
  netra.actor_kind() = 'member' and import_id in (select i.id from netra.import i));
alter policy import_row_drop on netra.import_row using (
  netra.actor_kind() = 'system' or netra.actor_kind() = 'member' and import_id in (select i.id from netra.import i));

-- Whom cases lie with at the office that holds them: for the warnings of the system, and for people of that office.
create function netra.assignees_of(wanted uuid[]) returns table (case_id uuid, user_id uuid)
language sql stable security definer set search_path = netra, pg_temp as $$
  select a.case_id, who.id
  from netra.case_assignment a
  join netra.case_file f on f.id = a.case_id and f.holder_body_id = a.body_id
  cross join lateral (select case when netra.works_at(a.user_id, a.body_id) then a.user_id else a.deputy_id end as id) who
  where a.case_id = any (wanted) and a.ended_at is null and who.id is not null
    and (netra.actor_kind() = 'system' or netra.actor_kind() = 'member' and a.body_id = any (netra.my_bodies()) and not netra.locked_out(a.case_id))
$$;
comment on function netra.assignees_of is 'The person to whom each case is assigned at the office that holds it, or the deputy where that person works there no more.';

-- Where cases lie, for a rehearsal with bodies of another date: offices and places, no name and no text.
create function netra.rehearsal_places(after uuid, most integer) returns table (
  id uuid, number text, status text, closed boolean, origin_code text, holder_code text, place text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id, f.number, f.status, f.closed_at is not null, o.code, h.code, j.path
  from netra.case_file f
  join netra.body o on o.id = f.origin_body_id
  join netra.body h on h.id = f.holder_body_id
  join netra.jurisdiction j on j.id = f.region_id
  where netra.actor_kind() = 'system' and (after is null or f.id > after)
  order by f.id
  limit most
$$;
comment on function netra.rehearsal_places is 'Where cases lie, in pages; for the system alone, to run bodies and hand-overs of another date over them.';

revoke execute on function netra.assignees_of, netra.rehearsal_places from public;
grant execute on function netra.assignees_of, netra.rehearsal_places to netra_app;
