-- Pledges in a country with imports that are taken back, people who move, and hundreds of institutions.

-- 1. Taking an import back removed people who had signed: their certificate was gone, and sent again they were somebody else who could sign once more
-- and was counted once more. The rows that name them have no foreign keys (each would be asked once for every one of millions), so it is asked here.
create index pledge_code_person on netra.pledge_code (person_id);
create function netra.roster_known(ids uuid[]) returns setof uuid
language sql stable security definer set search_path = netra, pg_temp as $$
  select w.id from unnest(ids) as w (id)
  where netra.actor_kind() = 'system' and (
    exists (select 1 from netra.pledge l where l.person_id = w.id)
    or exists (select 1 from netra.pledge_code c where c.person_id = w.id)
    or exists (select 1 from netra.roster_account a where a.person_id = w.id)
    or exists (select 1 from netra.coverage_member m where m.person_id = w.id))
$$;
comment on function netra.roster_known is 'Which of these people were given a code, signed, linked an account or are counted in a group; for the system alone, when an import is taken back.';
revoke execute on function netra.roster_known from public;
grant execute on function netra.roster_known to netra_app;
create or replace function netra.roster_remove(ids uuid[]) returns bigint language plpgsql security invoker set search_path = netra, pg_temp as $$
declare
  known uuid[] := array(select netra.roster_known(ids));
begin
  update netra.roster_person set ended_at = now() where id = any (known) and ended_at is null;
  delete from netra.roster_person where id = any (ids) and not id = any (known);
  return cardinality(ids);
end $$;
comment on function netra.roster_remove is 'Takes people out of the roster whom an import brought; those who are known by more than the roster stay, as people who left. Runs with the rights of who asks, so only for the system.';
