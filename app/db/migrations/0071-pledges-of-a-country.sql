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

-- 2. A certificate names the institution for which it was signed, as the public check does: whoever moved and came with a code of the new institution
-- got one that names the new one, and the check of the same number said the old one.
create or replace function netra.pledge_of_code(wanted bytea) returns table (
  number_token bytea, details_sealed bytea, number text, election_id text, text_version text, signed_at timestamptz, body_id uuid, institution text,
  zone text, salt bytea, offline boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select p.number_token, p.details_sealed, l.certificate_number, l.election_id, l.text_version, l.signed_at, l.body_id, coalesce((
      select above.name from netra.jurisdiction above where above.level = 'institution' and place.path like above.path || '%'
      order by length(above.path) desc limit 1), b.name),
    b.zone, l.salt, l.offline
  from netra.pledge_code c
  join netra.pledge_campaign k on k.id = c.campaign_id
  join netra.roster_person p on p.id = c.person_id
  join netra.pledge l on l.person_id = c.person_id and l.election_id = k.election_id
  join netra.body b on b.id = l.body_id
  join netra.jurisdiction place on place.id = b.jurisdiction_id
  where c.token = wanted and c.expires_at > now()
$$;

-- 3. Figures of whole institutions for whoever sees many of them: who may see which is asked once for each institution. Row by row, for every group of
-- the country, the page of a supervisor of the nation took half a minute. Sums of figures that the same person may read one by one, nothing finer.
create function netra.coverage_figures(wanted uuid[], today date)
returns table (institution_id uuid, election_id text, on_day date, kind text, about bigint, weighted bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  with place as materialized (
    select w.id from (select distinct unnest(wanted) as id) w
    where netra.actor_kind() = 'system' or netra.inspects(w.id) or netra.leads_in(w.id) or netra.oversees(w.id)),
  last as materialized (
    select t.institution_id, t.election_id, max(t.on_day) as on_day
    from place p join netra.coverage_total t on t.institution_id = p.id
    where t.on_day <= today group by 1, 2)
  select l.institution_id, l.election_id, l.on_day, d.kind, sum(g.about), sum(g.about * d.rate)
  from last l
  left join (netra.coverage_group g join netra.coverage_day d on d.group_id = g.id)
    on g.institution_id = l.institution_id and g.election_id = l.election_id and d.on_day = l.on_day
  group by 1, 2, 3, 4
$$;
comment on function netra.coverage_figures is 'For each of these institutions and elections that the asking person may see: the day of the last count on or before today, and by kind the people of its groups in tens, and that times their rates.';
revoke execute on function netra.coverage_figures from public;
grant execute on function netra.coverage_figures to netra_app;
