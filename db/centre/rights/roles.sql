-- Roles are the whole server's: they may be there already. Nobody can log in as one of them until
-- an administrator gives it a password; desks log in as a member of counter_desk, one of each
-- database, so that its password is this database's alone.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['counter_functions', 'counter_desk', 'counter_projector',
                                  'counter_portal', 'counter_admin'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
        EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION '
                       'NOBYPASSRLS', wanted);
    END LOOP;
END $$;
ALTER ROLE counter_projector LOGIN;
ALTER ROLE counter_portal LOGIN;
ALTER ROLE counter_admin LOGIN;

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO counter_projector, counter_portal, '
                   'counter_admin', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
-- Large objects would be a store for whoever steals the desks' password.
REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid),
    pg_catalog.lo_from_bytea(oid, bytea), pg_catalog.lo_open(oid, integer) FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS counter;
CREATE SCHEMA IF NOT EXISTS counter_api;
REVOKE ALL ON SCHEMA counter, counter_api FROM PUBLIC;
