-- Whoever takes part from now on: its scope gets what the dossier has been so far.
CREATE OR REPLACE FUNCTION counter.admit_units(batch counter.offered[], me counter.caller)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    o counter.offered;
    other uuid;
BEGIN
    FOR o IN
        SELECT b.* FROM unnest(batch) AS b
        WHERE b.target IS NOT NULL AND b.verdict IS NULL AND b.known IS NULL
        ORDER BY b.n
    LOOP
        other := counter.unit_meant(o.target);
        CONTINUE WHEN other IS NULL OR other = o.home;
        INSERT INTO participants VALUES (o.dossier, other) ON CONFLICT DO NOTHING;
        CONTINUE WHEN NOT FOUND;
        WITH history AS (
            INSERT INTO feed (scope, "position", home_position, event)
            SELECT other, s.head + row_number() OVER (ORDER BY e."position"), e."position", e.id
            FROM events e, scopes s WHERE e.dossier = o.dossier AND s.id = other
        )
        UPDATE scopes s SET head = s.head + (
            SELECT count(*) FROM events e WHERE e.dossier = o.dossier) WHERE s.id = other;
        INSERT INTO blob_scopes
        SELECT DISTINCT e.text::json->'public'->>'sha256', other, o.dossier FROM events e
        WHERE e.dossier = o.dossier AND e.kind IN ('attached', 'printed')
          AND length(e.text::json->'public'->>'sha256') = 64 AND o.is_erased IS NOT TRUE
        ON CONFLICT DO NOTHING;
    END LOOP;
END $$;

-- A place in every feed it belongs to for what was judged good, and the heads moved: positions in
-- the home scopes in the batch's order, null for the rest.
CREATE OR REPLACE FUNCTION counter.give_places(batch counter.offered[], me counter.caller)
RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    positions bigint[];
BEGIN
    WITH taken AS MATERIALIZED (
        SELECT o.n, o.id, o.home, o.dossier, o.is_proposal FROM unnest(batch) AS o
        WHERE o.verdict IS NULL AND o.known IS NULL
    ), fed AS (
        SELECT t.n, t.id, t.home, t.home AS into_scope FROM taken t
        UNION ALL
        SELECT t.n, t.id, t.home, p.scope FROM taken t JOIN participants p ON p.dossier = t.dossier
        UNION ALL
        SELECT t.n, t.id, t.home, me.city_unit FROM taken t
        WHERE t.is_proposal AND t.home <> me.city_unit
    ), numbered AS (
        SELECT f.*, s.head + row_number() OVER (PARTITION BY f.into_scope ORDER BY f.n) AS place
        FROM fed f JOIN scopes s ON s.id = f.into_scope
    ), located AS MATERIALIZED (
        SELECT f.*, max(place) FILTER (WHERE into_scope = home) OVER (PARTITION BY n) AS home_place
        FROM numbered f
    ), in_feeds AS (
        INSERT INTO feed (scope, "position", home_position, event)
        SELECT l.into_scope, l.place, l.home_place, l.id FROM located l
    ), moved AS (
        UPDATE scopes s SET head = m.last
        FROM (SELECT l.into_scope, max(l.place) AS last FROM located l GROUP BY 1) AS m
        WHERE s.id = m.into_scope
    )
    SELECT array_agg(place ORDER BY n) INTO positions FROM (
        SELECT n, place FROM located WHERE into_scope = home
        UNION ALL
        SELECT o.n, NULL FROM unnest(batch) AS o
        WHERE o.verdict IS NOT NULL OR o.known IS NOT NULL
    ) AS every;
    RETURN positions;
END $$;

-- What got a position goes into the log; how many events did. Fewer than got one: an identity is
-- known that this desk may not see. The arrays are one another's columns, in the batch's order.
CREATE OR REPLACE FUNCTION counter.store(
    batch counter.offered[], positions bigint[], texts text[], privates text[], salts bytea[],
    me counter.caller, own_incarnation uuid
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    count_stored bigint;
    at timestamptz := clock_timestamp();
BEGIN
    INSERT INTO events
    SELECT o.id, o.home, o.place, o.dossier, o.kind, me.desk, own_incarnation, o.seq,
        o.is_proposal, o.text, CASE WHEN o.is_erased IS NOT TRUE THEN o.private END,
        CASE WHEN o.is_erased IS NOT TRUE THEN o.salt END, o.hash, at,
        NULLIF(current_setting('app.relayer', true), '')::uuid
    FROM ROWS FROM (
        unnest(batch), unnest(positions), unnest(texts), unnest(privates), unnest(salts)
    ) AS o(n, hash, id, named, dossier, kind, seq, previous, officer, role, target, sha256,
           subject, roles, acting, home, is_proposal, is_erased, known, verdict,
           place, text, private, salt)
    WHERE o.place IS NOT NULL
    ON CONFLICT (id) DO NOTHING;
    GET DIAGNOSTICS count_stored = ROW_COUNT;
    RETURN count_stored;
END $$;

-- What some kinds of events bring about besides.
CREATE OR REPLACE FUNCTION counter.follow_up(batch counter.offered[], me counter.caller)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    erased uuid[] := ARRAY(
        SELECT o.dossier FROM unnest(batch) AS o
        WHERE o.kind = 'erased' AND o.verdict IS NULL AND o.dossier IS NOT NULL);
BEGIN
    INSERT INTO dossiers_home
    SELECT DISTINCT o.dossier, o.home, false FROM unnest(batch) AS o
    WHERE o.kind IN ('received', 'registered', 'declined') AND o.dossier IS NOT NULL
      AND o.verdict IS NULL AND o.known IS NULL
    ON CONFLICT DO NOTHING;
    INSERT INTO blob_scopes
    SELECT DISTINCT o.sha256, s.scope, o.dossier
    FROM unnest(batch) AS o CROSS JOIN LATERAL (
        SELECT o.home UNION ALL SELECT p.scope FROM participants p WHERE p.dossier = o.dossier
    ) AS s(scope)
    WHERE length(o.sha256) = 64 AND o.dossier IS NOT NULL AND o.is_erased IS NOT TRUE
      AND o.verdict IS NULL AND o.known IS NULL
    ON CONFLICT DO NOTHING;
    IF cardinality(erased) > 0 THEN
        PERFORM counter.erase(erased);
    END IF;
END $$;

-- What is personal in these dossiers goes, and the files nobody else names. Each step sees what was
-- committed while the one before it waited: a file that is just coming is taken away too, and one
-- that another dossier just came to name stays, or is sent again by whoever asks for its size.
CREATE OR REPLACE FUNCTION counter.erase(erased uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    names text[];
BEGIN
    UPDATE dossiers_home h SET is_erased = true WHERE h.dossier = ANY (erased);
    UPDATE events e SET private = NULL, salt = NULL WHERE e.dossier = ANY (erased);
    PERFORM set_config('app.erasing', 'true', true);
    WITH gone AS (
        DELETE FROM blob_scopes s WHERE s.dossier = ANY (erased) RETURNING s.sha256
    )
    SELECT array_agg(DISTINCT g.sha256) INTO names FROM gone g;
    PERFORM FROM blobs b WHERE b.sha256 = ANY (names) ORDER BY b.sha256 FOR UPDATE;
    names := ARRAY(
        SELECT n FROM unnest(names) AS n
        WHERE NOT EXISTS (SELECT FROM blob_scopes s WHERE s.sha256 = n));
    DELETE FROM blob_chunks c WHERE c.sha256 = ANY (names);
    DELETE FROM blobs b WHERE b.sha256 = ANY (names);
    PERFORM set_config('app.erasing', '', true);
END $$;

-- What was not taken keeps its place in the chain; what was tried again and taken loses it.
CREATE OR REPLACE FUNCTION counter.note_rejections(
    batch counter.offered[], own_incarnation uuid
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM rejections r WHERE r.incarnation = own_incarnation) THEN
        DELETE FROM rejections r USING unnest(batch) AS o
        WHERE r.incarnation = own_incarnation AND r.hash = o.hash AND o.verdict IS NULL;
    END IF;
    IF EXISTS (SELECT FROM unnest(batch) AS o WHERE o.verdict IS NOT NULL) THEN
        INSERT INTO rejections AS r
        SELECT DISTINCT ON (o.hash) own_incarnation, o.hash, o.id,
            CASE WHEN o.verdict <> 'foreign-desk' THEN o.seq END, o.verdict,
            counter.details_of(o), clock_timestamp()
        FROM unnest(batch) AS o WHERE o.verdict IS NOT NULL ORDER BY o.hash, o.n
        ON CONFLICT ON CONSTRAINT pk_rejections DO UPDATE SET
            kind = EXCLUDED.kind, details = EXCLUDED.details, at = EXCLUDED.at;
    END IF;
END $$;

-- What a person needs to know of a rejection besides its kind.
CREATE OR REPLACE FUNCTION counter.details_of(o counter.offered) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = counter, pg_temp AS $$
    SELECT jsonb_strip_nulls(CASE o.verdict
        WHEN 'unknown-author' THEN jsonb_build_object('officer', o.officer)
        WHEN 'role-may-not' THEN jsonb_build_object('officer', o.officer, 'role', o.role)
        WHEN 'unknown-unit' THEN jsonb_build_object('unit', o.target->>'code')
        WHEN 'foreign-unit' THEN jsonb_build_object('unit', o.acting)
        WHEN 'foreign-scope' THEN jsonb_build_object('scope', o.named)
        WHEN 'not-an-event' THEN '{}'::jsonb
        ELSE jsonb_build_object('sequence', o.seq)
    END)
$$;
