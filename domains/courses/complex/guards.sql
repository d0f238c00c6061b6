--> statement-breakpoint
CREATE FUNCTION "courses"."begin_as_draft"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- However an item is made (typed, copied, imported): while students see a published version, it is no part of it (R5.3c).
  NEW.draft_only := EXISTS (SELECT FROM "courses"."complex" WHERE "offering_id" = NEW.offering_id AND "published_version" IS NOT NULL);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "item_begins_as_draft" BEFORE INSERT ON "courses"."item" FOR EACH ROW EXECUTE FUNCTION "courses"."begin_as_draft"();
