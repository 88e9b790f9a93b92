-- What a batch says. A text is an event's when writing its parts down again in canonical order
-- gives the same text: so nothing is doubled, missing, of another type or of another spelling.
CREATE OR REPLACE FUNCTION counter.read_strictly(
    texts text[], privates text[], salts bytea[], own_desk uuid, own_incarnation uuid
) RETURNS counter.offered[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    RETURN (
    SELECT array_agg(ROW(
        e.n, sha256(convert_to(e.text, 'UTF8')), e.id, e.scope::uuid, e.dossier::uuid, e.kind, e.desk_seq::bigint,
        decode(e.previous, 'hex'), e.officer::uuid, e.role,
        -- what a few kinds say besides: a unit, a file, an officer
        CASE e.kind WHEN 'transferred' THEN (e.public::json->'unit')::jsonb
                    WHEN 'received' THEN CASE  -- read again only where it can be a unit
                        WHEN position('"competent_unit":{' IN e.public) > 0
                        THEN NULLIF((e.public::json->'competent_unit')::jsonb, 'null') END END,
        CASE WHEN e.kind IN ('attached', 'printed') THEN e.public::json->>'sha256' END,
        CASE WHEN e.kind = 'officer-registered' THEN (e.public::json->>'officer')::uuid END,
        CASE WHEN e.kind = 'officer-registered' THEN ARRAY(
            SELECT json_array_elements_text(e.public::json->'roles')
        ) END,
        CASE WHEN e.dossier IS NOT NULL AND position('"acting_unit":' IN e.public) > 0
            THEN e.public::json->'acting_unit'->>'code' END,
        NULL, false, false, NULL,
        CASE
            WHEN e.schema::int NOT BETWEEN c.oldest_schema AND c.newest_schema
                THEN 'schema-not-accepted'
            WHEN e.text IS DISTINCT FROM
                '{"author":{"officer":"' || e.officer || '","role":"' || e.role
                || '"},"base":' || COALESCE('"' || e.base || '"', 'null')
                || ',"desk":"' || e.desk || '","desk_seq":' || e.desk_seq
                || ',"desk_time":"' || e.desk_time
                || '","dossier":' || COALESCE('"' || e.dossier || '"', 'null')
                || ',"id":"' || e.id || '","incarnation":"' || e.incarnation
                || '","kind":"' || e.kind || '","previous":"' || e.previous
                || '","private":' || COALESCE('"' || e.private || '"', 'null')
                || ',"public":' || e.public || ',"schema":' || e.schema
                || ',"scope":"' || e.scope || '"}'
                -- types and ranges: a moment is one when it is written again as it was
                OR ltrim(e.role || e.kind, 'abcdefghijklmnopqrstuvwxyz-') <> ''
                OR to_char(left(e.desk_time, 23)::timestamp, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                   IS DISTINCT FROM e.desk_time
                OR octet_length(e.kind) NOT BETWEEN 1 AND 40
                OR e.desk_seq::bigint < 1 OR octet_length(e.previous) <> 64
                OR e.base IS NOT NULL AND e.base::uuid IS NULL
                OR left(e.public, 1) <> '{'
                -- nobody must dig deeper than readers can; what opens little is not deep
                OR cardinality(string_to_array(e.public, '['))
                   + cardinality(string_to_array(e.public, '{')) > 200
                   AND jsonb_path_exists(e.public::jsonb, '$.**{200}')
                THEN 'not-an-event'
            WHEN e.desk::uuid <> own_desk OR e.incarnation::uuid <> own_incarnation
                THEN 'foreign-desk'
            WHEN e.own_private IS NULL AND e.salt IS NULL
                AND (e.private IS NULL OR e.private ~ '^[0-9a-f]{64}$') THEN NULL
            WHEN octet_length(e.salt) = 16
                AND e.private = encode(sha256(e.salt || convert_to(e.own_private, 'UTF8')), 'hex')
                AND json_typeof(e.own_private::json) = 'object'
                AND (cardinality(string_to_array(e.own_private, '['))
                     + cardinality(string_to_array(e.own_private, '{')) < 200
                     OR NOT jsonb_path_exists(e.own_private::jsonb, '$.**{200}')) THEN NULL
            ELSE 'broken-private'
        END)::counter.offered ORDER BY e.n)
    FROM city c, LATERAL (
        SELECT t.n, t.text, t.private AS own_private, t.salt, r.*,
            substr(r.author, 13, 36) AS officer,
            substr(r.author, 59, length(r.author) - 60) AS role
        FROM unnest(texts, privates, salts) WITH ORDINALITY AS t(text, private, salt, n),
            json_to_record(t.text::json) AS r(
                author text, base text, desk text, desk_seq text, desk_time text, dossier text,
                id uuid, incarnation text, kind text, previous text, private text, public text,
                schema text, scope text)
    ) AS e
    );
END $$;

-- The batch, also when one of its texts cannot be read at all: then each is read by itself.
CREATE OR REPLACE FUNCTION counter.read_batch(
    texts text[], privates text[], salts bytea[], own_desk uuid, own_incarnation uuid
) RETURNS counter.offered[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    batch counter.offered[] := '{}';
    item counter.offered;
BEGIN
    RETURN counter.read_strictly(texts, privates, salts, own_desk, own_incarnation);
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    FOR place IN 1..cardinality(texts) LOOP
        BEGIN
            item := (counter.read_strictly(texts[place:place], privates[place:place],
                                           salts[place:place], own_desk, own_incarnation))[1];
        EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
            item := NULL;
            item.hash := sha256(convert_to(texts[place], 'UTF8'));
            item.verdict := 'not-an-event';
        END;
        item.n := place;
        batch := batch || item;
    END LOOP;
    RETURN batch;
END $$;
