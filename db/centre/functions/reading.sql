-- What a batch says. A text is an event's when writing its parts down again in canonical order
-- gives the same text: so nothing is doubled, missing, of another type or of another spelling.
CREATE OR REPLACE FUNCTION counter.read_strictly(
    texts text[], privates text[], salts bytea[], own_desk uuid, own_incarnation uuid
) RETURNS counter.offered[]
LANGUAGE sql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
    SELECT array_agg(ROW(
        t.n, t.text, t.private, t.salt, sha256(convert_to(t.text, 'UTF8')),
        e.id, e.scope, e.dossier,
        e.kind, e.desk_seq::text::bigint, decode(e.previous, 'hex'),
        (e.author->>'officer')::uuid, e.author->>'role',
        CASE e.kind WHEN 'transferred' THEN (e.public->'unit')::jsonb
                    WHEN 'received' THEN (e.public->'competent_unit')::jsonb END,
        CASE WHEN e.kind IN ('attached', 'printed') THEN e.public->>'sha256' END,
        CASE WHEN e.kind = 'officer-registered' THEN ARRAY(
            SELECT json_array_elements_text(e.public->'roles')
        ) END,
        NULL, false, NULL,
        CASE
            WHEN e.schema::text::int NOT BETWEEN c.oldest_schema AND c.newest_schema
                THEN 'schema-not-accepted'
            WHEN t.text IS DISTINCT FROM concat(
                '{"author":{"officer":"', (e.author->>'officer')::uuid,
                '","role":', e.author->'role',
                '},"base":', COALESCE('"' || e.base || '"', 'null'),
                ',"desk":"', e.desk, '","desk_seq":', e.desk_seq,
                ',"desk_time":"', e.desk_time,
                '","dossier":', COALESCE('"' || e.dossier || '"', 'null'),
                ',"id":"', e.id, '","incarnation":"', e.incarnation,
                '","kind":"', e.kind, '","previous":"', encode(decode(e.previous, 'hex'), 'hex'),
                '","private":', COALESCE('"' || e.private || '"', 'null'),
                ',"public":', e.public, ',"schema":', e.schema, ',"scope":"', e.scope, '"}')
                -- what the spelling does not say: types, ranges, and how deep one must dig
                OR e.kind !~ '^[a-z][a-z0-9-]{0,39}$'
                OR json_typeof(e.author->'role') <> 'string'
                OR e.desk_seq::text !~ '^[1-9][0-9]{0,17}$'
                OR octet_length(e.previous) <> 64
                OR e.desk_time !~ '^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$'
                OR e.desk_time::timestamptz IS NULL
                OR json_typeof(e.public) <> 'object'
                OR octet_length(t.text) > 2000 AND jsonb_path_exists(e.public::jsonb, '$.**{60}')
                THEN 'not-an-event'
            WHEN e.desk <> own_desk OR e.incarnation <> own_incarnation THEN 'foreign-desk'
            WHEN t.private IS NULL AND t.salt IS NULL
                AND (e.private IS NULL OR e.private ~ '^[0-9a-f]{64}$') THEN NULL
            WHEN octet_length(t.salt) = 16
                AND e.private = encode(sha256(t.salt || convert_to(t.private, 'UTF8')), 'hex')
                AND json_typeof(t.private::json) = 'object' THEN NULL
            ELSE 'broken-private'
        END)::counter.offered ORDER BY t.n)
    FROM city c,
        unnest(texts, privates, salts) WITH ORDINALITY AS t(text, private, salt, n),
        json_to_record(t.text::json) AS e(
            author json, base uuid, desk uuid, desk_seq json, desk_time text, dossier uuid,
            id uuid, incarnation uuid, kind text, previous text, private text, public json,
            schema json, scope uuid)
$$;

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
