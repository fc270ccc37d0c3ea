-- What a personnel authority and those who watch over it need to see at one glance: like sanctions as counts, and what waits where.

create index case_event_decisions on netra.case_event (case_id, seq) where kind = 'decision-recorded';

create function netra.sanction_distribution(wanted text) returns table (option text, n integer)
language sql stable security definer set search_path = netra, pg_temp as $$
  select d.option, d.n from (
    select c.content ->> 'option' as option, count(*)::integer as n
    from netra.case_event e
    join netra.case_file f on f.id = e.case_id and f.level = wanted and f.status <> 'annulled'
    join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where e.kind = 'decision-recorded' and c.content ->> 'option' is not null
    group by 1) d
  where netra.actor_kind() = 'member' and cardinality(netra.readable_bodies()) > 0
  order by d.n desc, d.option
$$;
comment on function netra.sanction_distribution is 'Which sanctions cases of a level got, as counts over the instance. Asked by people who work on cases.';

-- Rungs of the ladder as they stand, for lists: the last of them since the case last came to the office that holds it.
create function netra.ladder_rung(wanted uuid) returns text language sql stable security definer set search_path = netra, pg_temp
  return (select e.kind from netra.case_event e where e.case_id = wanted and netra.sees_case(wanted)
    and e.kind in ('conveyed', 'rerouted', 'reminded', 'reprimanded', 'block-proposed', 'block-refused', 'blocked', 'unblocked')
    order by e.seq desc limit 1);
