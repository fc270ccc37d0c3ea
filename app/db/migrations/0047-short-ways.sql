-- Asked with every page: hand-overs that wait at an office are few among all that ever came, and whoever oversees nothing reads the own offices alone.
create index handover_open on netra.handover (to_body_id) where ended_at is null;

create or replace function netra.readable_bodies() returns uuid[] language plpgsql stable security definer set search_path = netra, pg_temp as $$
declare
  asked text := netra.asked_by();
  known text := current_setting('netra.reads', true);
  found uuid[];
begin
  if starts_with(known, asked) then return substr(known, length(asked) + 1)::uuid[]; end if;
  found := netra.my_bodies();
  if exists (select 1 from netra.member m where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = 'overseer') then
    found := found || coalesce((
      select array_agg(below.id)
      from netra.member m
      join netra.body own on own.id = m.body_id
      join netra.jurisdiction own_place on own_place.id = own.jurisdiction_id
      join netra.body below on below.kind = own.kind
      join netra.jurisdiction below_place on below_place.id = below.jurisdiction_id and starts_with(below_place.path, own_place.path)
      where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
        and m.role = 'overseer' and own.kind in ('bawaslu', 'bkn')
        and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
    ), '{}');
  end if;
  perform set_config('netra.reads', asked || found::text, true);
  return found;
end $$;
