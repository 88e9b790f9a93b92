-- Each event must follow from the genesis, from the one before it in the batch, or from an event
-- or a rejection the centre has; else the desk offers again from what is known.
CREATE OR REPLACE FUNCTION counter.check_links(batch counter.offered[], wanted uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT o.seq, o.previous,
                o.previous = lag(o.hash) OVER place
                AND COALESCE(lag(o.seq) OVER place = o.seq - 1, true) AS follows
            FROM unnest(batch) AS o
            WHERE o.verdict IS DISTINCT FROM 'foreign-desk'
            WINDOW place AS (ORDER BY o.n)
        ) AS link
        WHERE follows IS NOT TRUE AND seq IS NOT NULL
          AND NOT counter.is_known_link(batch, wanted, seq, previous)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'CT002', MESSAGE = 'chain-gap',
            DETAIL = counter.known_sequence(wanted)::text;
    END IF;
END $$;

-- Question by question, the likeliest first: a statement opens every table it names.
CREATE OR REPLACE FUNCTION counter.is_known_link(
    batch counter.offered[], wanted uuid, seq bigint, previous bytea
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    IF seq = 1 THEN
        RETURN EXISTS (
            SELECT FROM incarnations i WHERE i.id = wanted AND i.genesis = previous);
    END IF;
    IF EXISTS (
        SELECT FROM events e
        WHERE e.incarnation = wanted AND e.desk_seq = seq - 1 AND e.hash = previous
    ) THEN
        RETURN true;
    END IF;
    RETURN EXISTS (
        SELECT FROM rejections r
        WHERE r.incarnation = wanted AND r.hash = previous
          AND COALESCE(r.desk_seq = is_known_link.seq - 1, true)
    ) OR EXISTS (
        SELECT FROM unnest(batch) AS o
        WHERE o.hash = is_known_link.previous AND o.seq = is_known_link.seq - 1
    );
END $$;

-- Whether two events of one incarnation have one sequence: it lives twice.
CREATE OR REPLACE FUNCTION counter.is_forked(batch counter.offered[], wanted uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    highest bigint := counter.known_sequence(wanted);
    o counter.offered;
BEGIN
    FOR o IN
        SELECT b.* FROM unnest(batch) AS b
        WHERE b.seq <= highest AND b.verdict IS DISTINCT FROM 'foreign-desk'
    LOOP
        IF EXISTS (
            SELECT FROM events e
            WHERE e.incarnation = wanted AND e.desk_seq = o.seq AND e.hash <> o.hash
        ) OR EXISTS (
            SELECT FROM rejections r
            WHERE r.incarnation = wanted AND r.desk_seq = o.seq AND r.hash <> o.hash
        ) THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;
