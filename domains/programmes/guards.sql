--> statement-breakpoint
CREATE FUNCTION "programmes"."keep_approved_curriculum"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  -- An approved version is put away, and that is all that ever happens to it.
  IF TG_OP = 'UPDATE' AND (NEW.state = OLD.state OR (OLD.state = 'approved' AND NEW.state = 'archived'))
    AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an approved curriculum is fixed (R4.2a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "approved_curriculum_is_fixed" BEFORE UPDATE OR DELETE ON "programmes"."curriculum" FOR EACH ROW EXECUTE FUNCTION "programmes"."keep_approved_curriculum"();
--> statement-breakpoint
CREATE FUNCTION "programmes"."keep_approved_lines"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.curriculum_id] WHEN 'DELETE' THEN ARRAY[OLD.curriculum_id] ELSE ARRAY[OLD.curriculum_id, NEW.curriculum_id] END;
BEGIN
  -- The lock makes an approval that runs at the same time wait, or be waited for. A draft that is thrown away is gone before its lines.
  IF EXISTS (SELECT FROM (SELECT "state" FROM "programmes"."curriculum" WHERE "id" = ANY (touched) FOR SHARE) AS own WHERE own."state" <> 'draft') THEN
    RAISE EXCEPTION 'the lines of an approved curriculum are fixed (R4.2a)' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER "approved_lines_are_fixed" BEFORE INSERT OR UPDATE OR DELETE ON "programmes"."curriculum_line" FOR EACH ROW EXECUTE FUNCTION "programmes"."keep_approved_lines"();
