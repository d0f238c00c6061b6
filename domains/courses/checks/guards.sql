--> statement-breakpoint
CREATE FUNCTION "courses"."keep_check_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- However a self-check is written (typed, copied, imported): a published complex shows the version that was approved (R5.3c).
  INSERT INTO "courses"."self_check_version" ("check_id", "number", "content") VALUES (NEW.id, NEW.version, NEW.content);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "self_check_keeps_versions" AFTER INSERT OR UPDATE OF "content" ON "courses"."self_check" FOR EACH ROW EXECUTE FUNCTION "courses"."keep_check_version"();
