CREATE SCHEMA "foundation";
--> statement-breakpoint
CREATE SCHEMA "accounts";
--> statement-breakpoint
CREATE SCHEMA "trace";
--> statement-breakpoint
CREATE SCHEMA "assignments";
--> statement-breakpoint
CREATE SCHEMA "courses";
--> statement-breakpoint
CREATE SCHEMA "exams";
--> statement-breakpoint
CREATE SCHEMA "grades";
--> statement-breakpoint
CREATE SCHEMA "learning";
--> statement-breakpoint
CREATE SCHEMA "people";
--> statement-breakpoint
CREATE SCHEMA "programmes";
--> statement-breakpoint
CREATE TABLE "foundation"."fact" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "foundation"."file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"purpose" text NOT NULL,
	"scan" text,
	"stored_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "foundation"."mail_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"text" text,
	"html" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "foundation"."realtime_attachment" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"payload" "bytea"
);
--> statement-breakpoint
CREATE TABLE "accounts"."account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"login" text NOT NULL,
	"email" text,
	"email_verified" boolean DEFAULT false NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"image" text,
	"second_factor" boolean DEFAULT false NOT NULL,
	"temporary_until" timestamp (3) with time zone,
	"locale" text,
	"theme" text,
	"data_saver" boolean DEFAULT false NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_person_id_unique" UNIQUE("person_id"),
	CONSTRAINT "account_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "accounts"."demonstration_account" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"password" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."guess" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."identity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."passkey" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "passkey_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "accounts"."password_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "password_token_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "accounts"."session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"address" text,
	"device" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "accounts"."two_factor" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT false NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"last_used_step" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "two_factor_account_id_unique" UNIQUE("account_id")
);
--> statement-breakpoint
CREATE TABLE "accounts"."verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trace"."statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor" uuid,
	"verb" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"about" uuid,
	"offering" uuid,
	"result" jsonb,
	"context" jsonb
);
--> statement-breakpoint
CREATE TABLE "assignments"."assignment" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"points" numeric NOT NULL,
	"accepts_files" boolean DEFAULT true NOT NULL,
	"accepts_text" boolean DEFAULT true NOT NULL,
	"max_files" integer DEFAULT 5 NOT NULL,
	"allow_late" boolean DEFAULT true NOT NULL,
	"late_days" integer,
	"late_per_day" integer DEFAULT 0 NOT NULL,
	"late_floor" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignments"."submission" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"state" text NOT NULL,
	"text" text,
	"late" boolean DEFAULT false NOT NULL,
	"days_late" integer DEFAULT 0 NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"client_key" text,
	"digest" text NOT NULL,
	"points" numeric,
	"raw_points" numeric,
	"forgiven" boolean DEFAULT false NOT NULL,
	"comment" text,
	"rubric" jsonb,
	"marked_by" uuid,
	"marked_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid
);
--> statement-breakpoint
CREATE TABLE "assignments"."submission_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sha256" text DEFAULT '' NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."course_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid,
	"path" text NOT NULL,
	"file_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_id" uuid,
	"mode" text DEFAULT 'new' NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"format" text,
	"report" jsonb,
	"failure" jsonb,
	"by_person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"section_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" jsonb NOT NULL,
	"position" integer NOT NULL,
	"minutes" integer,
	"opens_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"hidden" boolean DEFAULT false NOT NULL,
	"draft_only" boolean DEFAULT false NOT NULL,
	"source_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."item_link" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."item_text" (
	"item_id" uuid NOT NULL,
	"language" text NOT NULL,
	"html" text NOT NULL,
	"plain" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "item_text_item_id_language_pk" PRIMARY KEY("item_id","language")
);
--> statement-breakpoint
CREATE TABLE "courses"."post" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reply_to" uuid,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "courses"."section" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"title" jsonb NOT NULL,
	"position" integer NOT NULL,
	"week" integer,
	"hidden" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exams"."answer" (
	"attempt_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"value" jsonb NOT NULL,
	"sequence" integer NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"typed_at" timestamp (3) with time zone,
	"late" boolean DEFAULT false NOT NULL,
	"points" numeric,
	"share" numeric,
	"matched" jsonb,
	CONSTRAINT "answer_attempt_id_question_id_pk" PRIMARY KEY("attempt_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "exams"."attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"seed" text NOT NULL,
	"paper" jsonb NOT NULL,
	"asked" uuid[] NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"grace_seconds" integer DEFAULT 10 NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"points" numeric,
	"hash" text
);
--> statement-breakpoint
CREATE TABLE "exams"."bank_question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"discipline_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"excerpt" jsonb NOT NULL,
	"topic" text DEFAULT '' NOT NULL,
	"difficulty" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"outcomes" text[] DEFAULT '{}' NOT NULL,
	"version" integer NOT NULL,
	"ready" boolean NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exams"."bank_version" (
	"question_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"made_by" uuid,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bank_version_question_id_version_pk" PRIMARY KEY("question_id","version")
);
--> statement-breakpoint
CREATE TABLE "exams"."draw" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"discipline_id" uuid NOT NULL,
	"topics" text[] NOT NULL,
	"difficulties" text[] NOT NULL,
	"tags" text[] NOT NULL,
	"count" integer NOT NULL,
	"points" numeric NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exams"."question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"prompt" jsonb NOT NULL,
	"html" boolean DEFAULT false NOT NULL,
	"choices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"answer" numeric,
	"tolerance" numeric,
	"unit" text,
	"points" numeric DEFAULT 1 NOT NULL,
	"feedback" jsonb,
	"content" jsonb,
	"bank_question_id" uuid,
	"bank_version" integer
);
--> statement-breakpoint
CREATE TABLE "exams"."test" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"points" numeric NOT NULL,
	"pass_percent" integer,
	"attempts" integer DEFAULT 3 NOT NULL,
	"minutes" integer,
	"shuffle" boolean DEFAULT true NOT NULL,
	"show_answers" text DEFAULT 'after_attempt' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grades"."grade" (
	"person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"points" numeric NOT NULL,
	"max_points" numeric NOT NULL,
	"comment" text,
	"graded_by" uuid,
	"graded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "grade_person_id_item_id_pk" PRIMARY KEY("person_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "grades"."record_line" (
	"person_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"percent" numeric NOT NULL,
	"letter" text NOT NULL,
	"traditional" text NOT NULL,
	"scale" text DEFAULT 'letters-2020' NOT NULL,
	"scheme_version" integer,
	"final" boolean DEFAULT false NOT NULL,
	"sheet_id" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "record_line_person_id_offering_id_pk" PRIMARY KEY("person_id","offering_id")
);
--> statement-breakpoint
CREATE TABLE "learning"."item_progress" (
	"person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"seconds" integer DEFAULT 0 NOT NULL,
	"place" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "item_progress_person_id_item_id_pk" PRIMARY KEY("person_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "learning"."visit" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"before" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "people"."import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"file_id" uuid,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"mapping" jsonb,
	"report" jsonb,
	"by_person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "people"."person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"surname" text NOT NULL,
	"given_name" text NOT NULL,
	"patronymic" text,
	"personal_number" text,
	"birth_date" date,
	"sex" text,
	"citizenship" text,
	"email" text,
	"phone" text,
	"photo_id" uuid,
	"university_number" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_personal_number_unique" UNIQUE("personal_number"),
	CONSTRAINT "person_university_number_unique" UNIQUE("university_number")
);
--> statement-breakpoint
CREATE TABLE "people"."preference" (
	"person_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "preference_person_id_key_pk" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
CREATE TABLE "people"."role_grant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"unit_id" uuid,
	"group_id" uuid,
	"starts_on" date DEFAULT current_date NOT NULL,
	"ends_on" date,
	"granted_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people"."staff_post" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"title" jsonb NOT NULL,
	"is_head" boolean DEFAULT false NOT NULL,
	"degree" jsonb,
	"rate" text DEFAULT '100' NOT NULL,
	"public_email" text,
	"public_phone" text,
	"starts_on" date NOT NULL,
	"ends_on" date
);
--> statement-breakpoint
CREATE TABLE "people"."unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"purpose" jsonb,
	"phone" text,
	"email" text,
	"room" text,
	"position" text DEFAULT '0' NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unit_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."curriculum" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"intake_year" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp (3) with time zone,
	"copied_from" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programmes"."curriculum_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"curriculum_id" uuid NOT NULL,
	"discipline_id" uuid NOT NULL,
	"semester" integer NOT NULL,
	"kind" text DEFAULT 'core' NOT NULL,
	"elective_pool" text,
	"elective_pick" integer,
	"credits" integer NOT NULL,
	"lecture_hours" integer DEFAULT 0 NOT NULL,
	"practical_hours" integer DEFAULT 0 NOT NULL,
	"laboratory_hours" integer DEFAULT 0 NOT NULL,
	"seminar_hours" integer DEFAULT 0 NOT NULL,
	"independent_hours" integer DEFAULT 0 NOT NULL,
	"control_form" text DEFAULT 'exam' NOT NULL,
	"block" text,
	"outcomes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programmes"."discipline" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"department_id" uuid NOT NULL,
	"summary" jsonb,
	CONSTRAINT "discipline_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."elective_wait" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programmes"."enrolment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid,
	"origin" text NOT NULL,
	"enrolled_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "programmes"."field" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	CONSTRAINT "field_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."offering" (
	"id" uuid PRIMARY KEY NOT NULL,
	"discipline_id" uuid NOT NULL,
	"term_id" uuid NOT NULL,
	"code" text NOT NULL,
	"department_id" uuid NOT NULL,
	"language" text NOT NULL,
	"credits" integer NOT NULL,
	"lecture_hours" integer DEFAULT 0 NOT NULL,
	"practical_hours" integer DEFAULT 0 NOT NULL,
	"laboratory_hours" integer DEFAULT 0 NOT NULL,
	"seminar_hours" integer DEFAULT 0 NOT NULL,
	"independent_hours" integer DEFAULT 0 NOT NULL,
	"control_form" text DEFAULT 'exam' NOT NULL,
	"elective" boolean DEFAULT false NOT NULL,
	"elective_pool" text,
	"elective_pick" integer,
	"places" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "offering_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."offering_group" (
	"offering_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "offering_group_offering_id_group_id_pk" PRIMARY KEY("offering_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "programmes"."programme" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"speciality_id" uuid NOT NULL,
	"standard_id" uuid,
	"department_id" uuid NOT NULL,
	"form" text NOT NULL,
	"qualification" jsonb,
	"languages" jsonb DEFAULT '["ky","ru"]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "programme_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."speciality" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"field_id" uuid NOT NULL,
	"level" text NOT NULL,
	"online_forbidden" boolean DEFAULT false NOT NULL,
	"forbidden_basis" jsonb,
	"forbidden_from" date,
	"forbidden_to" date,
	CONSTRAINT "speciality_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."standard" (
	"id" uuid PRIMARY KEY NOT NULL,
	"speciality_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"approved_on" date NOT NULL,
	"total_credits" integer NOT NULL,
	"semesters" integer NOT NULL,
	"practice_credits" integer DEFAULT 0 NOT NULL,
	"attestation_credits" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "standard_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."standard_outcome" (
	"id" uuid PRIMARY KEY NOT NULL,
	"standard_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text DEFAULT 'outcome' NOT NULL,
	"text" jsonb NOT NULL,
	"min_credits" integer
);
--> statement-breakpoint
CREATE TABLE "programmes"."stream" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"term_id" uuid NOT NULL,
	CONSTRAINT "stream_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."stream_group" (
	"stream_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "stream_group_stream_id_group_id_pk" PRIMARY KEY("stream_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "programmes"."student_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"programme_id" uuid NOT NULL,
	"curriculum_id" uuid,
	"intake_year" integer NOT NULL,
	"language" text NOT NULL,
	"curator_id" uuid,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "student_group_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."studentship" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"record_book_number" text NOT NULL,
	"state" text DEFAULT 'studying' NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "studentship_record_book_number_unique" UNIQUE("record_book_number")
);
--> statement-breakpoint
CREATE TABLE "programmes"."teaching" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text DEFAULT 'all' NOT NULL,
	"group_id" uuid,
	"rate" numeric
);
--> statement-breakpoint
CREATE TABLE "programmes"."term" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"academic_year" text NOT NULL,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"electives_open_at" timestamp (3) with time zone,
	"electives_close_at" timestamp (3) with time zone,
	CONSTRAINT "term_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "programmes"."weekly_meeting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"weekday" integer NOT NULL,
	"starts_at" integer NOT NULL,
	"minutes" integer NOT NULL,
	"kind" text NOT NULL,
	"weeks" text DEFAULT 'all' NOT NULL,
	"place" text DEFAULT 'online' NOT NULL,
	"room" text
);
--> statement-breakpoint
CREATE TABLE "assignments"."phrase" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignments"."rubric_version" (
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"made_by" uuid,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rubric_version_item_id_version_pk" PRIMARY KEY("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "courses"."text_editor" (
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"language" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "text_editor_item_id_person_id_pk" PRIMARY KEY("item_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."text_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"html" text NOT NULL,
	"by_person" uuid,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "text_version_number" UNIQUE("item_id","language","version")
);
--> statement-breakpoint
CREATE TABLE "courses"."block_use" (
	"person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "block_use_person_id_item_id_kind_title_pk" PRIMARY KEY("person_id","item_id","kind","title")
);
--> statement-breakpoint
CREATE TABLE "courses"."self_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."self_check_answer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"check_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"answer" text[] NOT NULL,
	"right" boolean NOT NULL,
	"seconds" integer DEFAULT 0 NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."self_check_version" (
	"check_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "self_check_version_check_id_number_pk" PRIMARY KEY("check_id","number")
);
--> statement-breakpoint
CREATE TABLE "courses"."coding_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"code" text NOT NULL,
	"results" jsonb NOT NULL,
	"points" integer NOT NULL,
	"of" integer NOT NULL,
	"passed" boolean NOT NULL,
	"claim" text DEFAULT 'unverified' NOT NULL,
	"seconds" integer DEFAULT 0 NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."coding_draft" (
	"task_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"code" text NOT NULL,
	"device" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"typed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "coding_draft_task_id_person_id_pk" PRIMARY KEY("task_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."coding_task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"place" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."coding_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"by_person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."complex" (
	"offering_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"submitted_hash" text,
	"submitted_by" uuid,
	"submitted_at" timestamp (3) with time zone,
	"due_on" date,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_note" text DEFAULT '' NOT NULL,
	"reminded_on" date,
	"approved_version" uuid,
	"published_version" uuid
);
--> statement-breakpoint
CREATE TABLE "courses"."complex_comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid,
	"quote" text DEFAULT '' NOT NULL,
	"text" text NOT NULL,
	"by_person" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" uuid
);
--> statement-breakpoint
CREATE TABLE "courses"."complex_excuse" (
	"offering_id" uuid NOT NULL,
	"part" text NOT NULL,
	"reason" text NOT NULL,
	"by_person" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "complex_excuse_offering_id_part_pk" PRIMARY KEY("offering_id","part")
);
--> statement-breakpoint
CREATE TABLE "courses"."complex_reviewer" (
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"scores" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"notes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "complex_reviewer_offering_id_person_id_pk" PRIMARY KEY("offering_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."complex_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"outline" jsonb NOT NULL,
	"texts" jsonb NOT NULL,
	"hash" text NOT NULL,
	"gaps" jsonb NOT NULL,
	"review" jsonb,
	"published_at" timestamp (3) with time zone,
	"by_person" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."item_part" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"part" text,
	"review_on" date,
	"licence" text,
	"source" text
);
--> statement-breakpoint
CREATE TABLE "courses"."own_deadline" (
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "own_deadline_item_id_person_id_pk" PRIMARY KEY("item_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."export" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"languages" jsonb NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"file_name" text,
	"file_id" uuid,
	"bytes" bigint,
	"report" jsonb,
	"by_person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."package" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"place" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"file_id" uuid NOT NULL,
	"bytes" bigint NOT NULL,
	"files" integer NOT NULL,
	"units" jsonb NOT NULL,
	"by_person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."package_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"package_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seconds" integer DEFAULT 0 NOT NULL,
	"completion" text DEFAULT 'not-attempted' NOT NULL,
	"success" text DEFAULT 'unknown' NOT NULL,
	"score" double precision,
	"done" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."package_document" (
	"attempt_id" uuid NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"content" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "package_document_attempt_id_key_pk" PRIMARY KEY("attempt_id","key")
);
--> statement-breakpoint
CREATE TABLE "courses"."package_file" (
	"package_id" uuid NOT NULL,
	"path" text NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "package_file_package_id_path_pk" PRIMARY KEY("package_id","path")
);
--> statement-breakpoint
CREATE TABLE "courses"."package_session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"portal" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"seconds" integer DEFAULT 0 NOT NULL,
	"fetched_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."package_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"statement" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."package_unit" (
	"attempt_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"completion" text DEFAULT 'not-attempted' NOT NULL,
	"success" text DEFAULT 'unknown' NOT NULL,
	"score" double precision,
	"state" jsonb,
	"satisfied" boolean DEFAULT false NOT NULL,
	CONSTRAINT "package_unit_attempt_id_unit_id_pk" PRIMARY KEY("attempt_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."slides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"name" text NOT NULL,
	"file_id" uuid NOT NULL,
	"bytes" bigint NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"simplified" boolean DEFAULT false NOT NULL,
	"page_count" integer DEFAULT 0 NOT NULL,
	"by_person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"beat_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."slides_page" (
	"slides_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"notes" text NOT NULL,
	"lines" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"pictures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"width" integer,
	"height" integer,
	"large_file_id" uuid,
	"small_file_id" uuid,
	CONSTRAINT "slides_page_slides_id_page_pk" PRIMARY KEY("slides_id","page")
);
--> statement-breakpoint
CREATE TABLE "courses"."slides_seen" (
	"slides_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"pages" jsonb NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "slides_seen_slides_id_person_id_pk" PRIMARY KEY("slides_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."course_copy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"from_offering_id" uuid NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"by_person" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."item_condition" (
	"item_id" uuid NOT NULL,
	"needs_item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"min_percent" integer,
	CONSTRAINT "item_condition_item_id_needs_item_id_pk" PRIMARY KEY("item_id","needs_item_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."item_origin" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"source_item_id" uuid,
	"source_offering_id" uuid,
	"source_code" text NOT NULL,
	"source_name" jsonb NOT NULL,
	"hash" text NOT NULL,
	"by_person" uuid,
	"taken_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."item_topic" (
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"topic_id" text NOT NULL,
	CONSTRAINT "item_topic_item_id_topic_id_pk" PRIMARY KEY("item_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."syllabus" (
	"offering_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."tool" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"keeper" text NOT NULL,
	"client_id" text NOT NULL,
	"deployment_id" text NOT NULL,
	"login_url" text NOT NULL,
	"launch_url" text NOT NULL,
	"redirect_uris" jsonb NOT NULL,
	"jwks_url" text,
	"jwks" jsonb,
	"choice_url" text,
	"send_name" boolean DEFAULT false NOT NULL,
	"send_email" boolean DEFAULT false NOT NULL,
	"may_roster" boolean DEFAULT false NOT NULL,
	"may_grade" boolean DEFAULT true NOT NULL,
	"opens" text DEFAULT 'frame' NOT NULL,
	"custom" jsonb NOT NULL,
	"salt" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "tool_client_id_unique" UNIQUE("client_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."tool_consent" (
	"tool_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"sends" jsonb NOT NULL,
	"keeper" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_consent_tool_id_person_id_pk" PRIMARY KEY("tool_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."tool_invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"by_person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"tool_id" uuid
);
--> statement-breakpoint
CREATE TABLE "courses"."tool_key" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_key" jsonb NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."tool_launch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tool_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"session_id" text NOT NULL,
	"purpose" text NOT NULL,
	"role" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."tool_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tool_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid,
	"main" boolean DEFAULT false NOT NULL,
	"label" text NOT NULL,
	"maximum" double precision NOT NULL,
	"resource_id" text,
	"tag" text,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."tool_link" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"tool_id" uuid NOT NULL,
	"url" text,
	"custom" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "courses"."tool_score" (
	"line_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"activity" text NOT NULL,
	"grading" text NOT NULL,
	"given" double precision,
	"maximum" double precision,
	"comment" text,
	"at" text NOT NULL,
	"stored_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_score_line_id_person_id_pk" PRIMARY KEY("line_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "courses"."tool_word" (
	"tool_id" uuid NOT NULL,
	"word" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tool_word_tool_id_word_pk" PRIMARY KEY("tool_id","word")
);
--> statement-breakpoint
CREATE TABLE "courses"."video" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"name" text NOT NULL,
	"file_id" uuid NOT NULL,
	"bytes" bigint NOT NULL,
	"state" text NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"playable" text,
	"seconds" integer,
	"width" integer,
	"height" integer,
	"poster_file_id" uuid,
	"thumbs_file_id" uuid,
	"thumbs" jsonb,
	"trim" jsonb,
	"chapters" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"by_person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"beat_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses"."video_rendition" (
	"video_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_id" uuid NOT NULL,
	"bytes" bigint NOT NULL,
	"playlist" text NOT NULL,
	"bandwidth" integer NOT NULL,
	"width" integer,
	"height" integer,
	"codecs" text NOT NULL,
	"has_sound" boolean NOT NULL,
	CONSTRAINT "video_rendition_video_id_kind_pk" PRIMARY KEY("video_id","kind")
);
--> statement-breakpoint
CREATE TABLE "courses"."video_subtitle" (
	"video_id" uuid NOT NULL,
	"language" text NOT NULL,
	"vtt" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "video_subtitle_video_id_language_pk" PRIMARY KEY("video_id","language")
);
--> statement-breakpoint
CREATE TABLE "courses"."video_upload" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint,
	"fingerprint" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"video_id" uuid
);
--> statement-breakpoint
CREATE TABLE "exams"."answer_mark" (
	"attempt_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"sequence" integer NOT NULL,
	"points" numeric NOT NULL,
	"comment" text,
	"reason" text,
	"marked_by" uuid NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answer_mark_attempt_id_question_id_number_pk" PRIMARY KEY("attempt_id","question_id","number")
);
--> statement-breakpoint
CREATE TABLE "exams"."allowance" (
	"item_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"minutes" integer NOT NULL,
	"reason" text NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "allowance_item_id_person_id_pk" PRIMARY KEY("item_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "exams"."presence" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"device" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"away" integer DEFAULT 0 NOT NULL,
	"unsent" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exams"."room_act" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"attempt_id" uuid,
	"person_id" uuid,
	"kind" text NOT NULL,
	"minutes" integer,
	"words" text,
	"done_by" uuid NOT NULL,
	"done_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exams"."sitting" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"room_minutes" integer NOT NULL,
	"late_minutes" integer NOT NULL,
	"grace_minutes" integer NOT NULL,
	"code" text,
	"networks" text[] NOT NULL,
	"one_device" boolean NOT NULL,
	"seb" boolean DEFAULT false NOT NULL,
	"seb_quit" text,
	"secret" text NOT NULL,
	"paused_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "grades"."appeal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"item_id" uuid,
	"reason" text NOT NULL,
	"points_were" numeric NOT NULL,
	"max_points" numeric NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"filed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"points_now" numeric,
	"answer" text,
	"answered_by" uuid,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "grades"."appeal_word" (
	"id" uuid PRIMARY KEY NOT NULL,
	"appeal_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"side" text NOT NULL,
	"words" text NOT NULL,
	"said_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grades"."cell" (
	"column_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"points" numeric,
	"comment" text,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cell_column_id_person_id_pk" PRIMARY KEY("column_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "grades"."cell_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"column_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid,
	"points_from" numeric,
	"points_to" numeric,
	"comment_from" text,
	"comment_to" text,
	"source" text NOT NULL,
	"why" text
);
--> statement-breakpoint
CREATE TABLE "grades"."hand_column" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"title" jsonb NOT NULL,
	"max_points" numeric NOT NULL,
	"part_id" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "grades"."journal_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"class_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"state_from" text,
	"state_to" text NOT NULL,
	"why" text,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grades"."journal_class" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"group_id" uuid,
	"held_on" date NOT NULL,
	"starts_at" integer,
	"kind" text NOT NULL,
	"hours" integer NOT NULL,
	"topic" text NOT NULL,
	"column_id" uuid,
	"teacher_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "grades"."journal_presence" (
	"class_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_presence_class_id_person_id_pk" PRIMARY KEY("class_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "grades"."paper" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"language" text NOT NULL,
	"about_id" uuid NOT NULL,
	"facts" jsonb NOT NULL,
	"file_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp (3) with time zone,
	CONSTRAINT "paper_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "grades"."scheme" (
	"offering_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"source" text NOT NULL,
	"syllabus_version" integer,
	"reason" text,
	"changed_by" uuid,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scheme_offering_id_version_pk" PRIMARY KEY("offering_id","version")
);
--> statement-breakpoint
CREATE TABLE "grades"."sheet" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"series" text NOT NULL,
	"sequence" integer NOT NULL,
	"offering_id" uuid NOT NULL,
	"group_id" uuid,
	"kind" text NOT NULL,
	"after_id" uuid,
	"state" text DEFAULT 'open' NOT NULL,
	"exam_date" date NOT NULL,
	"scheme_version" integer,
	"scale" text,
	"reason" text,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"filled_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"void_reason" text,
	"voided_by" uuid,
	"voided_at" timestamp (3) with time zone,
	CONSTRAINT "sheet_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "grades"."sheet_line" (
	"sheet_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"record_book" text,
	"current" numeric,
	"interim" numeric,
	"final" numeric,
	"exam_points" numeric,
	"percent" numeric,
	"letter" text,
	"traditional" text,
	"refusal" text,
	"absent" boolean DEFAULT false NOT NULL,
	"percent_was" numeric,
	"letter_was" text,
	CONSTRAINT "sheet_line_sheet_id_person_id_pk" PRIMARY KEY("sheet_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "grades"."sheet_signature" (
	"sheet_id" uuid NOT NULL,
	"role" text NOT NULL,
	"person_id" uuid NOT NULL,
	"signed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "sheet_signature_sheet_id_role_pk" PRIMARY KEY("sheet_id","role")
);
--> statement-breakpoint
CREATE TABLE "learning"."certificate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"number" text NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"holder" jsonb NOT NULL,
	"course" jsonb NOT NULL,
	"hours" integer NOT NULL,
	"share" integer NOT NULL,
	"points" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid,
	"revoked_reason" text,
	CONSTRAINT "certificate_code_unique" UNIQUE("code"),
	CONSTRAINT "certificate_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "learning"."mooc" (
	"offering_id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"summary" jsonb NOT NULL,
	"audience" jsonb NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"least_share" integer DEFAULT 80 NOT NULL,
	"least_points" integer DEFAULT 60 NOT NULL,
	"exempt_reason" text DEFAULT '' NOT NULL,
	"exempt_by" uuid,
	"opened_at" timestamp (3) with time zone,
	CONSTRAINT "mooc_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "learning"."mooc_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offering_id" uuid NOT NULL,
	"email" text NOT NULL,
	"surname" text NOT NULL,
	"given_name" text NOT NULL,
	"locale" text NOT NULL,
	"token_hash" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mooc_request_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "learning"."note" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"item_id" uuid,
	"quote" text,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learning"."question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"quote" text,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"for_all" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learning"."item_rating" (
	"person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"offering_id" uuid NOT NULL,
	"stars" smallint NOT NULL,
	"comment" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "item_rating_person_id_item_id_pk" PRIMARY KEY("person_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "learning"."watched" (
	"person_id" uuid NOT NULL,
	"video_id" uuid NOT NULL,
	"played" "int4multirange" NOT NULL,
	"hidden" "int4multirange" NOT NULL,
	"place" integer DEFAULT 0 NOT NULL,
	"spent" integer DEFAULT 0 NOT NULL,
	"budget" integer DEFAULT 0 NOT NULL,
	"players" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "watched_person_id_video_id_pk" PRIMARY KEY("person_id","video_id")
);
--> statement-breakpoint
ALTER TABLE "accounts"."demonstration_account" ADD CONSTRAINT "demonstration_account_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."identity" ADD CONSTRAINT "identity_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."passkey" ADD CONSTRAINT "passkey_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."password_token" ADD CONSTRAINT "password_token_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."two_factor" ADD CONSTRAINT "two_factor_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."assignment" ADD CONSTRAINT "assignment_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."submission" ADD CONSTRAINT "submission_item_id_assignment_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "assignments"."assignment"("item_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."submission" ADD CONSTRAINT "submission_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."submission" ADD CONSTRAINT "submission_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."submission" ADD CONSTRAINT "submission_marked_by_person_id_fk" FOREIGN KEY ("marked_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."submission" ADD CONSTRAINT "submission_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."submission_file" ADD CONSTRAINT "submission_file_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "assignments"."submission"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."course_file" ADD CONSTRAINT "course_file_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."course_file" ADD CONSTRAINT "course_file_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."import" ADD CONSTRAINT "import_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."import" ADD CONSTRAINT "import_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item" ADD CONSTRAINT "item_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "courses"."section"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item" ADD CONSTRAINT "item_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_link" ADD CONSTRAINT "item_link_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_text" ADD CONSTRAINT "item_text_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."post" ADD CONSTRAINT "post_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."post" ADD CONSTRAINT "post_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."post" ADD CONSTRAINT "post_removed_by_person_id_fk" FOREIGN KEY ("removed_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."section" ADD CONSTRAINT "section_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."answer" ADD CONSTRAINT "answer_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "exams"."attempt"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."attempt" ADD CONSTRAINT "attempt_item_id_test_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "exams"."test"("item_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."attempt" ADD CONSTRAINT "attempt_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."attempt" ADD CONSTRAINT "attempt_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."bank_question" ADD CONSTRAINT "bank_question_discipline_id_discipline_id_fk" FOREIGN KEY ("discipline_id") REFERENCES "programmes"."discipline"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."bank_version" ADD CONSTRAINT "bank_version_question_id_bank_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "exams"."bank_question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."bank_version" ADD CONSTRAINT "bank_version_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."draw" ADD CONSTRAINT "draw_item_id_test_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "exams"."test"("item_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."draw" ADD CONSTRAINT "draw_discipline_id_discipline_id_fk" FOREIGN KEY ("discipline_id") REFERENCES "programmes"."discipline"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."question" ADD CONSTRAINT "question_item_id_test_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "exams"."test"("item_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."question" ADD CONSTRAINT "question_bank_question_id_bank_question_id_fk" FOREIGN KEY ("bank_question_id") REFERENCES "exams"."bank_question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."test" ADD CONSTRAINT "test_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."grade" ADD CONSTRAINT "grade_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."grade" ADD CONSTRAINT "grade_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."grade" ADD CONSTRAINT "grade_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."grade" ADD CONSTRAINT "grade_graded_by_person_id_fk" FOREIGN KEY ("graded_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."record_line" ADD CONSTRAINT "record_line_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."record_line" ADD CONSTRAINT "record_line_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."item_progress" ADD CONSTRAINT "item_progress_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."item_progress" ADD CONSTRAINT "item_progress_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."item_progress" ADD CONSTRAINT "item_progress_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."visit" ADD CONSTRAINT "visit_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people"."import" ADD CONSTRAINT "import_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people"."preference" ADD CONSTRAINT "preference_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people"."role_grant" ADD CONSTRAINT "role_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people"."role_grant" ADD CONSTRAINT "role_grant_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "people"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people"."role_grant" ADD CONSTRAINT "role_grant_granted_by_person_id_fk" FOREIGN KEY ("granted_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people"."staff_post" ADD CONSTRAINT "staff_post_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people"."staff_post" ADD CONSTRAINT "staff_post_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "people"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people"."unit" ADD CONSTRAINT "unit_parent_id_unit_id_fk" FOREIGN KEY ("parent_id") REFERENCES "people"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."curriculum" ADD CONSTRAINT "curriculum_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "programmes"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."curriculum" ADD CONSTRAINT "curriculum_approved_by_person_id_fk" FOREIGN KEY ("approved_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."curriculum_line" ADD CONSTRAINT "curriculum_line_curriculum_id_curriculum_id_fk" FOREIGN KEY ("curriculum_id") REFERENCES "programmes"."curriculum"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."curriculum_line" ADD CONSTRAINT "curriculum_line_discipline_id_discipline_id_fk" FOREIGN KEY ("discipline_id") REFERENCES "programmes"."discipline"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."discipline" ADD CONSTRAINT "discipline_department_id_unit_id_fk" FOREIGN KEY ("department_id") REFERENCES "people"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."elective_wait" ADD CONSTRAINT "elective_wait_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."elective_wait" ADD CONSTRAINT "elective_wait_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."elective_wait" ADD CONSTRAINT "elective_wait_group_id_student_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "programmes"."student_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."enrolment" ADD CONSTRAINT "enrolment_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."enrolment" ADD CONSTRAINT "enrolment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."enrolment" ADD CONSTRAINT "enrolment_group_id_student_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "programmes"."student_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."offering" ADD CONSTRAINT "offering_discipline_id_discipline_id_fk" FOREIGN KEY ("discipline_id") REFERENCES "programmes"."discipline"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."offering" ADD CONSTRAINT "offering_term_id_term_id_fk" FOREIGN KEY ("term_id") REFERENCES "programmes"."term"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."offering" ADD CONSTRAINT "offering_department_id_unit_id_fk" FOREIGN KEY ("department_id") REFERENCES "people"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."offering_group" ADD CONSTRAINT "offering_group_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."offering_group" ADD CONSTRAINT "offering_group_group_id_student_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "programmes"."student_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."programme" ADD CONSTRAINT "programme_speciality_id_speciality_id_fk" FOREIGN KEY ("speciality_id") REFERENCES "programmes"."speciality"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."programme" ADD CONSTRAINT "programme_standard_id_standard_id_fk" FOREIGN KEY ("standard_id") REFERENCES "programmes"."standard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."programme" ADD CONSTRAINT "programme_department_id_unit_id_fk" FOREIGN KEY ("department_id") REFERENCES "people"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."speciality" ADD CONSTRAINT "speciality_field_id_field_id_fk" FOREIGN KEY ("field_id") REFERENCES "programmes"."field"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."standard" ADD CONSTRAINT "standard_speciality_id_speciality_id_fk" FOREIGN KEY ("speciality_id") REFERENCES "programmes"."speciality"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."standard_outcome" ADD CONSTRAINT "standard_outcome_standard_id_standard_id_fk" FOREIGN KEY ("standard_id") REFERENCES "programmes"."standard"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."stream" ADD CONSTRAINT "stream_term_id_term_id_fk" FOREIGN KEY ("term_id") REFERENCES "programmes"."term"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."stream_group" ADD CONSTRAINT "stream_group_stream_id_stream_id_fk" FOREIGN KEY ("stream_id") REFERENCES "programmes"."stream"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."stream_group" ADD CONSTRAINT "stream_group_group_id_student_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "programmes"."student_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."student_group" ADD CONSTRAINT "student_group_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "programmes"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."student_group" ADD CONSTRAINT "student_group_curriculum_id_curriculum_id_fk" FOREIGN KEY ("curriculum_id") REFERENCES "programmes"."curriculum"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."student_group" ADD CONSTRAINT "student_group_curator_id_person_id_fk" FOREIGN KEY ("curator_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."studentship" ADD CONSTRAINT "studentship_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."studentship" ADD CONSTRAINT "studentship_group_id_student_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "programmes"."student_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."teaching" ADD CONSTRAINT "teaching_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."teaching" ADD CONSTRAINT "teaching_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."teaching" ADD CONSTRAINT "teaching_group_id_student_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "programmes"."student_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes"."weekly_meeting" ADD CONSTRAINT "weekly_meeting_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."phrase" ADD CONSTRAINT "phrase_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."rubric_version" ADD CONSTRAINT "rubric_version_item_id_assignment_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "assignments"."assignment"("item_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments"."rubric_version" ADD CONSTRAINT "rubric_version_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."text_editor" ADD CONSTRAINT "text_editor_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."text_editor" ADD CONSTRAINT "text_editor_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."text_version" ADD CONSTRAINT "text_version_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."text_version" ADD CONSTRAINT "text_version_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."block_use" ADD CONSTRAINT "block_use_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."block_use" ADD CONSTRAINT "block_use_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."self_check" ADD CONSTRAINT "self_check_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."self_check" ADD CONSTRAINT "self_check_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."self_check_answer" ADD CONSTRAINT "self_check_answer_check_id_self_check_id_fk" FOREIGN KEY ("check_id") REFERENCES "courses"."self_check"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."self_check_answer" ADD CONSTRAINT "self_check_answer_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."self_check_answer" ADD CONSTRAINT "self_check_answer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."self_check_version" ADD CONSTRAINT "self_check_version_check_id_self_check_id_fk" FOREIGN KEY ("check_id") REFERENCES "courses"."self_check"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_attempt" ADD CONSTRAINT "coding_attempt_task_id_coding_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "courses"."coding_task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_attempt" ADD CONSTRAINT "coding_attempt_version_id_coding_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "courses"."coding_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_attempt" ADD CONSTRAINT "coding_attempt_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_attempt" ADD CONSTRAINT "coding_attempt_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_attempt" ADD CONSTRAINT "coding_attempt_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_draft" ADD CONSTRAINT "coding_draft_task_id_coding_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "courses"."coding_task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_draft" ADD CONSTRAINT "coding_draft_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_task" ADD CONSTRAINT "coding_task_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_task" ADD CONSTRAINT "coding_task_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_version" ADD CONSTRAINT "coding_version_task_id_coding_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "courses"."coding_task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."coding_version" ADD CONSTRAINT "coding_version_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex" ADD CONSTRAINT "complex_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex" ADD CONSTRAINT "complex_submitted_by_person_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex" ADD CONSTRAINT "complex_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_comment" ADD CONSTRAINT "complex_comment_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_comment" ADD CONSTRAINT "complex_comment_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_comment" ADD CONSTRAINT "complex_comment_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_comment" ADD CONSTRAINT "complex_comment_resolved_by_person_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_excuse" ADD CONSTRAINT "complex_excuse_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_excuse" ADD CONSTRAINT "complex_excuse_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_reviewer" ADD CONSTRAINT "complex_reviewer_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_reviewer" ADD CONSTRAINT "complex_reviewer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_version" ADD CONSTRAINT "complex_version_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."complex_version" ADD CONSTRAINT "complex_version_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_part" ADD CONSTRAINT "item_part_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_part" ADD CONSTRAINT "item_part_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."own_deadline" ADD CONSTRAINT "own_deadline_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."own_deadline" ADD CONSTRAINT "own_deadline_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."own_deadline" ADD CONSTRAINT "own_deadline_granted_by_person_id_fk" FOREIGN KEY ("granted_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."export" ADD CONSTRAINT "export_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."export" ADD CONSTRAINT "export_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package" ADD CONSTRAINT "package_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package" ADD CONSTRAINT "package_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package" ADD CONSTRAINT "package_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_attempt" ADD CONSTRAINT "package_attempt_package_id_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "courses"."package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_attempt" ADD CONSTRAINT "package_attempt_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_attempt" ADD CONSTRAINT "package_attempt_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_attempt" ADD CONSTRAINT "package_attempt_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_document" ADD CONSTRAINT "package_document_attempt_id_package_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "courses"."package_attempt"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_file" ADD CONSTRAINT "package_file_package_id_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "courses"."package"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_session" ADD CONSTRAINT "package_session_attempt_id_package_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "courses"."package_attempt"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_statement" ADD CONSTRAINT "package_statement_attempt_id_package_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "courses"."package_attempt"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."package_unit" ADD CONSTRAINT "package_unit_attempt_id_package_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "courses"."package_attempt"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."slides" ADD CONSTRAINT "slides_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."slides" ADD CONSTRAINT "slides_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."slides" ADD CONSTRAINT "slides_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."slides_page" ADD CONSTRAINT "slides_page_slides_id_slides_id_fk" FOREIGN KEY ("slides_id") REFERENCES "courses"."slides"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."slides_seen" ADD CONSTRAINT "slides_seen_slides_id_slides_id_fk" FOREIGN KEY ("slides_id") REFERENCES "courses"."slides"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."slides_seen" ADD CONSTRAINT "slides_seen_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."slides_seen" ADD CONSTRAINT "slides_seen_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."course_copy" ADD CONSTRAINT "course_copy_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."course_copy" ADD CONSTRAINT "course_copy_from_offering_id_offering_id_fk" FOREIGN KEY ("from_offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."course_copy" ADD CONSTRAINT "course_copy_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_condition" ADD CONSTRAINT "item_condition_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_condition" ADD CONSTRAINT "item_condition_needs_item_id_item_id_fk" FOREIGN KEY ("needs_item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_condition" ADD CONSTRAINT "item_condition_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_origin" ADD CONSTRAINT "item_origin_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_origin" ADD CONSTRAINT "item_origin_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_origin" ADD CONSTRAINT "item_origin_source_item_id_item_id_fk" FOREIGN KEY ("source_item_id") REFERENCES "courses"."item"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_origin" ADD CONSTRAINT "item_origin_source_offering_id_offering_id_fk" FOREIGN KEY ("source_offering_id") REFERENCES "programmes"."offering"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_origin" ADD CONSTRAINT "item_origin_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_topic" ADD CONSTRAINT "item_topic_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."item_topic" ADD CONSTRAINT "item_topic_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."syllabus" ADD CONSTRAINT "syllabus_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."syllabus" ADD CONSTRAINT "syllabus_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_consent" ADD CONSTRAINT "tool_consent_tool_id_tool_id_fk" FOREIGN KEY ("tool_id") REFERENCES "courses"."tool"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_consent" ADD CONSTRAINT "tool_consent_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_invitation" ADD CONSTRAINT "tool_invitation_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_invitation" ADD CONSTRAINT "tool_invitation_tool_id_tool_id_fk" FOREIGN KEY ("tool_id") REFERENCES "courses"."tool"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_launch" ADD CONSTRAINT "tool_launch_tool_id_tool_id_fk" FOREIGN KEY ("tool_id") REFERENCES "courses"."tool"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_launch" ADD CONSTRAINT "tool_launch_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_launch" ADD CONSTRAINT "tool_launch_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_line" ADD CONSTRAINT "tool_line_tool_id_tool_id_fk" FOREIGN KEY ("tool_id") REFERENCES "courses"."tool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_line" ADD CONSTRAINT "tool_line_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_line" ADD CONSTRAINT "tool_line_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_link" ADD CONSTRAINT "tool_link_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_link" ADD CONSTRAINT "tool_link_tool_id_tool_id_fk" FOREIGN KEY ("tool_id") REFERENCES "courses"."tool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_score" ADD CONSTRAINT "tool_score_line_id_tool_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "courses"."tool_line"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_score" ADD CONSTRAINT "tool_score_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."tool_word" ADD CONSTRAINT "tool_word_tool_id_tool_id_fk" FOREIGN KEY ("tool_id") REFERENCES "courses"."tool"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."video" ADD CONSTRAINT "video_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."video" ADD CONSTRAINT "video_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."video" ADD CONSTRAINT "video_by_person_person_id_fk" FOREIGN KEY ("by_person") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."video_rendition" ADD CONSTRAINT "video_rendition_video_id_video_id_fk" FOREIGN KEY ("video_id") REFERENCES "courses"."video"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."video_subtitle" ADD CONSTRAINT "video_subtitle_video_id_video_id_fk" FOREIGN KEY ("video_id") REFERENCES "courses"."video"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."video_upload" ADD CONSTRAINT "video_upload_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."video_upload" ADD CONSTRAINT "video_upload_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses"."video_upload" ADD CONSTRAINT "video_upload_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."answer_mark" ADD CONSTRAINT "answer_mark_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "exams"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."answer_mark" ADD CONSTRAINT "answer_mark_marked_by_person_id_fk" FOREIGN KEY ("marked_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."allowance" ADD CONSTRAINT "allowance_item_id_test_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "exams"."test"("item_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."allowance" ADD CONSTRAINT "allowance_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."allowance" ADD CONSTRAINT "allowance_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."presence" ADD CONSTRAINT "presence_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "exams"."attempt"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."room_act" ADD CONSTRAINT "room_act_item_id_test_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "exams"."test"("item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."room_act" ADD CONSTRAINT "room_act_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "exams"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."room_act" ADD CONSTRAINT "room_act_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."room_act" ADD CONSTRAINT "room_act_done_by_person_id_fk" FOREIGN KEY ("done_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams"."sitting" ADD CONSTRAINT "sitting_item_id_test_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "exams"."test"("item_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."appeal" ADD CONSTRAINT "appeal_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."appeal" ADD CONSTRAINT "appeal_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."appeal" ADD CONSTRAINT "appeal_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."appeal" ADD CONSTRAINT "appeal_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."appeal_word" ADD CONSTRAINT "appeal_word_appeal_id_appeal_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "grades"."appeal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."appeal_word" ADD CONSTRAINT "appeal_word_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."cell" ADD CONSTRAINT "cell_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."cell" ADD CONSTRAINT "cell_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."cell" ADD CONSTRAINT "cell_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."cell_change" ADD CONSTRAINT "cell_change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."cell_change" ADD CONSTRAINT "cell_change_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."cell_change" ADD CONSTRAINT "cell_change_by_person_id_fk" FOREIGN KEY ("by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."hand_column" ADD CONSTRAINT "hand_column_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."hand_column" ADD CONSTRAINT "hand_column_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_change" ADD CONSTRAINT "journal_change_class_id_journal_class_id_fk" FOREIGN KEY ("class_id") REFERENCES "grades"."journal_class"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_change" ADD CONSTRAINT "journal_change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_change" ADD CONSTRAINT "journal_change_by_person_id_fk" FOREIGN KEY ("by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_class" ADD CONSTRAINT "journal_class_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_class" ADD CONSTRAINT "journal_class_group_id_student_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "programmes"."student_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_class" ADD CONSTRAINT "journal_class_column_id_hand_column_id_fk" FOREIGN KEY ("column_id") REFERENCES "grades"."hand_column"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_class" ADD CONSTRAINT "journal_class_teacher_id_person_id_fk" FOREIGN KEY ("teacher_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_presence" ADD CONSTRAINT "journal_presence_class_id_journal_class_id_fk" FOREIGN KEY ("class_id") REFERENCES "grades"."journal_class"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_presence" ADD CONSTRAINT "journal_presence_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."journal_presence" ADD CONSTRAINT "journal_presence_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."paper" ADD CONSTRAINT "paper_issued_by_person_id_fk" FOREIGN KEY ("issued_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."scheme" ADD CONSTRAINT "scheme_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."scheme" ADD CONSTRAINT "scheme_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."sheet" ADD CONSTRAINT "sheet_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."sheet" ADD CONSTRAINT "sheet_group_id_student_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "programmes"."student_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."sheet" ADD CONSTRAINT "sheet_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."sheet" ADD CONSTRAINT "sheet_voided_by_person_id_fk" FOREIGN KEY ("voided_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."sheet_line" ADD CONSTRAINT "sheet_line_sheet_id_sheet_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "grades"."sheet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."sheet_line" ADD CONSTRAINT "sheet_line_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."sheet_signature" ADD CONSTRAINT "sheet_signature_sheet_id_sheet_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "grades"."sheet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades"."sheet_signature" ADD CONSTRAINT "sheet_signature_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."certificate" ADD CONSTRAINT "certificate_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."certificate" ADD CONSTRAINT "certificate_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."certificate" ADD CONSTRAINT "certificate_revoked_by_person_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."mooc" ADD CONSTRAINT "mooc_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."mooc" ADD CONSTRAINT "mooc_exempt_by_person_id_fk" FOREIGN KEY ("exempt_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."mooc_request" ADD CONSTRAINT "mooc_request_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."note" ADD CONSTRAINT "note_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."note" ADD CONSTRAINT "note_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."question" ADD CONSTRAINT "question_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."question" ADD CONSTRAINT "question_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."question" ADD CONSTRAINT "question_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."question" ADD CONSTRAINT "question_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."item_rating" ADD CONSTRAINT "item_rating_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."item_rating" ADD CONSTRAINT "item_rating_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "courses"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."item_rating" ADD CONSTRAINT "item_rating_offering_id_offering_id_fk" FOREIGN KEY ("offering_id") REFERENCES "programmes"."offering"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."watched" ADD CONSTRAINT "watched_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "people"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning"."watched" ADD CONSTRAINT "watched_video_id_video_id_fk" FOREIGN KEY ("video_id") REFERENCES "courses"."video"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_sha256" ON "foundation"."file" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "mail_message_created" ON "foundation"."mail_message" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "account_email" ON "accounts"."account" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "guess_at" ON "accounts"."guess" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_subject" ON "accounts"."identity" USING btree ("provider","subject");--> statement-breakpoint
CREATE INDEX "identity_account" ON "accounts"."identity" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "passkey_account" ON "accounts"."passkey" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "password_token_account" ON "accounts"."password_token" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "session_account" ON "accounts"."session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "accounts"."verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "verification_expires" ON "accounts"."verification" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "statement_actor" ON "trace"."statement" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "statement_about" ON "trace"."statement" USING btree ("about","at");--> statement-breakpoint
CREATE INDEX "statement_offering" ON "trace"."statement" USING btree ("offering","at");--> statement-breakpoint
CREATE INDEX "statement_object" ON "trace"."statement" USING btree ("object_type","object_id");--> statement-breakpoint
CREATE UNIQUE INDEX "submission_round" ON "assignments"."submission" USING btree ("item_id","person_id","round");--> statement-breakpoint
CREATE UNIQUE INDEX "submission_client_key" ON "assignments"."submission" USING btree ("item_id","person_id","client_key");--> statement-breakpoint
CREATE INDEX "submission_person" ON "assignments"."submission" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "submission_offering" ON "assignments"."submission" USING btree ("offering_id","state");--> statement-breakpoint
CREATE INDEX "submission_file_submission" ON "assignments"."submission_file" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "course_file_offering" ON "courses"."course_file" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "import_offering" ON "courses"."import" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "item_section" ON "courses"."item" USING btree ("section_id");--> statement-breakpoint
CREATE INDEX "item_offering" ON "courses"."item" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "post_item" ON "courses"."post" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "section_offering" ON "courses"."section" USING btree ("offering_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_number" ON "exams"."attempt" USING btree ("item_id","person_id","number");--> statement-breakpoint
CREATE INDEX "attempt_offering" ON "exams"."attempt" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "bank_question_discipline" ON "exams"."bank_question" USING btree ("discipline_id","topic");--> statement-breakpoint
CREATE INDEX "draw_item" ON "exams"."draw" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "question_item" ON "exams"."question" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "question_of_bank_once" ON "exams"."question" USING btree ("item_id","bank_question_id");--> statement-breakpoint
CREATE INDEX "grade_offering" ON "grades"."grade" USING btree ("offering_id","person_id");--> statement-breakpoint
CREATE INDEX "record_line_offering" ON "grades"."record_line" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "item_progress_offering" ON "learning"."item_progress" USING btree ("offering_id","person_id");--> statement-breakpoint
CREATE INDEX "person_name" ON "people"."person" USING btree ("surname","given_name");--> statement-breakpoint
CREATE INDEX "person_email" ON "people"."person" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "person_search" ON "people"."person" USING gin (to_tsvector('simple', "surname" || ' ' || "given_name" || ' ' || coalesce("patronymic", '')));--> statement-breakpoint
CREATE INDEX "role_grant_person" ON "people"."role_grant" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_grant_once" ON "people"."role_grant" USING btree ("person_id","role",coalesce("unit_id", '00000000-0000-0000-0000-000000000000'::uuid),coalesce("group_id", '00000000-0000-0000-0000-000000000000'::uuid),"starts_on");--> statement-breakpoint
CREATE INDEX "staff_post_person" ON "people"."staff_post" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "staff_post_unit" ON "people"."staff_post" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_parent" ON "people"."unit" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "curriculum_version" ON "programmes"."curriculum" USING btree ("programme_id","version");--> statement-breakpoint
CREATE INDEX "curriculum_line_curriculum" ON "programmes"."curriculum_line" USING btree ("curriculum_id");--> statement-breakpoint
CREATE UNIQUE INDEX "elective_wait_once" ON "programmes"."elective_wait" USING btree ("offering_id","person_id");--> statement-breakpoint
CREATE INDEX "elective_wait_person" ON "programmes"."elective_wait" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_once" ON "programmes"."enrolment" USING btree ("offering_id","person_id");--> statement-breakpoint
CREATE INDEX "enrolment_person" ON "programmes"."enrolment" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "offering_term" ON "programmes"."offering" USING btree ("term_id");--> statement-breakpoint
CREATE INDEX "offering_discipline" ON "programmes"."offering" USING btree ("discipline_id");--> statement-breakpoint
CREATE INDEX "offering_group_group" ON "programmes"."offering_group" USING btree ("group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "standard_outcome_code" ON "programmes"."standard_outcome" USING btree ("standard_id","code");--> statement-breakpoint
CREATE INDEX "studentship_person" ON "programmes"."studentship" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "studentship_group" ON "programmes"."studentship" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "teaching_person" ON "programmes"."teaching" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "teaching_offering" ON "programmes"."teaching" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "weekly_meeting_offering" ON "programmes"."weekly_meeting" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "phrase_person" ON "assignments"."phrase" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "text_editor_at" ON "courses"."text_editor" USING btree ("at");--> statement-breakpoint
CREATE INDEX "block_use_item" ON "courses"."block_use" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "self_check_item" ON "courses"."self_check" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "self_check_answer_person" ON "courses"."self_check_answer" USING btree ("check_id","person_id","question_id","answered_at");--> statement-breakpoint
CREATE INDEX "self_check_answer_item" ON "courses"."self_check_answer" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "coding_attempt_task" ON "courses"."coding_attempt" USING btree ("task_id","person_id","checked_at");--> statement-breakpoint
CREATE INDEX "coding_attempt_item" ON "courses"."coding_attempt" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "coding_task_item" ON "courses"."coding_task" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "coding_version_number" ON "courses"."coding_version" USING btree ("task_id","number");--> statement-breakpoint
CREATE INDEX "complex_comment_offering" ON "courses"."complex_comment" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "complex_version_offering" ON "courses"."complex_version" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "item_part_offering" ON "courses"."item_part" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "own_deadline_person" ON "courses"."own_deadline" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "export_offering" ON "courses"."export" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "package_item" ON "courses"."package" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "package_attempt_number" ON "courses"."package_attempt" USING btree ("package_id","person_id","number");--> statement-breakpoint
CREATE INDEX "package_attempt_item" ON "courses"."package_attempt" USING btree ("item_id","person_id");--> statement-breakpoint
CREATE INDEX "package_session_attempt" ON "courses"."package_session" USING btree ("attempt_id","unit_id");--> statement-breakpoint
CREATE INDEX "package_statement_attempt" ON "courses"."package_statement" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "slides_item" ON "courses"."slides" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "slides_offering" ON "courses"."slides" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "slides_seen_item" ON "courses"."slides_seen" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "course_copy_offering" ON "courses"."course_copy" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "item_condition_offering" ON "courses"."item_condition" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "item_condition_needs" ON "courses"."item_condition" USING btree ("needs_item_id");--> statement-breakpoint
CREATE INDEX "item_origin_offering" ON "courses"."item_origin" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "item_origin_source" ON "courses"."item_origin" USING btree ("source_item_id");--> statement-breakpoint
CREATE INDEX "item_topic_offering" ON "courses"."item_topic" USING btree ("offering_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tool_invitation_hash" ON "courses"."tool_invitation" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "tool_launch_expiry" ON "courses"."tool_launch" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tool_line_offering" ON "courses"."tool_line" USING btree ("offering_id","tool_id");--> statement-breakpoint
CREATE INDEX "tool_line_item" ON "courses"."tool_line" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "video_item" ON "courses"."video" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "video_offering" ON "courses"."video" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "video_upload_item" ON "courses"."video_upload" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "room_act_item" ON "exams"."room_act" USING btree ("item_id","done_at");--> statement-breakpoint
CREATE INDEX "appeal_person" ON "grades"."appeal" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "appeal_offering" ON "grades"."appeal" USING btree ("offering_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_open_once" ON "grades"."appeal" USING btree ("person_id",coalesce("item_id", "offering_id")) WHERE "grades"."appeal"."state" = 'open';--> statement-breakpoint
CREATE INDEX "appeal_word_appeal" ON "grades"."appeal_word" USING btree ("appeal_id");--> statement-breakpoint
CREATE INDEX "cell_offering" ON "grades"."cell" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "cell_change_cell" ON "grades"."cell_change" USING btree ("column_id","person_id");--> statement-breakpoint
CREATE INDEX "hand_column_offering" ON "grades"."hand_column" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "journal_change_class" ON "grades"."journal_change" USING btree ("class_id");--> statement-breakpoint
CREATE INDEX "journal_class_offering" ON "grades"."journal_class" USING btree ("offering_id","held_on");--> statement-breakpoint
CREATE INDEX "journal_presence_person" ON "grades"."journal_presence" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "paper_number" ON "grades"."paper" USING btree ("kind","number");--> statement-breakpoint
CREATE INDEX "paper_about" ON "grades"."paper" USING btree ("about_id","issued_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_series" ON "grades"."sheet" USING btree ("series","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_first_once" ON "grades"."sheet" USING btree ("offering_id",coalesce("group_id", "offering_id")) WHERE "grades"."sheet"."kind" = 'first' AND "grades"."sheet"."state" <> 'void';--> statement-breakpoint
CREATE INDEX "sheet_offering" ON "grades"."sheet" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "sheet_after" ON "grades"."sheet" USING btree ("after_id");--> statement-breakpoint
CREATE INDEX "sheet_line_person" ON "grades"."sheet_line" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_signature_once" ON "grades"."sheet_signature" USING btree ("sheet_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_once" ON "learning"."certificate" USING btree ("offering_id","person_id");--> statement-breakpoint
CREATE INDEX "mooc_request_email" ON "learning"."mooc_request" USING btree ("email");--> statement-breakpoint
CREATE INDEX "note_person" ON "learning"."note" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "note_item" ON "learning"."note" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "question_item" ON "learning"."question" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "question_offering" ON "learning"."question" USING btree ("offering_id","answered_at");--> statement-breakpoint
CREATE INDEX "question_person" ON "learning"."question" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "item_rating_item" ON "learning"."item_rating" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "item_rating_offering" ON "learning"."item_rating" USING btree ("offering_id");--> statement-breakpoint
CREATE INDEX "watched_video" ON "learning"."watched" USING btree ("video_id");
--> statement-breakpoint
CREATE FUNCTION "assignments"."keep_rubric"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a rubric is never changed: a new one is written (R4.4a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "rubric_version_is_final" BEFORE UPDATE ON "assignments"."rubric_version" FOR EACH ROW EXECUTE FUNCTION "assignments"."keep_rubric"();

--> statement-breakpoint
CREATE FUNCTION "courses"."keep_check_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- However a self-check is written (typed, copied, imported): a published complex shows the version that was approved (R5.3c).
  INSERT INTO "courses"."self_check_version" ("check_id", "number", "content") VALUES (NEW.id, NEW.version, NEW.content);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "self_check_keeps_versions" AFTER INSERT OR UPDATE OF "content" ON "courses"."self_check" FOR EACH ROW EXECUTE FUNCTION "courses"."keep_check_version"();

--> statement-breakpoint
CREATE FUNCTION "courses"."begin_as_draft"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- However an item is made (typed, copied, imported): while students see a published version, it is no part of it (R5.3c).
  NEW.draft_only := EXISTS (SELECT FROM "courses"."complex" WHERE "offering_id" = NEW.offering_id AND "published_version" IS NOT NULL);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "item_begins_as_draft" BEFORE INSERT ON "courses"."item" FOR EACH ROW EXECUTE FUNCTION "courses"."begin_as_draft"();

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

--> statement-breakpoint
CREATE FUNCTION "grades"."keep_cell_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of marks is only added to (R4.4b)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "cell_change_is_final" BEFORE UPDATE OR DELETE ON "grades"."cell_change" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_cell_history"();
--> statement-breakpoint
CREATE TRIGGER "cell_change_is_never_emptied" BEFORE TRUNCATE ON "grades"."cell_change" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_cell_history"();

--> statement-breakpoint
CREATE FUNCTION "grades"."keep_journal_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of attendance is only added to (R6.6a)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "journal_change_is_final" BEFORE UPDATE OR DELETE ON "grades"."journal_change" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_journal_change"();
--> statement-breakpoint
CREATE TRIGGER "journal_change_is_never_emptied" BEFORE TRUNCATE ON "grades"."journal_change" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_journal_change"();

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

--> statement-breakpoint
CREATE FUNCTION "grades"."keep_scheme"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a grading scheme is never changed: a new one is written (R4.4b)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "scheme_is_final" BEFORE UPDATE OR DELETE ON "grades"."scheme" FOR EACH ROW EXECUTE FUNCTION "grades"."keep_scheme"();
--> statement-breakpoint
CREATE TRIGGER "scheme_is_never_emptied" BEFORE TRUNCATE ON "grades"."scheme" FOR EACH STATEMENT EXECUTE FUNCTION "grades"."keep_scheme"();

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

--> statement-breakpoint
CREATE FUNCTION "trace"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the digital trace is only added to (R1.3c)' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "statement_is_final" BEFORE UPDATE OR DELETE ON "trace"."statement" FOR EACH ROW EXECUTE FUNCTION "trace"."refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "statement_is_never_emptied" BEFORE TRUNCATE ON "trace"."statement" FOR EACH STATEMENT EXECUTE FUNCTION "trace"."refuse_change"();
