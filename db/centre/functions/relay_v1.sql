-- Events of another desk of the caller's unit, which that desk has lost as the centre has. They are
-- judged as if it had pushed them; taken are those before the first that may not be, for that one
-- has no place in the chain. How many of them the centre has now, and why it stopped, if it did.
CREATE OR REPLACE FUNCTION counter_api.relay_v1(
    token bytea, of_incarnation uuid, texts text[], privates text[], salts bytea[],
    OUT taken int, OUT stopped_by text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    author counter.caller := counter.in_the_name_of(counter.caller(token), of_incarnation);
    batch counter.offered[] := counter.read_sized(
        texts, privates, salts, author.desk, of_incarnation);
    judged counter.offered[];
    positions bigint[];
BEGIN
    PERFORM counter.check_links(batch, of_incarnation);
    PERFORM counter.lock_scopes(batch, author);
    taken := cardinality(batch);
    WHILE taken > 0 LOOP
        BEGIN
            PERFORM counter.admit_officers(batch, author);
            judged := counter.judge(batch, author);
            IF EXISTS (SELECT FROM unnest(judged) AS o WHERE o.verdict IS NOT NULL) THEN
                RAISE EXCEPTION USING ERRCODE = 'CT900', MESSAGE = 'rejected';
            END IF;
            PERFORM counter.admit_units(judged, author);
            positions := counter.give_places(judged, author);
            IF counter.store(judged, positions, texts, privates, salts, author, of_incarnation)
               < (SELECT count(place) FROM unnest(positions) AS place) THEN
                judged := counter.without_reused(judged);
                RAISE EXCEPTION USING ERRCODE = 'CT900', MESSAGE = 'identity-reused';
            END IF;
            PERFORM counter.follow_up(judged, author);
            EXIT;
        EXCEPTION WHEN SQLSTATE 'CT900' THEN  -- nothing of it was stored; once more, up to there
            SELECT o.n - 1, o.verdict INTO taken, stopped_by FROM unnest(judged) AS o
            WHERE o.verdict IS NOT NULL ORDER BY o.n LIMIT 1;
            batch := batch[1:taken];
            texts := texts[1:taken];
            privates := privates[1:taken];
            salts := salts[1:taken];
        END;
    END LOOP;
END $$;

-- Whose chain goes on: a registered desk of the caller's own unit, whichever that is now. Who calls
-- is noted with every event.
CREATE OR REPLACE FUNCTION counter.in_the_name_of(me counter.caller, of_incarnation uuid)
RETURNS counter.caller
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    author uuid := (
        SELECT i.desk FROM incarnations i JOIN installations n ON n.desk = i.desk
        WHERE i.id = of_incarnation AND n.unit = me.unit);
BEGIN
    IF me.desk IS NULL OR author IS NULL THEN
        PERFORM counter.refuse('foreign-incarnation');
    END IF;
    PERFORM set_config('app.relayer', me.desk::text, true);
    me.desk := author;
    RETURN me;
END $$;
