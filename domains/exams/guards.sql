--> statement-breakpoint
CREATE FUNCTION "exams"."keep_bank_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a question is fixed: students were asked it (R4.4a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "bank_version_is_fixed" BEFORE UPDATE OR DELETE ON "exams"."bank_version" FOR EACH ROW EXECUTE FUNCTION "exams"."keep_bank_version"();
--> statement-breakpoint
CREATE FUNCTION "exams"."keep_room_act"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was done in an exam is fixed: it belongs to its protocol (R4.4a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "room_act_is_fixed" BEFORE UPDATE OR DELETE ON "exams"."room_act" FOR EACH ROW EXECUTE FUNCTION "exams"."keep_room_act"();
--> statement-breakpoint
CREATE FUNCTION "exams"."keep_answer_mark"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a mark is changed by a new one, with its reason (R4.4a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "answer_mark_is_fixed" BEFORE UPDATE OR DELETE ON "exams"."answer_mark" FOR EACH ROW EXECUTE FUNCTION "exams"."keep_answer_mark"();
