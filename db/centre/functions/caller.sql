-- Who calls: looked up by the token's hash, then told to row-level security for this transaction.
CREATE OR REPLACE FUNCTION counter.caller(token bytea) RETURNS counter.caller
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    me counter.caller;
BEGIN
    PERFORM set_config('app.unit', '', true), set_config('app.desk', '', true),
            set_config('app.relayer', '', true),
            set_config('app.token', encode(sha256(token), 'hex'), true),
            set_config('app.erasing', '', true), set_config('app.seen', '', true);
    SELECT d.unit, d.number, d.id, c.scope, c.unit INTO me
    FROM desks d, city c WHERE d.token_hash = sha256(token) AND d.revoked_at IS NULL;
    IF me.unit IS NULL THEN
        PERFORM counter.refuse('unknown-token');
    END IF;
    PERFORM set_config('app.unit', me.unit::text, true),
            set_config('app.desk', COALESCE(me.desk::text, ''), true),
            set_config('app.city', me.city::text, true),
            set_config('app.is_city', (me.unit = me.city_unit)::text, true);
    RETURN me;
END $$;

-- The answer that this desk may not; the client tells it by its state.
CREATE OR REPLACE FUNCTION counter.refuse(reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'CT001', MESSAGE = reason;
END $$;
