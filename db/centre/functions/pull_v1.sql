-- A scope's feed from a position on, that row included: at most `wanted` rows. Positions have
-- no gap, so that a range is a number of rows. `home` is null where
-- this is the home scope; moments are seconds since 1970, which cost the desk least.
CREATE OR REPLACE FUNCTION counter_api.pull_v1(
    token bytea, wanted_scope uuid, from_position bigint, wanted int
) RETURNS TABLE (
    "position" bigint, home_position bigint, text text, private text, salt bytea,
    received_at float8, home uuid
)
LANGUAGE plpgsql SECURITY DEFINER ROWS 1000
SET search_path = counter, pg_temp SET plan_cache_mode = force_generic_plan
SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    me counter.caller := counter.caller(token);
BEGIN
    IF wanted_scope NOT IN (me.unit, me.city) THEN
        PERFORM counter.refuse('foreign-scope');
    END IF;
    RETURN QUERY
        SELECT f."position", f.home_position, e.text, e.private, e.salt,
            date_part('epoch', e.received_at), NULLIF(e.scope, wanted_scope)
        FROM feed f JOIN events e ON e.id = f.event
        WHERE f.scope = wanted_scope
          AND f."position" BETWEEN from_position AND from_position + LEAST(wanted, 5000) - 1
        ORDER BY f."position";
END $$;
