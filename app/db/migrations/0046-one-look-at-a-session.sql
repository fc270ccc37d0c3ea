-- Who is signed in was asked in six rounds with every page: the session, the person, what the session has shown, the offices. One question now.
-- The session itself is made, ended and touched by the accounts library and the services as before.
create function netra.session_behind(wanted text, at timestamptz, today date)
returns table (
  session_id uuid, started_at timestamptz, used_at timestamptz, user_id uuid, name text, email text, has_codes boolean,
  strong_at timestamptz, has_passkey boolean, has_left boolean,
  body_id uuid, body_name text, body_kind text, zone text, level text, role text, place uuid, path text)
language plpgsql stable security definer set search_path = netra, pg_temp as $$
begin
  return query
    select s.id, s.created_at, s.updated_at, u.id, u.name, u.email, u.two_factor_enabled is true,
      k.strong_at, exists (select 1 from netra.passkey p where p.user_id = u.id),
      exists (select 1 from netra.leaving l where l.user_id = u.id and l.withdrawn_at is null and l.last_day < today),
      o.body_id, o.body_name, o.body_kind, o.zone, o.level, o.role, o.place, o.path
    from auth.auth_session s
      join auth.auth_user u on u.id = s.user_id
      left join netra.session_mark k on k.session_id = s.id
      left join lateral (
        select b.id as body_id, b.name as body_name, b.kind as body_kind, b.zone, b.level, m.role, j.id as place, j.path
        from netra.member m join netra.body b on b.id = m.body_id join netra.jurisdiction j on j.id = b.jurisdiction_id
        where m.user_id = u.id and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)) o on true
    where s.token = wanted and s.expires_at > at
    order by o.body_name;
end $$;
comment on function netra.session_behind is 'The live session of a cookie''s token with the person, what the session has shown, and a row for each office of today. The caller has checked the signature of the cookie.';
revoke execute on function netra.session_behind from public;
grant execute on function netra.session_behind to netra_app;
