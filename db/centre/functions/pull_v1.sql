-- A scope's feed from a position on, that row included: at most `wanted` rows, about 4 MB.
CREATE OR REPLACE FUNCTION counter_api.pull_v1(
    token bytea, wanted_scope uuid, from_position bigint, wanted int
) RETURNS TABLE (
    "position" bigint, home_position bigint, text text, private text, salt bytea,
    received_at timestamptz, home uuid
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp ROWS 1000 AS $$
DECLARE
    me counter.caller := counter.caller(token);
BEGIN
    IF wanted_scope NOT IN (me.unit, me.city) THEN
        PERFORM counter.refuse('foreign-scope');
    END IF;
    RETURN QUERY
        SELECT f."position", f.home_position, e.text, e.private, e.salt, e.received_at,
            e.scope
        FROM feed f JOIN events e ON e.id = f.event
        WHERE f.scope = wanted_scope AND f."position" >= from_position
        ORDER BY f."position" LIMIT LEAST(wanted, 5000);
END $$;
