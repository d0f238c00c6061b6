--> statement-breakpoint
CREATE FUNCTION "trace"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the digital trace is only added to (R1.3c)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "statement_is_final" BEFORE UPDATE OR DELETE ON "trace"."statement" FOR EACH ROW EXECUTE FUNCTION "trace"."refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "statement_is_never_emptied" BEFORE TRUNCATE ON "trace"."statement" FOR EACH STATEMENT EXECUTE FUNCTION "trace"."refuse_change"();
