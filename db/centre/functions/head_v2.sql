-- `head_v1`, and the last row of both feeds: a desk that has remembered the same one has nothing to
-- pull. Moments are seconds since 1970, as in `pull_v1`; of an empty feed they are null.
CREATE OR REPLACE FUNCTION counter_api.head_v2(
    token bytea, incarnation uuid, known_directory int,
    OUT unit uuid, OUT city uuid, OUT unit_head bigint, OUT city_head bigint,
    OUT known_sequence bigint, OUT at timestamptz, OUT is_city_unit boolean,
    OUT directory int, OUT units jsonb,
    OUT unit_event uuid, OUT unit_received float8, OUT city_event uuid, OUT city_received float8
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = counter, pg_temp SET plan_cache_mode = force_generic_plan
SET jit = off SET enable_seqscan = off AS $$
BEGIN
    SELECT h.* INTO unit, city, unit_head, city_head, known_sequence, at, is_city_unit, directory, units
    FROM counter_api.head_v1(token, incarnation, known_directory) AS h;
    SELECT e.id, date_part('epoch', e.received_at) INTO unit_event, unit_received
    FROM feed f JOIN events e ON e.id = f.event
    WHERE f.scope = unit AND f."position" = unit_head;
    SELECT e.id, date_part('epoch', e.received_at) INTO city_event, city_received
    FROM feed f JOIN events e ON e.id = f.event
    WHERE f.scope = city AND f."position" = city_head;
END $$;
