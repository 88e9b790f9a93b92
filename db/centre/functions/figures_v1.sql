-- Figures of the units the caller's unit may see, as of a moment: counts alone, by the names the
-- desks' own have (services/figures.py). One statement, so that counts and cursors are of one
-- snapshot. `behind`: events of the unit that are not counted yet; `counted_until`: when the centre
-- got the last one that is, in seconds since 1970, null: none is.
CREATE OR REPLACE FUNCTION counter_api.figures_v1(token bytea, moment timestamptz)
RETURNS TABLE (
    unit uuid, code text, name text, behind bigint, counted_until float8, figures jsonb
)
LANGUAGE plpgsql SECURITY DEFINER ROWS 100
SET search_path = counter, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    me counter.caller := counter.caller(token);
    now_ms bigint := floor(extract(epoch FROM moment) * 1000);
    today bigint := (now_ms / 3600000 + 7) / 24;  -- local days since 1970, as in the counters
    month bigint := date_trunc('month', date '1970-01-01' + today::int)::date - date '1970-01-01';
BEGIN
    PERFORM counter.see_units(me);
    RETURN QUERY
    WITH seen AS (
        SELECT u.id, u.code, u.name FROM units u
        WHERE u.code = ANY (string_to_array(current_setting('app.seen'), ' '))
    ), at_home AS (  -- what is open, under its home: as the push gave it, not as a text claims
        SELECT h.scope, d.status, d.clock, d.pause_kind, d.received_at, d.due_at,
            d.status IN (1, 2, 4, 5, 6) AS is_worked_on
        FROM seen s
        JOIN projection.dossiers d ON d.unit_code = s.code AND d.lifecycle = 'open'
        JOIN dossiers_home h ON h.dossier = d.id AND h.scope = s.id
    ), lying AS (  -- what only dossiers that are worked on have is null with the others
        SELECT a.scope, a.status, a.clock, a.is_worked_on,
            CASE WHEN a.is_worked_on THEN a.pause_kind END AS pause_kind,
            a.is_worked_on AND a.clock = 'running' AS is_running,
            a.is_worked_on AND a.clock = 'running' AND a.due_at < now_ms AS is_late,
            today - (a.due_at / 3600000 + 7) / 24 AS days_late,
            CASE WHEN a.is_worked_on THEN today - (a.received_at / 3600000 + 7) / 24 END AS age
        FROM at_home a
    ), opened AS (
        SELECT s.id, jsonb_build_object(
            'open', count(*) FILTER (WHERE l.is_worked_on),
            'registered', count(*) FILTER (WHERE l.status = 1),
            'waiting', count(*) FILTER (WHERE l.status = 2),
            'in_process', count(*) FILTER (WHERE l.status = 4),
            'supplement', count(*) FILTER (WHERE l.status = 5),
            'payment', count(*) FILTER (WHERE l.status = 6),
            'ready', count(*) FILTER (WHERE l.status = 9),
            'due_today', count(*) FILTER (WHERE l.is_running AND NOT l.is_late AND l.days_late = 0)
        ) || jsonb_build_object(
            'overdue', count(*) FILTER (WHERE l.is_late),
            'overdue_0_0', count(*) FILTER (WHERE l.is_late AND l.days_late = 0),
            'overdue_1_3', count(*) FILTER (WHERE l.is_late AND l.days_late BETWEEN 1 AND 3),
            'overdue_4_10', count(*) FILTER (WHERE l.is_late AND l.days_late BETWEEN 4 AND 10),
            'overdue_11_30', count(*) FILTER (WHERE l.is_late AND l.days_late BETWEEN 11 AND 30),
            'overdue_31_', count(*) FILTER (WHERE l.is_late AND l.days_late > 30)
        ) || jsonb_build_object(
            'paused', count(*) FILTER (WHERE l.is_worked_on AND l.clock = 'paused'),
            'paused_supplement', count(*) FILTER (WHERE l.pause_kind = 'supplement'),
            'paused_payment', count(*) FILTER (WHERE l.pause_kind = 'payment'),
            'paused_posting', count(*) FILTER (WHERE l.pause_kind = 'posting'),
            'paused_verification', count(*) FILTER (WHERE l.pause_kind = 'verification'),
            'paused_force_majeure', count(*) FILTER (WHERE l.pause_kind = 'force_majeure'),
            'paused_system_failure', count(*) FILTER (WHERE l.pause_kind = 'system_failure'),
            'paused_other', count(*) FILTER (WHERE l.pause_kind = 'other')
        ) || jsonb_build_object(
            'age_0_3', count(*) FILTER (WHERE l.age <= 3),
            'age_4_7', count(*) FILTER (WHERE l.age BETWEEN 4 AND 7),
            'age_8_15', count(*) FILTER (WHERE l.age BETWEEN 8 AND 15),
            'age_16_30', count(*) FILTER (WHERE l.age BETWEEN 16 AND 30),
            'age_31_', count(*) FILTER (WHERE l.age > 30)
        ) AS counts
        FROM seen s LEFT JOIN lying l ON l.scope = s.id GROUP BY s.id
    ), ended AS (
        SELECT s.id, jsonb_build_object(
            'early', count(*) FILTER (WHERE d.ended = 'early'),
            'on_time', count(*) FILTER (WHERE d.ended = 'on_time'),
            'late', count(*) FILTER (WHERE d.ended = 'late'),
            'declined', count(*) FILTER (WHERE d.ended = 'declined'),
            'withdrawn', count(*) FILTER (WHERE d.ended = 'withdrawn'),
            'stopped', count(*) FILTER (WHERE d.ended = 'stopped')
        ) AS counts
        FROM seen s LEFT JOIN (
            SELECT h.scope, d.ended FROM seen s
            JOIN projection.dossiers d ON d.unit_code = s.code
                AND d.ended_at >= (month * 24 - 7) * 3600000
                AND d.ended_at < ((today + 1) * 24 - 7) * 3600000
            JOIN dossiers_home h ON h.dossier = d.id AND h.scope = s.id
        ) AS d ON d.scope = s.id GROUP BY s.id
    ), guests AS (  -- of another home, but lying there
        SELECT s.id, count(h.dossier) AS number FROM seen s
        LEFT JOIN projection.dossiers d ON d.place_code = s.code AND d.place_code <> d.unit_code
            AND d.lifecycle = 'open' AND d.status IN (1, 2, 4, 5, 6)
        LEFT JOIN dossiers_home h ON h.dossier = d.id AND h.scope <> s.id
        GROUP BY s.id
    )
    SELECT s.id, s.code::text, s.name, c.head - COALESCE(p.position, 0),
        date_part('epoch', p.received_at),
        opened.counts || ended.counts || jsonb_build_object('visiting', guests.number)
    FROM seen s
    JOIN scopes c ON c.id = s.id
    JOIN opened ON opened.id = s.id JOIN ended ON ended.id = s.id JOIN guests ON guests.id = s.id
    LEFT JOIN projection.projected p ON p.scope = s.id
    ORDER BY s.code;
END $$;

-- Which units a unit may see, told to row-level security for this transaction: itself, those whose
-- identification code (QĐ 20/2020/QĐ-TTg) stands below its own, and every one for the city's.
CREATE OR REPLACE FUNCTION counter.see_units(me counter.caller) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    PERFORM set_config('app.seen', (
        SELECT string_agg(u.code, ' ') FROM units u JOIN units own ON own.id = me.unit
        WHERE u.id = own.id OR starts_with(u.code, own.code || '.') OR me.unit = me.city_unit
    ), true);
END $$;
