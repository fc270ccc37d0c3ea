-- Where a commitment stands is looked up in eras of 2^20 leaves. Commitments are random: in one index over all of them every new leaf falls on
-- another page, and at twelve million leaves a batch wrote the whole index anew. So only the newest era is written, and it stays in memory.
-- A look-up asks once for each era: a dozen steps down a tree at twelve million leaves.

alter table netra.log_place drop constraint log_place_pkey;
create unique index log_place_by_era on netra.log_place ((leaf >> 20), commitment);
alter table netra.log_place add primary key (leaf);

create function netra.leaf_of(wanted bytea) returns bigint language sql stable set search_path = netra, pg_temp as $$
  select p.leaf from netra.log_place p
  where (p.leaf >> 20) = any (array(select generate_series(0, s.size >> 20) from netra.log_state s)) and p.commitment = wanted
  limit 1
$$;
comment on function netra.leaf_of is 'The leaf of a commitment in the tree, counted from 0; null when it is not in it.';
revoke execute on function netra.leaf_of from public;
grant execute on function netra.leaf_of to netra_app;

create or replace function netra.log_waits_once() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.leaf_of(new.commitment) is not null then
    raise exception 'this commitment stands in the log already' using errcode = 'unique_violation';
  end if;
  return null;
end $$;

create or replace function netra.sealed_steps(after uuid, most integer) returns table (
  case_id uuid, number text, last_seq integer, seq integer, kind text, at timestamptz, body_id uuid, to_body_id uuid, actor_user_id uuid,
  status_after text, content_hash text, salt bytea, commitment bytea, link bytea, leaf bigint, waiting boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id, f.number, f.last_seq, e.seq, e.kind, e.at, e.body_id, e.to_body_id, e.actor_user_id, e.status_after,
    encode(sha256(convert_to(netra.canonical_text(c.content), 'UTF8')), 'hex'), e.salt, e.commitment, e.link, netra.leaf_of(e.commitment), w.commitment is not null
  from (select f.id, f.number, f.last_seq from netra.case_file f
        where netra.actor_kind() = 'system' and (after is null or f.id > after) order by f.id limit most) f
  left join netra.case_event e on e.case_id = f.id
  left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
  left join netra.log_waiting w on w.commitment = e.commitment
  order by f.id, e.seq
$$;

create or replace function netra.sealed_handovers(after uuid, most integer) returns table (
  id uuid, number text, seq integer, opened_at timestamptz, to_body_id uuid, salt bytea, commitment bytea, link_fits boolean, leaf bigint, waiting boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select h.id, f.number, h.seq, h.opened_at, h.to_body_id, h.opened_salt, h.opened_commitment,
    exists (select 1 from netra.case_event e where e.case_id = h.case_id and e.seq = h.seq and e.link = h.bundle_hash), netra.leaf_of(h.opened_commitment), w.commitment is not null
  from netra.handover h
  left join netra.case_file f on f.id = h.case_id
  left join netra.log_waiting w on w.commitment = h.opened_commitment
  where netra.actor_kind() = 'system' and (after is null or h.id > after)
  order by h.id
  limit most
$$;

create or replace function netra.sealed_pledges(after uuid, most integer) returns table (
  id uuid, number text, signed_at timestamptz, body_id uuid, election_id text, salt bytea, commitment bytea, leaf bigint, waiting boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select g.id, g.certificate_number, g.signed_at, g.body_id, g.election_id, g.salt, g.commitment, netra.leaf_of(g.commitment), w.commitment is not null
  from netra.pledge g
  left join netra.log_waiting w on w.commitment = g.commitment
  where netra.actor_kind() = 'system' and (after is null or g.id > after)
  order by g.id
  limit most
$$;
