-- The projections: written by the projector alone. Reading is granted to others column by column
-- where something asks for it; most of what stands here is personal.
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT p.policyname, format('%I.%I', p.schemaname, p.tablename) AS name
        FROM pg_policies p WHERE p.schemaname = 'projection'
    LOOP
        EXECUTE format('DROP POLICY %I ON %s', found.policyname, found.name);
    END LOOP;
    FOR found IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'projection'::regnamespace AND c.relkind = 'r'
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', found.name);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', found.name);
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', found.name);
        EXECUTE format('CREATE POLICY projector ON %s TO counter_projector USING (true)',
                       found.name);
        EXECUTE format('CREATE POLICY admin ON %s FOR SELECT TO counter_admin USING (true)',
                       found.name);
    END LOOP;
END $$;

REVOKE ALL ON SCHEMA projection FROM PUBLIC;
GRANT USAGE ON SCHEMA projection TO counter_projector, counter_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA projection TO counter_projector;
GRANT SELECT ON projection.projected, projection.set_aside TO counter_admin;

-- What figures count and name: no person and no text of a dossier, and none of a unit that
-- counter.see_units has not told row-level security in this transaction.
GRANT USAGE ON SCHEMA projection TO counter_functions;
GRANT SELECT (id, code, unit_code, place_code, procedure_name, status, lifecycle, clock, pause_kind,
    received_at, due_at, ended, ended_at) ON projection.dossiers TO counter_functions;
GRANT SELECT ON projection.projected TO counter_functions;
CREATE POLICY figures ON projection.dossiers FOR SELECT TO counter_functions USING (
    unit_code = ANY ((SELECT string_to_array(current_setting('app.seen', true), ' '))::text[])
    OR place_code = ANY ((SELECT string_to_array(current_setting('app.seen', true), ' '))::text[]));
CREATE POLICY figures ON projection.projected FOR SELECT TO counter_functions USING (EXISTS (
    SELECT FROM counter.units u WHERE u.id = projected.scope AND u.code = ANY (
        (SELECT string_to_array(current_setting('app.seen', true), ' '))::text[])));
