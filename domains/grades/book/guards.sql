--> statement-breakpoint
CREATE FUNCTION "grades"."keep_cell_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of marks is only added to (R4.4b)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "cell_change_is_final" BEFORE UPDATE OR DELETE ON "grades"."cell_change" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_cell_history"();
--> statement-breakpoint
CREATE TRIGGER "cell_change_is_never_emptied" BEFORE TRUNCATE ON "grades"."cell_change" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_cell_history"();
