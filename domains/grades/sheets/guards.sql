--> statement-breakpoint
CREATE FUNCTION "grades"."keep_sheet"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps CONSTANT text[] := ARRAY['state', 'closed_at'];
  drafts CONSTANT text[] := ARRAY['state', 'exam_date', 'scheme_version', 'scale', 'filled_at', 'void_reason', 'voided_by', 'voided_at'];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- while nobody has signed, the sheet is a draft of what is to be signed: who, what and which number stay
    IF OLD.state IN ('open', 'filled') AND NEW.state IN ('open', 'filled', 'void') AND to_jsonb(NEW) - drafts = to_jsonb(OLD) - drafts THEN
      RETURN NEW;
    END IF;
    IF OLD.state = 'filled' AND NEW.state = 'teacher_signed' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state'
      AND EXISTS (SELECT FROM grades.sheet_signature WHERE sheet_id = OLD.id AND role = CASE OLD.kind WHEN 'commission' THEN 'commission' ELSE 'teacher' END) THEN
      RETURN NEW;
    END IF;
    IF OLD.state = 'teacher_signed' AND NEW.state = 'closed' AND NEW.closed_at IS NOT NULL AND to_jsonb(NEW) - steps = to_jsonb(OLD) - steps
      AND EXISTS (SELECT FROM grades.sheet_signature WHERE sheet_id = OLD.id AND role = 'office') THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'an exam sheet that was signed is never changed: it is corrected by another one (R6.6a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION "grades"."begin_sheet"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state NOT IN ('open', 'filled') THEN
    RAISE EXCEPTION 'an exam sheet begins unsigned (R6.6a)' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION "grades"."keep_sheet_line"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_sheet uuid;
BEGIN
  FOREACH of_sheet IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.sheet_id] WHEN 'DELETE' THEN ARRAY[OLD.sheet_id] ELSE ARRAY[OLD.sheet_id, NEW.sheet_id] END LOOP
    PERFORM FROM grades.sheet WHERE id = of_sheet AND state IN ('open', 'filled') FOR SHARE;
    IF NOT FOUND OR EXISTS (SELECT FROM grades.sheet_signature WHERE sheet_id = of_sheet) THEN
      RAISE EXCEPTION 'lines of an exam sheet that was signed stay as they are (R6.6a)' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION "grades"."keep_sheet_signature"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM grades.sheet WHERE id = NEW.sheet_id AND state = CASE NEW.role WHEN 'office' THEN 'teacher_signed' ELSE 'filled' END FOR UPDATE;
    IF FOUND THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'signatures of an exam sheet come one after another and stay (R6.6a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION "grades"."keep_confirmed_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.final AND NEW.sheet_id IS DISTINCT FROM OLD.sheet_id AND NEW.person_id = OLD.person_id AND NEW.offering_id = OLD.offering_id
    AND EXISTS (SELECT FROM grades.sheet_line WHERE sheet_id = NEW.sheet_id AND person_id = NEW.person_id AND percent = NEW.percent) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a grade that an exam sheet confirmed is changed by another sheet only (R6.6a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "sheet_is_kept" BEFORE UPDATE OR DELETE ON "grades"."sheet" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_sheet"();
--> statement-breakpoint
CREATE TRIGGER "sheet_is_never_emptied" BEFORE TRUNCATE ON "grades"."sheet" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_sheet"();
--> statement-breakpoint
CREATE TRIGGER "sheet_begins_unsigned" BEFORE INSERT ON "grades"."sheet" FOR EACH ROW EXECUTE FUNCTION "grades"."begin_sheet"();
--> statement-breakpoint
CREATE TRIGGER "sheet_line_is_kept" BEFORE INSERT OR UPDATE OR DELETE ON "grades"."sheet_line" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_sheet_line"();
--> statement-breakpoint
CREATE TRIGGER "sheet_line_is_never_emptied" BEFORE TRUNCATE ON "grades"."sheet_line" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_sheet_signature"();
--> statement-breakpoint
CREATE TRIGGER "sheet_signature_stays" BEFORE INSERT OR UPDATE OR DELETE ON "grades"."sheet_signature" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_sheet_signature"();
--> statement-breakpoint
CREATE TRIGGER "sheet_signature_is_never_emptied" BEFORE TRUNCATE ON "grades"."sheet_signature" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_sheet_signature"();
--> statement-breakpoint
CREATE TRIGGER "confirmed_line_is_kept" BEFORE UPDATE OR DELETE ON "grades"."record_line" FOR EACH ROW WHEN (OLD.final AND OLD.sheet_id IS NOT NULL) EXECUTE FUNCTION "grades"."keep_confirmed_line"();
