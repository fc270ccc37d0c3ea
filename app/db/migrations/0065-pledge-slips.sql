-- Slips for institutions of any size: sheet after sheet until everybody has a code, unit by unit with what lies below each, and anew where a sheet was lost.

-- People for one sheet of slips, in the order of units. A code that is good is not replaced unless all are wanted anew. Whether somebody signed
-- decides nothing. in_all counts the whole choice, of which a sheet is a part.
create function netra.pledge_slip_people(campaign uuid, in_unit uuid, anew boolean, skip integer, most integer)
returns table (person_id uuid, unit_name text, number_token bytea, details_sealed bytea, in_all bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select p.id, u.name, p.number_token, p.details_sealed, count(*) over ()
  from netra.pledge_campaign k
  join netra.roster_person p on p.institution_id = k.institution_id and p.ended_at is null
  left join netra.work_unit u on u.id = p.unit_id
  where k.id = campaign and k.closed_at is null and netra.inspects(k.institution_id)
    and (in_unit is null or exists (
      select 1 from netra.work_unit top where top.id = in_unit and top.institution_id = k.institution_id and starts_with(u.path, top.path)))
    and (anew or not exists (
      select 1 from netra.pledge_code c where c.campaign_id = k.id and c.person_id = p.id and c.expires_at > now()))
  order by u.path nulls last, p.id offset skip limit most
$$;
revoke execute on function netra.pledge_slip_people from public;
grant execute on function netra.pledge_slip_people to netra_app;

-- Records of 32 bytes: person 16, token 16. Where only those without a code are wanted, one that was given out meanwhile stays, and counts as not made.
drop function netra.issue_pledge_codes(uuid, text, timestamptz, bytea);
create function netra.issue_pledge_codes(campaign uuid, by_channel text, until timestamptz, packed bytea, replacing boolean default true) returns integer
language plpgsql security definer set search_path = netra, pg_temp as $$
declare made integer;
begin
  if netra.actor_kind() is distinct from 'system' and not netra.inspects(netra.campaign_institution(campaign)) then
    raise exception 'codes are made by the inspectorate of the institution' using errcode = 'insufficient_privilege';
  end if;
  with made_now as (
    insert into netra.pledge_code (campaign_id, person_id, token, channel, user_id, expires_at)
    select k.id, p.id, substring(packed from i * 32 + 17 for 16), by_channel, a.user_id, until
    from generate_series(0, length(packed) / 32 - 1) i
    join netra.pledge_campaign k on k.id = campaign and k.closed_at is null
    join netra.roster_person p on p.id = encode(substring(packed from i * 32 + 1 for 16), 'hex')::uuid
      and p.institution_id = k.institution_id and p.ended_at is null
    left join netra.roster_account a on a.person_id = p.id
    on conflict (campaign_id, person_id) do update
      set token = excluded.token, channel = excluded.channel, made_at = now(), expires_at = excluded.expires_at
      where replacing or pledge_code.expires_at <= now()
    returning person_id
  ), looked as (
    insert into netra.roster_look (person_id, user_id, body_id, what)
    select m.person_id, netra.actor_user(), netra.campaign_body(campaign), 'slip' from made_now m where netra.actor_kind() = 'member'
  )
  select count(*) into made from made_now;
  return made;
end $$;
revoke execute on function netra.issue_pledge_codes from public;
grant execute on function netra.issue_pledge_codes to netra_app;
