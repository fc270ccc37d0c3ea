-- Pledges, the media desk, and the counts that the front page shows.
create table netra.pledge (
  id uuid primary key,
  user_id uuid not null references auth.auth_user (id),
  body_id uuid not null references netra.body (id),
  election_id text not null,
  text_version text not null,
  certificate_number text not null unique,
  signed_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  unique (user_id, election_id)
);
comment on table netra.pledge is 'Ikrar: one per person and election. Whoever signs twice has signed once.';
grant select, insert on netra.pledge to netra_app;
alter table netra.pledge enable row level security;
create policy pledge_own on netra.pledge for select using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy pledge_sign on netra.pledge for insert with check (
  netra.actor_kind() = 'member' and user_id = (select netra.actor_user()) and (select netra.has_role('asn')));

create table netra.media_item (
  id uuid primary key,
  content_hash bytea not null unique,
  source_name text not null,
  title text not null,
  published_on date,
  event_on date,
  kind text not null,
  body text not null,
  extracted jsonb not null,
  repeats_itself boolean not null,
  duplicate_of uuid references netra.media_item (id),
  added_at timestamptz not null default now()
);
comment on table netra.media_item is 'Meja media: news and posts that came in, with what was read out of them. source_name is the name of the file, never an address.';
grant select, insert on netra.media_item to netra_app;
alter table netra.media_item enable row level security;
create policy media_read on netra.media_item for select using (
  netra.actor_kind() = 'system' or (select netra.has_role('media')) or (select netra.has_role('officer')));
create policy media_add on netra.media_item for insert with check (netra.actor_kind() = 'system' or (select netra.has_role('media')));

-- Where cases wait: persons and the median wait in days, per stage. Aggregates only; the caller says which status belongs to which stage
-- (the status table of cases is code) and suppresses small numbers.
create function netra.public_waits(legal_now timestamptz, stages jsonb) returns table (stage text, persons bigint, median_days numeric)
language sql stable security definer set search_path = netra, pg_temp as $$
  select stages ->> f.status, sum(f.accused_count),
    percentile_cont(0.5) within group (order by greatest(0, extract(epoch from legal_now - coalesce(e.at, f.opened_at)) / 86400))::numeric(10, 1)
  from netra.case_file f
  left join netra.case_event e on e.case_id = f.id and e.seq = f.last_seq
  where stages ? f.status
  group by 1
$$;

create function netra.public_totals() returns table (pledges bigint, reports bigint, cases bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select (select count(*) from netra.pledge), (select count(*) from netra.report), (select count(*) from netra.case_file)
$$;
