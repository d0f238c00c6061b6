--> statement-breakpoint
CREATE FUNCTION "grades"."keep_appeal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'open' AND NEW.state <> 'open'
    AND (NEW.id, NEW.person_id, NEW.offering_id, NEW.item_id, NEW.reason, NEW.points_were, NEW.max_points, NEW.filed_at, NEW.due_at)
      IS NOT DISTINCT FROM (OLD.id, OLD.person_id, OLD.offering_id, OLD.item_id, OLD.reason, OLD.points_were, OLD.max_points, OLD.filed_at, OLD.due_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an appeal is answered once, and what was said in it stays (R4.4d)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION "grades"."keep_appeal_word"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was said in an appeal stays (R4.4d)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "appeal_is_kept" BEFORE UPDATE OR DELETE ON "grades"."appeal" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_appeal"();
--> statement-breakpoint
CREATE TRIGGER "appeal_is_never_emptied" BEFORE TRUNCATE ON "grades"."appeal" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_appeal"();
--> statement-breakpoint
CREATE TRIGGER "appeal_words_stay" BEFORE UPDATE OR DELETE ON "grades"."appeal_word" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_appeal_word"();
--> statement-breakpoint
CREATE TRIGGER "appeal_words_are_never_emptied" BEFORE TRUNCATE ON "grades"."appeal_word" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_appeal_word"();
