-- Which of these files, of those that events name for the caller's unit, the centre has not whole, and
-- the mark of this look. `is_known`: the centre remembers the mark the desk has, of the last look or
-- of the one before, whose answer may have been lost. Then it was not restored to before that look,
-- and has not lost what it had then.
CREATE OR REPLACE FUNCTION counter_api.look_at_files_v1(
    token bytea, own_incarnation uuid, known uuid, names text[],
    OUT mark uuid, OUT is_known boolean, OUT lacking text[]
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me counter.caller := counter.caller(token);
    last file_marks;
    mark_now uuid;
BEGIN
    IF NOT EXISTS (
        SELECT FROM incarnations i WHERE i.id = own_incarnation AND i.desk = me.desk
    ) THEN
        PERFORM counter.refuse('foreign-incarnation');
    ELSIF cardinality(names) > 1000 THEN
        PERFORM counter.refuse('too-many-files');
    END IF;
    SELECT * INTO last FROM file_marks m WHERE m.incarnation = own_incarnation FOR UPDATE;
    is_known := COALESCE(known = last.mark OR known = last.previous, false);
    lacking := ARRAY(
        SELECT n FROM unnest(names) AS n
        WHERE EXISTS (SELECT FROM blob_scopes s WHERE s.sha256 = n)
          AND NOT EXISTS (SELECT FROM blobs b WHERE b.sha256 = n AND b.is_complete));
    mark_now := last.mark;
    IF mark_now IS NULL OR known IS DISTINCT FROM mark_now OR cardinality(names) > 0 THEN
        mark_now := gen_random_uuid();
        INSERT INTO file_marks AS m
        VALUES (own_incarnation, me.desk, mark_now, CASE WHEN is_known THEN known END)
        ON CONFLICT ON CONSTRAINT pk_file_marks DO UPDATE SET
            mark = EXCLUDED.mark, previous = EXCLUDED.previous;
    END IF;
    mark := mark_now;
END $$;
