-- How many bytes of a file the centre has; null: all of it. Only files that an event names which
-- the desk's unit may read, of a dossier that was not erased: `UnknownBlob` else.
CREATE OR REPLACE FUNCTION counter_api.blob_size_v1(token bytea, sha256 text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
#variable_conflict use_column
DECLARE
    wanted text := sha256;
    found_blob blobs;
BEGIN
    PERFORM counter.caller(token), counter.check_blob(wanted);
    -- a file that is just going with another unit's dossier is not there
    SELECT * INTO found_blob FROM blobs b WHERE b.sha256 = wanted FOR SHARE;
    RETURN CASE WHEN found_blob.is_complete THEN NULL ELSE COALESCE(found_blob.received, 0) END;
END $$;

-- The next bytes of a file: 'more', 'complete', or 'damaged' when the whole is another file,
-- which is then forgotten.
CREATE OR REPLACE FUNCTION counter_api.put_blob_v1(
    token bytea, sha256 text, size bigint, start bigint, chunk bytea
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
#variable_conflict use_column
DECLARE
    wanted text := sha256;
    whole bigint := size;
    at_byte bigint := start;
    there blobs;
BEGIN
    PERFORM counter.caller(token), counter.check_blob(wanted);
    -- whoever erases waits until these bytes are there to be taken away
    PERFORM FROM blob_scopes s WHERE s.sha256 = wanted FOR KEY SHARE;
    IF NOT FOUND THEN
        PERFORM counter.refuse_blob(wanted);
    END IF;
    IF octet_length(chunk) > 1048576 OR whole NOT BETWEEN 0 AND 104857600 THEN
        PERFORM counter.refuse('too-large');
    END IF;
    INSERT INTO blobs VALUES (wanted, whole, 0, false) ON CONFLICT DO NOTHING;
    SELECT * INTO there FROM blobs b WHERE b.sha256 = wanted FOR UPDATE;
    IF there.is_complete THEN
        RETURN 'complete';
    ELSIF at_byte <> there.received THEN
        PERFORM counter.refuse('wrong-offset');
    ELSIF whole <> there.size OR at_byte + octet_length(chunk) > whole THEN
        RETURN counter.forget_blob(wanted);
    END IF;
    INSERT INTO blob_chunks AS c VALUES (wanted, at_byte, chunk)
    ON CONFLICT ON CONSTRAINT pk_blob_chunks DO UPDATE SET bytes = EXCLUDED.bytes;
    UPDATE blobs b SET received = at_byte + octet_length(chunk) WHERE b.sha256 = wanted;
    RETURN CASE WHEN at_byte + octet_length(chunk) < whole THEN 'more'
                ELSE counter.complete_blob(wanted) END;
END $$;

-- Bytes of a complete file; empty behind its end.
CREATE OR REPLACE FUNCTION counter_api.get_blob_v1(
    token bytea, sha256 text, start bigint, wanted int
) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
#variable_conflict use_column
DECLARE
    blob text := sha256;
    first_byte bigint := start;
    last_byte bigint := start + LEAST(wanted, 1048576);
BEGIN
    PERFORM counter.caller(token), counter.check_blob(blob);
    IF NOT EXISTS (SELECT FROM blobs b WHERE b.sha256 = blob AND b.is_complete) THEN
        PERFORM counter.refuse_blob(blob);
    END IF;
    RETURN COALESCE((
        SELECT string_agg(
            substring(c.bytes
                FROM (GREATEST(first_byte - c.start, 0) + 1)::int
                FOR (LEAST(last_byte, c.start + octet_length(c.bytes))
                     - GREATEST(first_byte, c.start))::int),
            ''::bytea ORDER BY c.start)
        FROM blob_chunks c
        WHERE c.sha256 = blob AND c.start < last_byte
          AND c.start + octet_length(c.bytes) > first_byte
    ), ''::bytea);
END $$;

CREATE OR REPLACE FUNCTION counter.check_blob(wanted text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM blob_scopes s WHERE s.sha256 = wanted) THEN
        PERFORM counter.refuse_blob(wanted);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION counter.refuse_blob(wanted text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'CT003', MESSAGE = 'unknown-blob', DETAIL = wanted;
END $$;

CREATE OR REPLACE FUNCTION counter.complete_blob(wanted text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    content bytea;
BEGIN
    SELECT string_agg(c.bytes, ''::bytea ORDER BY c.start) INTO content
    FROM blob_chunks c WHERE c.sha256 = wanted;
    IF encode(sha256(COALESCE(content, ''::bytea)), 'hex') <> wanted THEN
        RETURN counter.forget_blob(wanted);
    END IF;
    UPDATE blobs b SET is_complete = true WHERE b.sha256 = wanted;
    RETURN 'complete';
END $$;

CREATE OR REPLACE FUNCTION counter.forget_blob(wanted text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    DELETE FROM blob_chunks c WHERE c.sha256 = wanted;
    DELETE FROM blobs b WHERE b.sha256 = wanted;
    RETURN 'damaged';
END $$;
