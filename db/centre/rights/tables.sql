-- Who may do what to the tables: grants, and row-level security for everybody but a superuser.
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'counter'::regnamespace AND c.relkind IN ('r', 'p')
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', found.name);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', found.name);
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', found.name);
    END LOOP;
    FOR found IN
        SELECT p.policyname, format('%I.%I', p.schemaname, p.tablename) AS name
        FROM pg_policies p WHERE p.schemaname = 'counter'
    LOOP
        EXECUTE format('DROP POLICY %I ON %s', found.policyname, found.name);
    END LOOP;
END $$;

GRANT USAGE ON SCHEMA counter TO counter_functions, counter_projector, counter_admin;
GRANT USAGE ON SCHEMA counter_api TO counter_functions, counter_desk;
GRANT SELECT ON ALL TABLES IN SCHEMA counter TO counter_admin;
GRANT INSERT, UPDATE ON counter.units, counter.scopes, counter.desks, counter.city
    TO counter_admin;
GRANT SELECT ON counter.units, counter.city, counter.scopes, counter.events, counter.feed,
    counter.participants, counter.dossiers_home, counter.scope_aliases, counter.digests,
    counter.installations TO counter_projector;
GRANT SELECT ON counter.units, counter.city, counter.scopes, counter.scope_aliases, counter.desks,
    counter.installations, counter.incarnations, counter.events, counter.feed, counter.rejections,
    counter.dossiers_home, counter.participants, counter.members, counter.act_roles,
    counter.blobs, counter.blob_chunks, counter.blob_scopes, counter.file_marks, counter.digests
    TO counter_functions;
GRANT INSERT ON counter.scope_aliases, counter.installations, counter.incarnations,
    counter.events, counter.feed,
    counter.rejections, counter.dossiers_home, counter.participants, counter.members,
    counter.blobs, counter.blob_chunks, counter.blob_scopes, counter.file_marks, counter.digests
    TO counter_functions;
GRANT UPDATE (head) ON counter.scopes TO counter_functions;
GRANT UPDATE (id) ON counter.desks TO counter_functions;
GRANT UPDATE (private, salt) ON counter.events TO counter_functions;
GRANT UPDATE (is_erased) ON counter.dossiers_home TO counter_functions;
GRANT UPDATE (roles) ON counter.members TO counter_functions;
GRANT UPDATE ON counter.rejections, counter.blobs, counter.blob_chunks, counter.file_marks, counter.digests
    TO counter_functions;
GRANT UPDATE (dossier) ON counter.blob_scopes TO counter_functions;  -- or no row can be locked
GRANT DELETE ON counter.rejections, counter.blobs, counter.blob_chunks, counter.blob_scopes
    TO counter_functions;
