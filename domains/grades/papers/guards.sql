--> statement-breakpoint
CREATE FUNCTION "grades"."keep_paper"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL
    AND to_jsonb(NEW) - 'replaced_at' = to_jsonb(OLD) - 'replaced_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a paper that was issued is never changed: it can only be replaced (R6.6a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "paper_is_final" BEFORE UPDATE OR DELETE ON "grades"."paper" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_paper"();
--> statement-breakpoint
CREATE TRIGGER "paper_is_never_emptied" BEFORE TRUNCATE ON "grades"."paper" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_paper"();
