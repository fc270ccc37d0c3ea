-- The roster: work units of institutions as trees, the civil servants who belong to them (locked, found by a keyed index alone), and the way in for
-- files of millions of rows: staged in durable pieces, applied in parts, taken back by what each import changed.

create table netra.work_unit (
  id uuid primary key,
  institution_id uuid not null references netra.jurisdiction (id),
  parent_id uuid references netra.work_unit (id),
  code text not null check (code <> '' and code !~ '[/\s]' and length(code) <= 60),
  name text not null check (name <> ''),
  path text collate "C" not null check (path like '/%/'),
  import_id uuid,
  unique (institution_id, code)
);
comment on table netra.work_unit is 'Work units of an institution as a tree; path holds the codes from the root. Not in jurisdiction: there are tens of thousands, and no law names them as places.';
create index work_unit_path on netra.work_unit (institution_id, path text_pattern_ops);
create index work_unit_parent on netra.work_unit (parent_id);

-- No foreign keys on the institution, the unit and the import: each would be asked once for every one of millions of rows. Rows are written by one
-- statement alone, which takes all three from the tables they name.
create table netra.roster_person (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null,
  unit_id uuid,
  kind text not null check (kind in ('PNS', 'PPPK')),
  number_token bytea not null unique check (length(number_token) = 16),
  details_sealed bytea not null,
  details_mark bytea not null check (length(details_mark) = 12),
  duty text not null default 'umum'
    check (duty in ('guru', 'camat-lurah', 'pejabat-anggaran', 'kesehatan', 'media-sosial', 'pasangan-calon', 'umum')),
  import_id uuid not null,
  since date not null,
  ended_at timestamptz
);
comment on table netra.roster_person is 'Civil servants of the institutions. number_token is the keyed hash of NIP or NI PPPK; name, number, e-mail and phone lie in details_sealed, locked with a key that is not in the database; details_mark is a keyed hash of the same, which tells whether anything changed. Nobody reads this table as a list.';
create index roster_person_place on netra.roster_person (institution_id, unit_id) where ended_at is null;

create table netra.roster_import (
  import_id uuid primary key references netra.import (id) on delete cascade,
  state text not null default 'received'
    check (state in ('received', 'checking', 'checked', 'applying', 'applied', 'undoing', 'withdrawn', 'cancelling', 'failed')),
  institution_id uuid references netra.jurisdiction (id),
  is_full boolean not null default false,
  path text,
  shape jsonb not null,
  file_bytes bigint not null,
  position bigint not null default 0,
  last_row bigint not null default 0,
  rows_read bigint not null default 0,
  bad_rows bigint not null default 0,
  staged_rows bigint not null default 0,
  roster_revision bigint,
  failure text,
  undo_by uuid,
  undo_reason text,
  attempt integer not null default 0,
  beat_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz
);
comment on table netra.roster_import is 'The large-file way of an import: how far reading has come (position in bytes, row as a spreadsheet numbers it), and what is to be done with it. path is where the file lies, unless it was uploaded. Everything up to position is stored, nothing after it.';
create unique index roster_import_one on netra.roster_import ((true)) where state in ('applying', 'undoing');

create table netra.roster_import_part (
  import_id uuid not null references netra.roster_import (import_id) on delete cascade,
  step text not null check (step in ('compare', 'apply')),
  part smallint not null check (part between 0 and 255),
  added bigint not null,
  changed bigint not null,
  moved bigint not null,
  returned bigint not null,
  left_out bigint not null,
  same bigint not null,
  repeated bigint not null,
  primary key (import_id, step, part)
);
comment on table netra.roster_import_part is 'Which parts of the roster were compared with the file, or merged with it, and what came out: written with the change itself, so that after a break each part counts once.';

create table netra.roster_import_error (
  import_id uuid not null references netra.roster_import (import_id) on delete cascade,
  position bigint not null,
  "column" text not null,
  reason text not null,
  masked text not null,
  primary key (import_id, position, "column", reason)
);
comment on table netra.roster_import_error is 'What is wrong with single rows: row, column, reason. Of the person nothing but a masked value.';

-- Lost with a crash of the database server, never with one of the program: then reading starts at the first row again, which the import notices by itself.
create unlogged table netra.roster_staged (
  import_id uuid not null,
  position bigint not null,
  part smallint not null,
  number_token bytea not null,
  institution_id uuid not null,
  unit_no integer,
  is_pppk boolean not null,
  duty text,
  details_mark bytea not null,
  details_sealed bytea not null,
  primary key (import_id, part, position)
);
comment on table netra.roster_staged is 'Rows of a file that are read and not yet applied, locked as in the roster. part is the first byte of number_token: the merge goes part by part.';

create unlogged table netra.roster_staged_unit (
  import_id uuid not null,
  unit_no integer not null,
  institution_id uuid not null,
  code text not null,
  name text,
  parent_code text,
  first_position bigint not null,
  unit_id uuid,
  primary key (import_id, unit_no),
  unique (import_id, institution_id, code)
);
comment on table netra.roster_staged_unit is 'Units that a file names, until it is applied.';

create table netra.roster_history (
  import_id uuid not null references netra.roster_import (import_id),
  person_id uuid not null,
  what text not null check (what in ('changed', 'moved', 'returned', 'left')),
  institution_id uuid not null,
  unit_id uuid,
  kind text not null check (kind in ('PNS', 'PPPK')),
  duty text not null,
  details_sealed bytea,
  details_mark bytea,
  since date not null,
  ended_at timestamptz,
  to_institution_id uuid,
  at timestamptz not null default now(),
  primary key (import_id, person_id)
);
comment on table netra.roster_history is 'What a person''s row was before an import changed it: old memberships, and what taking an import back needs. The locked details are kept only where they changed.';
create index roster_history_person on netra.roster_history (person_id);

create table netra.roster_import_count (
  import_id uuid not null references netra.roster_import (import_id) on delete cascade,
  institution_id uuid not null references netra.jurisdiction (id),
  added bigint not null default 0,
  changed bigint not null default 0,
  moved_in bigint not null default 0,
  moved_out bigint not null default 0,
  returned bigint not null default 0,
  left_out bigint not null default 0,
  primary key (import_id, institution_id)
);
comment on table netra.roster_import_count is 'What an applied import did in each institution, as numbers; for the two inspectorates of a move.';

create table netra.roster_count (
  institution_id uuid not null references netra.jurisdiction (id),
  unit_id uuid,
  kind text not null check (kind in ('PNS', 'PPPK')),
  people bigint not null check (people > 0),
  unique nulls not distinct (institution_id, unit_id, kind),
  id bigint generated always as identity primary key
);
comment on table netra.roster_count is 'How many people each unit has, counted anew whenever an import was applied or taken back. Numbers, no people.';

create table netra.roster_revision (
  single boolean primary key default true check (single),
  number bigint not null default 0
);
comment on table netra.roster_revision is 'Rises with every import that is applied or taken back: what was checked against an older roster is checked again.';
insert into netra.roster_revision default values;

create function netra.inspects(institution uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp as $$
  select exists (
    select 1 from netra.member m join netra.body b on b.id = m.body_id
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = 'inspectorate' and b.jurisdiction_id = institution
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date))
$$;
comment on function netra.inspects is 'Whether the asking person works for the inspectorate of this institution.';
revoke execute on function netra.inspects from public;
grant execute on function netra.inspects to netra_app;

alter table netra.work_unit enable row level security;
create policy work_unit_read on netra.work_unit for select using (
  (select netra.actor_kind()) = 'system' or (select netra.administers()) or netra.inspects(institution_id));
create policy work_unit_write on netra.work_unit using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');

alter table netra.roster_person enable row level security;
create policy roster_person_all on netra.roster_person using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');
alter table netra.roster_staged enable row level security;
create policy roster_staged_all on netra.roster_staged using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');
alter table netra.roster_staged_unit enable row level security;
create policy roster_staged_unit_all on netra.roster_staged_unit using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');
alter table netra.roster_history enable row level security;
create policy roster_history_all on netra.roster_history using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');

alter table netra.roster_import enable row level security;
create policy roster_import_read on netra.roster_import for select using ((select netra.actor_kind()) = 'system' or (select netra.administers()));
create policy roster_import_write on netra.roster_import using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');
alter table netra.roster_import_part enable row level security;
create policy roster_import_part_read on netra.roster_import_part for select using ((select netra.actor_kind()) = 'system' or (select netra.administers()));
create policy roster_import_part_write on netra.roster_import_part using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');
alter table netra.roster_import_error enable row level security;
create policy roster_import_error_read on netra.roster_import_error for select using ((select netra.actor_kind()) = 'system' or (select netra.administers()));
create policy roster_import_error_write on netra.roster_import_error using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');
alter table netra.roster_import_count enable row level security;
create policy roster_import_count_read on netra.roster_import_count for select using (
  (select netra.actor_kind()) = 'system' or (select netra.administers()) or netra.inspects(institution_id));
create policy roster_import_count_write on netra.roster_import_count using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');
alter table netra.roster_count enable row level security;
create policy roster_count_read on netra.roster_count for select using (
  (select netra.actor_kind()) = 'system' or (select netra.administers()) or netra.inspects(institution_id));
create policy roster_count_write on netra.roster_count using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');
alter table netra.roster_revision enable row level security;
create policy roster_revision_all on netra.roster_revision using ((select netra.actor_kind()) = 'system') with check ((select netra.actor_kind()) = 'system');

grant select, insert, update, delete on
  netra.work_unit, netra.roster_person, netra.roster_import, netra.roster_import_part, netra.roster_import_error, netra.roster_staged, netra.roster_staged_unit,
  netra.roster_history, netra.roster_import_count, netra.roster_count to netra_app;
grant select, update on netra.roster_revision to netra_app;

-- People whom an import brought and who have done something since (signed, for one) stay, as people who left.
create function netra.roster_remove(ids uuid[]) returns bigint language plpgsql security invoker set search_path = netra, pg_temp as $$
declare
  one uuid;
begin
  begin
    delete from netra.roster_person where id = any (ids);
    return cardinality(ids);
  exception when foreign_key_violation then
    foreach one in array ids loop
      begin
        delete from netra.roster_person where id = one;
      exception when foreign_key_violation then
        update netra.roster_person set ended_at = now() where id = one and ended_at is null;
      end;
    end loop;
    return cardinality(ids);
  end;
end $$;
comment on function netra.roster_remove is 'Takes people out of the roster whom an import brought; runs with the rights of who asks, so only for the system.';
revoke execute on function netra.roster_remove from public;
grant execute on function netra.roster_remove to netra_app;

-- An import of the roster is an import like the others (page, mapping, history); the work on it is done by the system.
alter policy import_new on netra.import with check (
  netra.actor_kind() = 'system' and kind = 'roster'
  or created_by = (select netra.actor_user()) and status = 'staged'
     and (kind not in ('siasn', 'idis') and (select netra.administers())
          or kind = 'siasn' and (select netra.has_role('conveyor')) or kind = 'idis' and (select netra.has_role('authority'))));
alter policy import_change on netra.import using (
  netra.actor_kind() = 'system' and kind = 'roster'
  or kind not in ('siasn', 'idis') and (select netra.administers())
  or created_by = (select netra.actor_user())
     and (kind = 'siasn' and (select netra.has_role('conveyor')) or kind = 'idis' and (select netra.has_role('authority'))));
alter policy import_drop on netra.import using (
  status = 'staged' and (
    netra.actor_kind() = 'system' and (expires_at < now() or kind = 'roster')
    or kind not in ('siasn', 'idis') and (select netra.administers())
    or created_by = (select netra.actor_user())
       and (kind = 'siasn' and (select netra.has_role('conveyor')) or kind = 'idis' and (select netra.has_role('authority')))));
