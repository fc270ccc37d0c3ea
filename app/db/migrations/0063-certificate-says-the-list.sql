-- A certificate says when its pledge was entered from a list of codes: whoever did not hand in the own code sees that somebody else did.
drop function netra.pledge_of_code(bytea);
create function netra.pledge_of_code(wanted bytea) returns table (
  number_token bytea, details_sealed bytea, number text, election_id text, text_version text, signed_at timestamptz, body_id uuid, institution text,
  zone text, salt bytea, offline boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select p.number_token, p.details_sealed, l.certificate_number, l.election_id, l.text_version, l.signed_at, l.body_id, place.name, b.zone, l.salt,
    l.offline
  from netra.pledge_code c
  join netra.pledge_campaign k on k.id = c.campaign_id
  join netra.jurisdiction place on place.id = k.institution_id
  join netra.roster_person p on p.id = c.person_id
  join netra.pledge l on l.person_id = c.person_id and l.election_id = k.election_id
  join netra.body b on b.id = l.body_id
  where c.token = wanted and c.expires_at > now()
$$;
comment on function netra.pledge_of_code is 'The pledge that was signed with a code, for its certificate and its seal. The caller has checked the number beside the code.';
revoke execute on function netra.pledge_of_code from public;
grant execute on function netra.pledge_of_code to netra_app;
