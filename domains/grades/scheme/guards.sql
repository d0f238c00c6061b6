--> statement-breakpoint
CREATE FUNCTION "grades"."keep_scheme"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a grading scheme is never changed: a new one is written (R4.4b)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "scheme_is_final" BEFORE UPDATE OR DELETE ON "grades"."scheme" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_scheme"();
--> statement-breakpoint
CREATE TRIGGER "scheme_is_never_emptied" BEFORE TRUNCATE ON "grades"."scheme" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_scheme"();
