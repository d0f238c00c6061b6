--> statement-breakpoint
CREATE FUNCTION "assignments"."keep_rubric"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a rubric is never changed: a new one is written (R4.4a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "rubric_version_is_final" BEFORE UPDATE ON "assignments"."rubric_version" FOR EACH ROW EXECUTE FUNCTION "assignments"."keep_rubric"();
