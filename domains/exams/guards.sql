--> statement-breakpoint
CREATE FUNCTION "exams"."keep_bank_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a question is fixed: students were asked it (R4.4a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "bank_version_is_fixed" BEFORE UPDATE OR DELETE ON "exams"."bank_version" FOR EACH ROW EXECUTE FUNCTION "exams"."keep_bank_version"();
