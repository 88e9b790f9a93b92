-- Where each event belongs (its home scope), and why it is not taken, if it is not.
CREATE OR REPLACE FUNCTION counter.judge(batch counter.offered[], me counter.caller)
RETURNS counter.offered[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    held jsonb := counter.roles_held(me);
    own_code text := (SELECT u.code FROM units u WHERE u.id = me.unit);
    allowed jsonb := (
        SELECT jsonb_object_agg(a.kind, a.roles)
        FROM (SELECT r.kind, array_agg(r.role) AS roles FROM act_roles r
              WHERE r.kind = ANY (ARRAY(SELECT DISTINCT o.kind FROM unnest(batch) AS o))
              GROUP BY r.kind) AS a);
BEGIN
    RETURN (
    WITH named AS (
        SELECT o.*, COALESCE(a.scope, o.named) AS resolved, h.scope AS of_dossier, h.is_erased AS was_erased,
            e.hash AS known_hash, e.position AS there, held->o.officer::text AS own_roles,
            o.n > min(o.n) OVER (PARTITION BY o.id) AS is_doubled
        FROM unnest(batch) AS o
        LEFT JOIN scope_aliases a ON a.alias = o.named
        LEFT JOIN dossiers_home h ON h.dossier = o.dossier
        LEFT JOIN events e ON e.id = o.id
    ), placed AS (
        SELECT n.*, n.dossier IS NULL AND n.resolved = me.city AS is_of_city,
            n.named = me.city AND me.unit = me.city_unit AS is_city_itself,
            n.dossier IS NULL AND n.kind IN (
                'procedure-version-issued', 'suggestion-filed') AS is_for_city
        FROM named n
    ), judged AS (
        SELECT p.*, CASE
            WHEN p.known_hash = p.hash AND p.verdict IS DISTINCT FROM 'foreign-desk' THEN NULL
            WHEN p.verdict IS NOT NULL THEN p.verdict
            WHEN p.known_hash <> p.hash OR p.is_doubled THEN 'identity-reused'
            WHEN p.is_of_city
                AND p.kind IN ('officer-registered', 'unit-profiled', 'desk-enrolled')
                THEN 'foreign-scope'
            WHEN NOT p.is_of_city AND p.resolved <> COALESCE(p.of_dossier, me.unit)
                THEN 'foreign-scope'
            WHEN p.of_dossier <> me.unit AND NOT EXISTS (
                SELECT FROM participants t WHERE t.dossier = p.dossier AND t.scope = me.unit
            ) THEN 'foreign-scope'
            WHEN p.acting <> own_code OR p.acting IS NULL AND p.of_dossier <> me.unit
                THEN 'foreign-unit'
            WHEN p.own_roles IS NULL AND p.dossier IS NULL AND p.role = 'administrator'
                AND NOT EXISTS (
                    SELECT FROM members m WHERE m.scope = me.unit AND m.named = p.named
                ) THEN NULL  -- the first words of a unit
            WHEN p.role = 'citizen' THEN  -- nobody's: the desk is the author, of ratings alone
                CASE WHEN NOT COALESCE(allowed->p.kind ? 'citizen', false) THEN 'role-may-not' END
            WHEN p.own_roles IS NULL THEN 'unknown-author'
            WHEN p.role <> 'limit' AND NOT p.own_roles ? p.role THEN 'role-may-not'
            WHEN NOT allowed->p.kind ? p.role THEN 'role-may-not'
            WHEN p.kind = 'transferred' AND counter.unit_meant(p.target) IS NULL
                THEN 'unknown-unit'
        END AS judgement
        FROM placed p
    ), begun AS (
        SELECT j.*, min(j.n) FILTER (
            WHERE j.judgement IS NULL AND j.kind IN ('received', 'registered', 'declined')
        ) OVER (PARTITION BY j.dossier) AS since
        FROM judged j
    )
    SELECT array_agg(ROW(
        j.n, j.hash, j.id, j.named, j.dossier, j.kind, j.seq, j.previous, j.officer, j.role,
        j.target, j.sha256, j.subject, j.roles, j.acting,
        CASE WHEN j.is_of_city AND j.is_city_itself THEN me.city
             ELSE COALESCE(j.of_dossier, me.unit) END,
        (j.is_of_city OR j.is_for_city) AND NOT (j.is_of_city AND j.is_city_itself), j.was_erased,
        CASE WHEN j.judgement IS NULL THEN j.there END,
        COALESCE(j.judgement, CASE
            WHEN j.there IS NULL AND j.of_dossier IS NULL AND j.dossier IS NOT NULL
                AND COALESCE(j.since > j.n, true) THEN 'no-beginning' END)
        )::counter.offered ORDER BY j.n)
    FROM begun j
    );
END $$;

-- What the unit's officers have ever been, those a desk brought along too.
CREATE OR REPLACE FUNCTION counter.roles_held(me counter.caller) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    RETURN COALESCE((
        SELECT jsonb_object_agg(h.officer, h.roles)
        FROM (SELECT m.officer, array_agg(role) AS roles FROM members m, unnest(m.roles) AS role
              WHERE m.scope = me.unit GROUP BY m.officer) AS h
    ), '{}');
END $$;

-- The unit a transfer or a reception names, by its identity or its code; null: nobody knows it.
CREATE OR REPLACE FUNCTION counter.unit_meant(target jsonb) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    RETURN (
        SELECT COALESCE(
            (SELECT u.id FROM units u WHERE u.id = CASE
                WHEN target->>'id' ~ '^[0-9a-f-]{36}$' THEN (target->>'id')::uuid END),
            (SELECT u.id FROM units u WHERE u.code = target->>'code'))
    );
END $$;

-- Officers become members in the batch's order, each judged by those before. Who registers the
-- first one of a scope without members is believed to be its administrator: who may enrol was
-- decided by the centre. What else is wrong with the event is judged afterwards alike.
CREATE OR REPLACE FUNCTION counter.admit_officers(batch counter.offered[], me counter.caller)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    o counter.offered;
BEGIN
    FOR o IN
        SELECT b.* FROM unnest(batch) AS b
        LEFT JOIN scope_aliases a ON a.alias = b.named
        WHERE b.kind = 'officer-registered' AND b.verdict IS NULL AND b.dossier IS NULL
          AND b.role = 'administrator' AND COALESCE(a.scope, b.named) = me.unit
          AND NOT EXISTS (SELECT FROM events e WHERE e.id = b.id)
        ORDER BY b.n
    LOOP
        IF NOT EXISTS (SELECT FROM members m WHERE m.scope = me.unit AND m.named = o.named) THEN
            INSERT INTO members VALUES (me.unit, o.named, o.officer, ARRAY['administrator']);
        END IF;
        INSERT INTO members AS m
        SELECT me.unit, o.named, o.subject, o.roles
        WHERE EXISTS (
            SELECT FROM members f
            WHERE f.scope = me.unit AND f.officer = o.officer AND 'administrator' = ANY (f.roles))
        ON CONFLICT ON CONSTRAINT pk_members DO UPDATE SET
            roles = ARRAY(SELECT DISTINCT unnest(m.roles || EXCLUDED.roles));
    END LOOP;
END $$;
