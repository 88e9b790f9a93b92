-- An incarnation becomes known. The first one binds the desk to the token; a record that names
-- a unit and a city of its own, from before the enrolment, makes them other names of this desk's.
CREATE OR REPLACE FUNCTION counter_api.register_v1(
    token bytea, incarnation uuid, desk uuid, record text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
DECLARE
    me counter.caller := counter.caller(token);
    said jsonb;
BEGIN
    BEGIN
        said := record::jsonb;
        PERFORM (said->>'unit')::uuid, (said->>'city')::uuid;
    EXCEPTION WHEN data_exception THEN
        PERFORM counter.refuse('unreadable-record');
    END;
    IF said->>'incarnation' IS DISTINCT FROM incarnation::text
       OR said->>'desk' IS DISTINCT FROM desk::text
       OR said->>'unit' IS NULL OR said->>'city' IS NULL THEN
        PERFORM counter.refuse('unreadable-record');
    END IF;
    PERFORM counter.bind_desk(me, desk);
    PERFORM counter.name_also((said->>'unit')::uuid, me.unit);
    PERFORM counter.name_also((said->>'city')::uuid, me.city);
    INSERT INTO incarnations (id, desk, record, genesis)
    VALUES (incarnation, register_v1.desk, record, sha256(convert_to(record, 'UTF8')))
    ON CONFLICT (id) DO NOTHING;
    IF NOT EXISTS (
        SELECT FROM incarnations i
        WHERE i.id = incarnation AND i.desk = register_v1.desk AND i.record = register_v1.record
    ) THEN
        PERFORM counter.refuse('foreign-incarnation');
    END IF;
END $$;

-- The installation that uses a token stays the same one until another token is given, and what
-- was one desk never becomes another.
CREATE OR REPLACE FUNCTION counter.bind_desk(me counter.caller, desk uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    INSERT INTO installations VALUES (desk, me.unit, me.number) ON CONFLICT DO NOTHING;
    IF NOT EXISTS (
        SELECT FROM installations i
        WHERE i.desk = bind_desk.desk AND i.unit = me.unit AND i.number = me.number
    ) THEN
        PERFORM counter.refuse('foreign-incarnation');
    END IF;
    UPDATE desks d SET id = desk WHERE d.unit = me.unit AND d.number = me.number AND d.id IS NULL;
    IF NOT EXISTS (
        SELECT FROM desks d WHERE d.unit = me.unit AND d.number = me.number AND d.id = desk
    ) THEN
        PERFORM counter.refuse('foreign-incarnation');
    END IF;
    PERFORM set_config('app.desk', desk::text, true);
EXCEPTION WHEN unique_violation THEN
    PERFORM counter.refuse('foreign-incarnation');
END $$;

-- `alias` is another name of `scope`, unless it is a scope of its own.
CREATE OR REPLACE FUNCTION counter.name_also(wanted uuid, real_scope uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counter, pg_temp AS $$
BEGIN
    IF wanted = real_scope THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT FROM scopes s WHERE s.id = wanted) THEN
        INSERT INTO scope_aliases (alias, scope) VALUES (wanted, real_scope)
        ON CONFLICT (alias) DO NOTHING;
    END IF;
    IF NOT EXISTS (
        SELECT FROM scope_aliases a WHERE a.alias = wanted AND a.scope = real_scope
    ) THEN
        PERFORM counter.refuse('foreign-scope');
    END IF;
END $$;
