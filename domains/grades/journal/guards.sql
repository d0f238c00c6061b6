--> statement-breakpoint
CREATE FUNCTION "grades"."keep_journal_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of attendance is only added to (R6.6a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "journal_change_is_final" BEFORE UPDATE OR DELETE ON "grades"."journal_change" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_journal_change"();
--> statement-breakpoint
CREATE TRIGGER "journal_change_is_never_emptied" BEFORE TRUNCATE ON "grades"."journal_change" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_journal_change"();
