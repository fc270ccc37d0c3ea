-- `netra ledger check` walks everything that was sealed. These doors are for the system alone and give what a seal is made of: times, offices,
-- salts and the hash of a content. No name, no content, no word of a reporter leaves by them.

-- The text that is hashed for the content of a step, as `canonicalJson` of packages/ledger writes it: no spaces, keys in order, whole numbers.
create function netra.canonical_text(value jsonb) returns text language plpgsql immutable set search_path = netra, pg_temp as $$
begin
  return case jsonb_typeof(value)
    when 'object' then (select '{' || coalesce(string_agg(to_jsonb(m.key)::text || ':' || netra.canonical_text(m.value), ',' order by m.key collate "C"), '') || '}'
      from jsonb_each(value) m)
    when 'array' then (select '[' || coalesce(string_agg(netra.canonical_text(m.value), ',' order by m.ordinality), '') || ']'
      from jsonb_array_elements(value) with ordinality m)
    when 'number' then trim_scale(value::numeric)::text
    else value::text
  end;
end $$;

create function netra.sealed_steps(after uuid, most integer) returns table (
  case_id uuid, number text, last_seq integer, seq integer, kind text, at timestamptz, body_id uuid, to_body_id uuid, actor_user_id uuid,
  status_after text, content_hash text, salt bytea, commitment bytea, link bytea, leaf bigint, waiting boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id, f.number, f.last_seq, e.seq, e.kind, e.at, e.body_id, e.to_body_id, e.actor_user_id, e.status_after,
    encode(sha256(convert_to(netra.canonical_text(c.content), 'UTF8')), 'hex'), e.salt, e.commitment, e.link, p.leaf, w.commitment is not null
  from (select f.id, f.number, f.last_seq from netra.case_file f
        where netra.actor_kind() = 'system' and (after is null or f.id > after) order by f.id limit most) f
  left join netra.case_event e on e.case_id = f.id
  left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
  left join netra.log_place p on p.commitment = e.commitment
  left join netra.log_waiting w on w.commitment = e.commitment
  order by f.id, e.seq
$$;
comment on function netra.sealed_steps is 'Steps of the next cases with their places in the log; for the system alone, to check them. A case without steps is one row without a step.';

create function netra.sealed_handovers(after uuid, most integer) returns table (
  id uuid, number text, seq integer, opened_at timestamptz, to_body_id uuid, salt bytea, commitment bytea, link_fits boolean, leaf bigint, waiting boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select h.id, f.number, h.seq, h.opened_at, h.to_body_id, h.opened_salt, h.opened_commitment,
    exists (select 1 from netra.case_event e where e.case_id = h.case_id and e.seq = h.seq and e.link = h.bundle_hash), p.leaf, w.commitment is not null
  from netra.handover h
  left join netra.case_file f on f.id = h.case_id
  left join netra.log_place p on p.commitment = h.opened_commitment
  left join netra.log_waiting w on w.commitment = h.opened_commitment
  where netra.actor_kind() = 'system' and (after is null or h.id > after)
  order by h.id
  limit most
$$;
comment on function netra.sealed_handovers is 'Hand-overs with the seal of their opening, and whether the step they were sent with still ends in the link they name; for the system alone.';

create function netra.sealed_pledges(after uuid, most integer) returns table (
  id uuid, number text, signed_at timestamptz, body_id uuid, election_id text, salt bytea, commitment bytea, leaf bigint, waiting boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select g.id, g.certificate_number, g.signed_at, g.body_id, g.election_id, g.salt, g.commitment, p.leaf, w.commitment is not null
  from netra.pledge g
  left join netra.log_place p on p.commitment = g.commitment
  left join netra.log_waiting w on w.commitment = g.commitment
  where netra.actor_kind() = 'system' and (after is null or g.id > after)
  order by g.id
  limit most
$$;
comment on function netra.sealed_pledges is 'Pledges with their places in the log, without who signed; for the system alone.';

create function netra.places_of_nothing() returns table (number bigint, leaves bigint[]) language sql stable security definer set search_path = netra, pg_temp as $$
  select count(*), (array_agg(p.leaf order by p.leaf))[1:20]
  from netra.log_place p
  where netra.actor_kind() = 'system'
    and not exists (select 1 from netra.case_event e join netra.case_file f on f.id = e.case_id where e.commitment = p.commitment)
    and not exists (select 1 from netra.handover h where h.opened_commitment = p.commitment)
    and not exists (select 1 from netra.pledge g where g.commitment = p.commitment)
    and not exists (select 1 from netra.log_entry l where l.commitment = p.commitment)
$$;
comment on function netra.places_of_nothing is 'Leaves whose thing is gone: something that was sealed was removed or exchanged. For the system alone.';

revoke execute on function netra.canonical_text, netra.sealed_steps, netra.sealed_handovers, netra.sealed_pledges, netra.places_of_nothing from public;
grant execute on function netra.sealed_steps, netra.sealed_handovers, netra.sealed_pledges, netra.places_of_nothing to netra_app;
revoke execute on function netra.canonical_text from netra_app;

-- The salt opens a seal as much as the commitment does: once it is there, nobody with the application's rights exchanges or takes it.
create or replace function netra.log_openings() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if old.opened_commitment is not null
    and (new.opened_commitment, new.opened_salt) is distinct from (old.opened_commitment, old.opened_salt) then
    raise exception 'a hand-over is opened once' using errcode = 'insufficient_privilege';
  end if;
  if old.opened_commitment is null and new.opened_commitment is not null then
    insert into netra.log_waiting (batch, commitment) values ('steps', new.opened_commitment);
  end if;
  return new;
end $$;
