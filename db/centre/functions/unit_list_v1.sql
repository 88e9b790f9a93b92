-- The dossiers behind one of the figures `figures_v1` tells of a unit: codes, procedures and dates,
-- no person. `total` stands in every row; a figure nobody knows has none.
CREATE OR REPLACE FUNCTION counter_api.unit_list_v1(
    token bytea, moment timestamptz, of_unit text, figure text, wanted int
) RETURNS TABLE (
    total bigint, code text, procedure text, status smallint, received_at bigint, due_at bigint,
    ended text, ended_at bigint
)
LANGUAGE plpgsql SECURITY DEFINER ROWS 500
SET search_path = counter, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    me counter.caller := counter.caller(token);
    now_ms bigint := floor(extract(epoch FROM moment) * 1000);
    today bigint := (now_ms / 3600000 + 7) / 24;
    month bigint := date_trunc('month', date '1970-01-01' + today::int)::date - date '1970-01-01';
BEGIN
    PERFORM counter.see_units(me);
    IF of_unit <> ALL (string_to_array(current_setting('app.seen'), ' ')) THEN
        PERFORM counter.refuse('foreign-scope');
    END IF;
    RETURN QUERY
    WITH found AS (
        SELECT d.code, d.procedure_name, d.status, d.received_at, d.due_at, d.ended, d.ended_at
        FROM units u
        JOIN projection.dossiers d ON d.unit_code = u.code AND d.lifecycle = 'open'
        JOIN dossiers_home h ON h.dossier = d.id AND h.scope = u.id
        WHERE u.code = of_unit AND counter.is_counted(
            figure, d.status, d.clock, d.pause_kind, d.received_at, d.due_at, now_ms)
        UNION ALL
        SELECT d.code, d.procedure_name, d.status, d.received_at, d.due_at, d.ended, d.ended_at
        FROM units u
        JOIN projection.dossiers d ON d.unit_code = u.code AND d.ended = figure
            AND d.ended_at >= (month * 24 - 7) * 3600000
            AND d.ended_at < ((today + 1) * 24 - 7) * 3600000
        JOIN dossiers_home h ON h.dossier = d.id AND h.scope = u.id
        WHERE u.code = of_unit
        UNION ALL
        SELECT d.code, d.procedure_name, d.status, d.received_at, d.due_at, d.ended, d.ended_at
        FROM units u
        JOIN projection.dossiers d ON d.place_code = u.code AND d.place_code <> d.unit_code
            AND d.lifecycle = 'open' AND d.status IN (1, 2, 4, 5, 6)
        JOIN dossiers_home h ON h.dossier = d.id AND h.scope <> u.id
        WHERE u.code = of_unit AND figure = 'visiting'
    )
    SELECT count(*) OVER (), f.code::text, f.procedure_name::text, f.status::smallint,
        f.received_at, f.due_at, f.ended::text, f.ended_at
    FROM found f ORDER BY f.due_at NULLS LAST, f.code LIMIT LEAST(wanted, 1000);
END $$;

-- Whether an open dossier is one a figure counts, by the names and bounds of `figures_v1`.
CREATE OR REPLACE FUNCTION counter.is_counted(
    figure text, status bigint, clock text, pause_kind text, received_at bigint, due_at bigint,
    now_ms bigint
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    today bigint := (now_ms / 3600000 + 7) / 24;
    is_worked_on boolean := status IN (1, 2, 4, 5, 6);
    is_running boolean := is_worked_on AND clock = 'running';
    is_late boolean := COALESCE(is_running AND due_at < now_ms, false);
    days_late bigint := today - (due_at / 3600000 + 7) / 24;
    age bigint := today - (received_at / 3600000 + 7) / 24;
    named text[] := regexp_match(figure, '^(overdue|age)_(\d+)_(\d*)$');
BEGIN
    RETURN COALESCE(CASE
        WHEN figure = 'open' THEN is_worked_on
        WHEN figure = 'registered' THEN status = 1
        WHEN figure = 'waiting' THEN status = 2
        WHEN figure = 'in_process' THEN status = 4
        WHEN figure = 'supplement' THEN status = 5
        WHEN figure = 'payment' THEN status = 6
        WHEN figure = 'ready' THEN status = 9
        WHEN figure = 'due_today' THEN is_running AND NOT is_late AND days_late = 0
        WHEN figure = 'overdue' THEN is_late
        WHEN figure = 'paused' THEN is_worked_on AND clock = 'paused'
        WHEN named[1] = 'overdue' THEN is_late AND days_late >= named[2]::int
            AND days_late <= COALESCE(NULLIF(named[3], '')::bigint, days_late)
        WHEN named[1] = 'age' THEN is_worked_on
            AND (age >= named[2]::int OR named[2] = '0')
            AND age <= COALESCE(NULLIF(named[3], '')::bigint, age)
        WHEN starts_with(figure, 'paused_')
            THEN is_worked_on AND pause_kind = substr(figure, length('paused_') + 1)
    END, false);
END $$;
