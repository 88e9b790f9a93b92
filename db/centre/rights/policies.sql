-- Row by row: the functions see what concerns the desk whose token they looked up, and write only
-- in its name. `app.*` is set by counter.caller alone, anew at every call; `app.erasing` by
-- counter.erase for as long as it looks who else names an erased dossier's files.
DO $$
DECLARE
    found record;
BEGIN
    -- the administrator and the projector: whatever they were granted
    FOR found IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'counter'::regnamespace AND c.relkind IN ('r', 'p')
          AND NOT c.relispartition
    LOOP
        EXECUTE format('CREATE POLICY admin ON %s TO counter_admin USING (true)', found.name);
        EXECUTE format('CREATE POLICY projector ON %s FOR SELECT TO counter_projector '
                       'USING (true)', found.name);
    END LOOP;
    -- what every desk may know once its token was found
    FOR found IN
        SELECT unnest(ARRAY['scopes', 'scope_aliases', 'dossiers_home', 'participants', 'feed'])
        AS name
    LOOP
        EXECUTE format(
            'CREATE POLICY writing ON counter.%I FOR INSERT TO counter_functions '
            'WITH CHECK ((SELECT current_setting(''app.unit'', true)) <> '''')', found.name);
    END LOOP;
    FOR found IN
        SELECT unnest(ARRAY['scopes', 'scope_aliases', 'dossiers_home', 'participants']) AS name
    LOOP
        EXECUTE format(
            'CREATE POLICY reading ON counter.%I FOR SELECT TO counter_functions '
            'USING ((SELECT current_setting(''app.unit'', true)) <> '''')', found.name);
        EXECUTE format(
            'CREATE POLICY changing ON counter.%I FOR UPDATE TO counter_functions '
            'USING ((SELECT current_setting(''app.unit'', true)) <> '''')', found.name);
    END LOOP;
END $$;

CREATE POLICY everybody ON counter.city FOR SELECT TO counter_functions USING (true);
CREATE POLICY everybody ON counter.act_roles FOR SELECT TO counter_functions USING (true);
CREATE POLICY directory ON counter.units FOR SELECT TO counter_functions
    USING ((SELECT current_setting('app.unit', true)) <> '');
CREATE POLICY token_bearer ON counter.desks TO counter_functions
    USING (token_hash = (SELECT decode(current_setting('app.token', true), 'hex')));
CREATE POLICY own_unit ON counter.installations TO counter_functions
    USING (unit = (SELECT NULLIF(current_setting('app.unit', true), '')::uuid));
CREATE POLICY own_desk ON counter.incarnations TO counter_functions
    USING (desk = (SELECT NULLIF(current_setting('app.desk', true), '')::uuid));
CREATE POLICY unit_chains ON counter.incarnations FOR SELECT TO counter_functions
    USING (EXISTS (SELECT FROM counter.installations i WHERE i.desk = incarnations.desk));
CREATE POLICY own_unit ON counter.members TO counter_functions
    USING (scope = (SELECT NULLIF(current_setting('app.unit', true), '')::uuid));
CREATE POLICY own_unit ON counter.digests TO counter_functions
    USING (unit = (SELECT NULLIF(current_setting('app.unit', true), '')::uuid));
CREATE POLICY own_desk ON counter.rejections TO counter_functions
    USING (EXISTS (
        SELECT FROM counter.incarnations i
        WHERE i.id = incarnation
          AND i.desk = (SELECT NULLIF(current_setting('app.desk', true), '')::uuid)));
CREATE POLICY unit_chains ON counter.rejections FOR SELECT TO counter_functions
    USING (EXISTS (SELECT FROM counter.incarnations i WHERE i.id = incarnation));

CREATE POLICY own_feed ON counter.feed FOR SELECT TO counter_functions
    USING (scope = (SELECT NULLIF(current_setting('app.unit', true), '')::uuid)
        OR scope = (SELECT NULLIF(current_setting('app.city', true), '')::uuid));
CREATE POLICY own_events ON counter.events FOR SELECT TO counter_functions
    USING (scope = (SELECT NULLIF(current_setting('app.unit', true), '')::uuid)
        OR scope = (SELECT NULLIF(current_setting('app.city', true), '')::uuid)
        OR desk = (SELECT NULLIF(current_setting('app.desk', true), '')::uuid)
        OR (is_proposal AND (SELECT current_setting('app.is_city', true)) = 'true')
        OR EXISTS (
            SELECT FROM counter.participants p
            WHERE p.dossier = events.dossier
              AND p.scope = (SELECT NULLIF(current_setting('app.unit', true), '')::uuid)));
CREATE POLICY own_writing ON counter.events FOR INSERT TO counter_functions
    WITH CHECK (relayed_by IS NULL
        AND desk = (SELECT NULLIF(current_setting('app.desk', true), '')::uuid));
-- In another's place only within the unit, and never without saying who did it.
CREATE POLICY relaying ON counter.events FOR INSERT TO counter_functions
    WITH CHECK (relayed_by = (SELECT NULLIF(current_setting('app.desk', true), '')::uuid)
        AND EXISTS (SELECT FROM counter.installations i WHERE i.desk = events.desk));
CREATE POLICY erasing ON counter.events FOR UPDATE TO counter_functions
    USING (dossier IS NOT NULL) WITH CHECK (private IS NULL AND salt IS NULL);

CREATE POLICY own_desk ON counter.file_marks TO counter_functions
    USING (desk = (SELECT NULLIF(current_setting('app.desk', true), '')::uuid));
CREATE POLICY own_unit ON counter.blob_scopes FOR SELECT TO counter_functions
    USING (scope = (SELECT NULLIF(current_setting('app.unit', true), '')::uuid));
CREATE POLICY locking ON counter.blob_scopes FOR UPDATE TO counter_functions
    USING (scope = (SELECT NULLIF(current_setting('app.unit', true), '')::uuid))
    WITH CHECK (false);
CREATE POLICY naming ON counter.blob_scopes FOR INSERT TO counter_functions
    WITH CHECK ((SELECT current_setting('app.unit', true)) <> '');
CREATE POLICY erasing ON counter.blob_scopes TO counter_functions
    USING ((SELECT current_setting('app.erasing', true)) = 'true') WITH CHECK (false);
CREATE POLICY named ON counter.blobs TO counter_functions
    USING (EXISTS (SELECT FROM counter.blob_scopes s WHERE s.sha256 = blobs.sha256));
CREATE POLICY named ON counter.blob_chunks TO counter_functions
    USING (EXISTS (SELECT FROM counter.blob_scopes s WHERE s.sha256 = blob_chunks.sha256));
CREATE POLICY erasing ON counter.blobs TO counter_functions
    USING ((SELECT current_setting('app.erasing', true)) = 'true') WITH CHECK (false);
CREATE POLICY erasing ON counter.blob_chunks TO counter_functions
    USING ((SELECT current_setting('app.erasing', true)) = 'true') WITH CHECK (false);
