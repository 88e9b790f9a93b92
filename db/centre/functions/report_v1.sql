-- What a desk has of a scope, for the centre to compare.
CREATE OR REPLACE FUNCTION counter_api.report_v1(
    token bytea, scope uuid, "position" bigint, event_count bigint, events text,
    dossier_count bigint, dossiers text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    me counter.caller := counter.caller(token);
BEGIN
    IF scope NOT IN (me.unit, me.city) THEN
        PERFORM counter.refuse('foreign-scope');
    END IF;
    INSERT INTO digests AS d VALUES (
        me.unit, me.number, scope, "position", event_count, events, dossier_count, dossiers, now()
    )
    ON CONFLICT ON CONSTRAINT pk_digests DO UPDATE SET
        "position" = EXCLUDED."position", event_count = EXCLUDED.event_count,
        events = EXCLUDED.events, dossier_count = EXCLUDED.dossier_count,
        dossiers = EXCLUDED.dossiers, reported_at = EXCLUDED.reported_at;
END $$;
