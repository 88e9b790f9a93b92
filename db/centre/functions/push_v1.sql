-- Positions (null: rejected) and rejections of a batch, in its order; `docs/sync.md`, Push.
CREATE OR REPLACE FUNCTION counter_api.push_v1(
    token bytea, own_incarnation uuid, texts text[], privates text[], salts bytea[],
    OUT ids uuid[], OUT positions bigint[], OUT rejected jsonb, OUT forked boolean
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp
-- One plan for good: a batch meets large tables by their indexes, also while they are still small.
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    me counter.caller := counter.caller(token);
    batch counter.offered[];
BEGIN
    IF NOT EXISTS (
        SELECT FROM incarnations i WHERE i.id = own_incarnation AND i.desk = me.desk
    ) THEN
        PERFORM counter.refuse('foreign-incarnation');
    END IF;
    batch := counter.read_sized(texts, privates, salts, me.desk, own_incarnation);
    PERFORM counter.check_links(batch, own_incarnation);
    PERFORM counter.lock_scopes(batch, me);
    forked := counter.is_forked(batch, own_incarnation);
    LOOP
        BEGIN
            PERFORM counter.admit_officers(batch, me);
            batch := counter.judge(batch, me);
            PERFORM counter.admit_units(batch, me);
            positions := counter.give_places(batch, me);
            IF counter.store(batch, positions, texts, privates, salts, me, own_incarnation)
               < (SELECT count(place) FROM unnest(positions) AS place) THEN
                batch := counter.without_reused(batch);
                RAISE EXCEPTION USING ERRCODE = 'CT900', MESSAGE = 'identity-reused';
            END IF;
            EXIT;
        EXCEPTION WHEN SQLSTATE 'CT900' THEN
            NULL;  -- nothing of it was stored; once more without what another unit's log has
        END;
    END LOOP;
    PERFORM counter.follow_up(batch, me), counter.note_rejections(batch, own_incarnation);
    SELECT array_agg(o.id ORDER BY o.n),
        COALESCE(jsonb_agg(jsonb_build_array(o.n, o.verdict, counter.details_of(o)) ORDER BY o.n)
                 FILTER (WHERE o.verdict IS NOT NULL), '[]'),
        array_agg(COALESCE(o.known, positions[o.n]) ORDER BY o.n)
    INTO ids, rejected, positions FROM unnest(batch) AS o;
END $$;

-- The batch, when it is no larger than a batch may be; one event that is larger by itself is
-- rejected, or nothing behind it would ever arrive.
CREATE OR REPLACE FUNCTION counter.read_sized(
    texts text[], privates text[], salts bytea[], own_desk uuid, own_incarnation uuid
) RETURNS counter.offered[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    size bigint := (
        SELECT sum(octet_length(t) + COALESCE(octet_length(p), 0))
        FROM unnest(texts, privates) AS both_texts(t, p));
    batch counter.offered[];
BEGIN
    IF cardinality(texts) > 1000 OR size > 1000000 AND cardinality(texts) > 1
       OR cardinality(texts) <> cardinality(privates) OR cardinality(texts) <> cardinality(salts)
    THEN
        PERFORM counter.refuse('too-many-events');
    END IF;
    batch := COALESCE(
        counter.read_batch(texts, privates, salts, own_desk, own_incarnation), '{}');
    IF size > 1000000 AND batch[1].verdict IS DISTINCT FROM 'not-an-event' THEN
        batch[1].verdict := 'too-large';
    END IF;
    RETURN batch;
END $$;

-- Every scope whose feed may grow, in the order of their identities, so that nobody waits for
-- somebody who waits for him. Who takes part is read again behind the lock: it cannot change there.
CREATE OR REPLACE FUNCTION counter.lock_scopes(batch counter.offered[], me counter.caller)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    wanted uuid[] := counter.concerned(batch, me);
BEGIN
    PERFORM FROM scopes s WHERE s.id = ANY (wanted) ORDER BY s.id FOR UPDATE;
    IF NOT counter.concerned(batch, me) <@ wanted THEN
        RAISE serialization_failure USING MESSAGE = 'a unit was added meanwhile';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION counter.concerned(batch counter.offered[], me counter.caller)
RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    RETURN (
    WITH dossiers AS MATERIALIZED (
        SELECT DISTINCT o.dossier FROM unnest(batch) AS o WHERE o.dossier IS NOT NULL
    )
    SELECT array_agg(DISTINCT scope) FROM (
        SELECT me.unit UNION ALL
        SELECT h.scope FROM dossiers d JOIN dossiers_home h ON h.dossier = d.dossier UNION ALL
        SELECT p.scope FROM dossiers d JOIN participants p ON p.dossier = d.dossier UNION ALL
        SELECT counter.unit_meant(o.target) FROM unnest(batch) AS o
        WHERE o.target IS NOT NULL UNION ALL
        SELECT unnest(ARRAY[me.city, me.city_unit])
        WHERE EXISTS (SELECT FROM unnest(batch) AS o WHERE o.dossier IS NULL)
    ) AS every(scope) WHERE scope IS NOT NULL
    );
END $$;

-- The batch, with what was not stored although nobody of this unit knows its identity.
CREATE OR REPLACE FUNCTION counter.without_reused(batch counter.offered[])
RETURNS counter.offered[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    FOR place IN 1..cardinality(batch) LOOP
        IF batch[place].verdict IS NULL AND batch[place].known IS NULL AND NOT EXISTS (
            SELECT FROM events e WHERE e.id = batch[place].id AND e.hash = batch[place].hash
        ) THEN
            batch[place].verdict := 'identity-reused';
        END IF;
    END LOOP;
    RETURN batch;
END $$;
