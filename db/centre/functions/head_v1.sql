-- Where the centre stands; the directory only when it is newer than the one the desk has.
CREATE OR REPLACE FUNCTION counter_api.head_v1(
    token bytea, incarnation uuid, known_directory int,
    OUT unit uuid, OUT city uuid, OUT unit_head bigint, OUT city_head bigint,
    OUT known_sequence bigint, OUT at timestamptz, OUT is_city_unit boolean,
    OUT directory int, OUT units jsonb
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = counter, pg_temp SET plan_cache_mode = force_generic_plan
SET jit = off SET enable_seqscan = off AS $$
DECLARE
    me counter.caller := counter.caller(token);
BEGIN
    unit := me.unit;
    city := me.city;
    is_city_unit := me.unit = me.city_unit;
    SELECT s.head INTO unit_head FROM scopes s WHERE s.id = me.unit;
    SELECT s.head INTO city_head FROM scopes s WHERE s.id = me.city;
    known_sequence := CASE WHEN me.desk IS NULL THEN 0  -- it must register first
        ELSE counter.known_sequence(incarnation) END;
    SELECT c.directory INTO directory FROM city c;
    IF directory <> known_directory THEN
        SELECT jsonb_agg(jsonb_build_array(u.id, u.code, u.name) ORDER BY u.code) INTO units
        FROM units u;
    END IF;
    at := clock_timestamp();
END $$;

-- The highest sequence of an incarnation the centre has an event or a rejection of.
CREATE OR REPLACE FUNCTION counter.known_sequence(wanted uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    RETURN (
        SELECT GREATEST(
            (SELECT max(desk_seq) FROM events WHERE incarnation = wanted),
            (SELECT max(desk_seq) FROM rejections WHERE incarnation = wanted),
            0
        )
    );
END $$;
