-- The verification of many cases: acts on a page of cases, prepared, shown, and then done once; and files that two cases have in common.

create table netra.bulk_act (
  id uuid primary key,
  user_id uuid not null,
  body_id uuid not null references netra.body (id),
  kind text not null check (kind in ('cast-vote', 'accept-handover', 'delegate-verification')),
  vote text check (vote in ('agree', 'disagree', 'abstain')),
  to_body_id uuid references netra.body (id),
  prepared_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  check ((kind = 'cast-vote') = (vote is not null)),
  check ((kind = 'delegate-verification') = (to_body_id is not null))
);
comment on table netra.bulk_act is 'One act on at most 500 cases, as it was shown before it was confirmed. Started once: a second confirmation finds it started. The reason stands in the steps of the cases, not here.';
create index bulk_act_user on netra.bulk_act (user_id, prepared_at);
alter table netra.bulk_act enable row level security;
create policy bulk_act_read on netra.bulk_act for select using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy bulk_act_new on netra.bulk_act for insert with check (
  netra.actor_kind() = 'member' and user_id = (select netra.actor_user()) and body_id = any ((select netra.my_bodies())::uuid[])
  and started_at is null and ended_at is null);
create policy bulk_act_run on netra.bulk_act for update
  using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()) and ended_at is null)
  with check (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()) and started_at is not null);
grant select, insert on netra.bulk_act to netra_app;
grant update (started_at, ended_at) on netra.bulk_act to netra_app;

create table netra.bulk_act_item (
  bulk_id uuid not null references netra.bulk_act (id),
  case_id uuid not null references netra.case_file (id),
  position smallint not null check (position between 1 and 500),
  seq integer not null,
  left_out text,
  outcome text,
  primary key (bulk_id, case_id)
);
comment on table netra.bulk_act_item is 'A case of such an act: its last step when it was shown, why it is left out (null: it is not), and what became of it.';
alter table netra.bulk_act_item enable row level security;
create policy bulk_act_item_read on netra.bulk_act_item for select using (
  exists (select 1 from netra.bulk_act b where b.id = bulk_id and b.user_id = (select netra.actor_user())) and netra.sees_case(case_id));
create policy bulk_act_item_new on netra.bulk_act_item for insert with check (
  exists (select 1 from netra.bulk_act b where b.id = bulk_id and b.user_id = (select netra.actor_user()) and b.started_at is null)
  and netra.sees_case(case_id) and outcome is null);
create policy bulk_act_item_done on netra.bulk_act_item for update
  using (left_out is null and outcome is null
    and exists (select 1 from netra.bulk_act b where b.id = bulk_id and b.user_id = (select netra.actor_user()) and b.started_at is not null))
  with check (left_out is null and outcome is not null
    and exists (select 1 from netra.bulk_act b where b.id = bulk_id and b.user_id = (select netra.actor_user()) and b.started_at is not null));
grant select, insert on netra.bulk_act_item to netra_app;
grant update (outcome) on netra.bulk_act_item to netra_app;

-- Cases of the same place, for comparing.
create index case_file_region on netra.case_file (region_id, opened_at);

-- The same file in two reports. Only cases that the actor sees, and only that they share one: never which reporter, never the file.
create index evidence_sha on netra.evidence (sha256) where report_id is not null;
create function netra.cases_with_same_file(wanted uuid[], most integer) returns table (case_id uuid, other_id uuid)
language sql stable security definer set search_path = netra, pg_temp as $$
  select distinct r.case_id, o.case_id
  from netra.report r
  join netra.evidence e on e.report_id = r.id
  join netra.evidence same on same.sha256 = e.sha256 and same.report_id is not null and same.report_id <> r.id
  join netra.report o on o.id = same.report_id and o.case_id <> r.case_id
  where netra.actor_kind() = 'member' and r.case_id = any (wanted) and netra.sees_case(r.case_id) and netra.sees_case(o.case_id)
  limit most
$$;
comment on function netra.cases_with_same_file is 'Pairs of cases, both seen by the actor, whose reports hold the same file.';
