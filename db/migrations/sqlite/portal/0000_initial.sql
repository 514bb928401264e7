CREATE TABLE `audit_entries` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`officer_id` text NOT NULL,
	`officer_name` text NOT NULL,
	`town_code` text NOT NULL,
	`act` text NOT NULL,
	`subjects` text NOT NULL,
	`reason` text NOT NULL,
	`case_id` text,
	`number_accessed` integer NOT NULL,
	`seal` integer
);
--> statement-breakpoint
CREATE INDEX `audit_entries_seal` ON `audit_entries` (`seal`,`position`);--> statement-breakpoint
CREATE INDEX `audit_entries_at` ON `audit_entries` (`at`);--> statement-breakpoint
CREATE TABLE `audit_seals` (
	`position` integer PRIMARY KEY NOT NULL,
	`entries` integer NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_subjects` (
	`subject` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`subject`, `position`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `inbox` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`version` integer NOT NULL,
	`sender` text NOT NULL,
	`subject` text NOT NULL,
	`sequence` integer NOT NULL,
	`causation_id` text,
	`correlation_id` text,
	`sent_at` text NOT NULL,
	`received_at` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer DEFAULT 0 NOT NULL,
	`error` text,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_id_unique` ON `inbox` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_order` ON `inbox` (`sender`,`subject`,`sequence`);--> statement-breakpoint
CREATE INDEX `inbox_state` ON `inbox` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `inbox_subject` ON `inbox` (`subject`);--> statement-breakpoint
CREATE INDEX `inbox_sender` ON `inbox` (`sender`,`position`);--> statement-breakpoint
CREATE TABLE `message_log` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`direction` text NOT NULL,
	`message_id` text NOT NULL,
	`type` text NOT NULL,
	`sender` text NOT NULL,
	`receiver` text NOT NULL,
	`at` text NOT NULL,
	`digest` text NOT NULL,
	`seal` integer
);
--> statement-breakpoint
CREATE INDEX `message_log_seal` ON `message_log` (`seal`,`position`);--> statement-breakpoint
CREATE INDEX `message_log_message` ON `message_log` (`message_id`);--> statement-breakpoint
CREATE TABLE `message_log_seals` (
	`position` integer PRIMARY KEY NOT NULL,
	`entries` integer NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`version` integer NOT NULL,
	`receiver` text NOT NULL,
	`subject` text NOT NULL,
	`sequence` integer NOT NULL,
	`causation_id` text,
	`correlation_id` text,
	`sent_at` text NOT NULL,
	`body` text NOT NULL,
	`sealed` text,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer DEFAULT 0 NOT NULL,
	`error` text,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_id_unique` ON `outbox` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_order` ON `outbox` (`receiver`,`subject`,`sequence`);--> statement-breakpoint
CREATE INDEX `outbox_state` ON `outbox` (`state`,`position`);--> statement-breakpoint
CREATE INDEX `outbox_subject` ON `outbox` (`subject`);--> statement-breakpoint
CREATE INDEX `outbox_receiver` ON `outbox` (`receiver`,`position`);--> statement-breakpoint
CREATE TABLE `portal_access_requests` (
	`request_id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`municipality` text NOT NULL,
	`asked_at` text NOT NULL,
	`answered_at` text,
	`sealed` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portal_access_requests_asked` ON `portal_access_requests` (`subject`,`municipality`);--> statement-breakpoint
CREATE TABLE `portal_accounts` (
	`subject` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`serial_hash` text,
	`sealed_mail_choice` text,
	`first_seen_at` text NOT NULL,
	`last_seen_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `portal_accounts_serial` ON `portal_accounts` (`serial_hash`);--> statement-breakpoint
CREATE TABLE `portal_applications` (
	`receipt_number` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`subject` text NOT NULL,
	`case_key` text NOT NULL,
	`corrects` text,
	`from_municipality` text NOT NULL,
	`to_municipality` text NOT NULL,
	`state` text NOT NULL,
	`visit_state` text NOT NULL,
	`withdrawal_requested_at` text,
	`moving_on` text NOT NULL,
	`visit_on` text NOT NULL,
	`reminded_on` text,
	`filed_at` text NOT NULL,
	`validate_after` integer,
	`sealed` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portal_applications_draft` ON `portal_applications` (`draft_id`);--> statement-breakpoint
CREATE INDEX `portal_applications_subject` ON `portal_applications` (`subject`,`filed_at`);--> statement-breakpoint
CREATE INDEX `portal_applications_visit` ON `portal_applications` (`visit_on`,`visit_state`);--> statement-breakpoint
CREATE INDEX `portal_applications_validation` ON `portal_applications` (`state`,`validate_after`);--> statement-breakpoint
CREATE TABLE `portal_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`sealed` text NOT NULL,
	`corrects` text,
	`correctable` text,
	`first_filed_on` text,
	`receipt_number` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `portal_drafts_subject` ON `portal_drafts` (`subject`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `portal_drafts_corrects` ON `portal_drafts` (`subject`,`corrects`);--> statement-breakpoint
CREATE TABLE `portal_errands` (
	`state` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text,
	`draft_id` text,
	`form_id` text,
	`sealed` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `portal_errands_expiry` ON `portal_errands` (`expires_at`);--> statement-breakpoint
CREATE TABLE `portal_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`subject` text NOT NULL,
	`receipt_number` text NOT NULL,
	`sealed` text NOT NULL,
	`frozen_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `portal_forms_draft` ON `portal_forms` (`draft_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `portal_forms_receipt` ON `portal_forms` (`receipt_number`);--> statement-breakpoint
CREATE TABLE `portal_hops` (
	`id` text PRIMARY KEY NOT NULL,
	`receipt_number` text NOT NULL,
	`position` integer NOT NULL,
	`object` text NOT NULL,
	`step` text NOT NULL,
	`reported_by` text NOT NULL,
	`at` text NOT NULL,
	`received_at` text NOT NULL,
	`sealed` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portal_hops_position` ON `portal_hops` (`receipt_number`,`position`);--> statement-breakpoint
CREATE TABLE `portal_lifelines` (
	`request_id` text PRIMARY KEY NOT NULL,
	`receipt_number` text NOT NULL,
	`subject` text NOT NULL,
	`company` text NOT NULL,
	`round` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_try_at` integer,
	`answer_by` text,
	`consented_at` text NOT NULL,
	`sealed` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portal_lifelines_round` ON `portal_lifelines` (`receipt_number`,`company`,`round`);--> statement-breakpoint
CREATE INDEX `portal_lifelines_due` ON `portal_lifelines` (`next_try_at`);--> statement-breakpoint
CREATE TABLE `portal_log_heads` (
	`municipality` text NOT NULL,
	`seal` integer NOT NULL,
	`hash` text NOT NULL,
	`token` text NOT NULL,
	`received_at` text NOT NULL,
	PRIMARY KEY(`municipality`, `seal`, `hash`)
);
--> statement-breakpoint
CREATE TABLE `portal_move_locks` (
	`subject` text PRIMARY KEY NOT NULL,
	`person_hash` text NOT NULL,
	`locked_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `portal_move_locks_person` ON `portal_move_locks` (`person_hash`);--> statement-breakpoint
CREATE TABLE `portal_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`receipt_number` text,
	`sentence` text NOT NULL,
	`at` text NOT NULL,
	`read_at` text,
	`mail_after` integer,
	`mail_tries` integer NOT NULL,
	`mailed_at` text,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `portal_notices_subject` ON `portal_notices` (`subject`,`at`);--> statement-breakpoint
CREATE INDEX `portal_notices_mail` ON `portal_notices` (`mail_after`);--> statement-breakpoint
CREATE TABLE `portal_person_notices` (
	`key` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`receipt_number` text,
	`serial_hash` text,
	`subject` text,
	`at` text NOT NULL,
	`objected_at` text
);
--> statement-breakpoint
CREATE INDEX `portal_person_notices_subject` ON `portal_person_notices` (`subject`,`at`);--> statement-breakpoint
CREATE INDEX `portal_person_notices_serial` ON `portal_person_notices` (`serial_hash`,`subject`);--> statement-breakpoint
CREATE TABLE `portal_relocation_visits` (
	`receipt_number` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`form_key` text NOT NULL,
	`municipality` text NOT NULL,
	`state` text NOT NULL,
	`moving_on` text NOT NULL,
	`visit_on` text NOT NULL,
	`announced_at` text NOT NULL,
	`arrived_at` text,
	`sealed` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portal_relocation_visits_form` ON `portal_relocation_visits` (`subject`,`form_key`);--> statement-breakpoint
CREATE INDEX `portal_relocation_visits_subject` ON `portal_relocation_visits` (`subject`,`announced_at`);--> statement-breakpoint
CREATE TABLE `portal_to_dos` (
	`receipt_number` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`sent_digest` text,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `portal_visit_days` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality` text NOT NULL,
	`procedure` text NOT NULL,
	`office` text NOT NULL,
	`visit_on` text NOT NULL,
	`times` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portal_visit_days_day` ON `portal_visit_days` (`municipality`,`procedure`,`visit_on`,`office`);--> statement-breakpoint
CREATE TABLE `portal_visit_lengths` (
	`municipality` text PRIMARY KEY NOT NULL,
	`lengths` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `portal_visit_places` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality` text NOT NULL,
	`procedure` text NOT NULL,
	`office` text NOT NULL,
	`visit_on` text NOT NULL,
	`starts_at` text NOT NULL,
	`place` integer NOT NULL,
	`holder` text NOT NULL,
	`draft_id` text,
	`receipt_number` text,
	`held_until` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portal_visit_places_place` ON `portal_visit_places` (`municipality`,`procedure`,`visit_on`,`office`,`starts_at`,`place`);--> statement-breakpoint
CREATE UNIQUE INDEX `portal_visit_places_holder` ON `portal_visit_places` (`holder`);--> statement-breakpoint
CREATE INDEX `portal_visit_places_draft` ON `portal_visit_places` (`draft_id`);--> statement-breakpoint
CREATE TABLE `sequences` (
	`direction` text NOT NULL,
	`peer` text NOT NULL,
	`subject` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`direction`, `peer`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `unreadable` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`digest` text NOT NULL,
	`reason` text NOT NULL,
	`detail` text NOT NULL,
	`claimed_id` text,
	`claimed_type` text,
	`claimed_sender` text,
	`received_at` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unreadable_digest_unique` ON `unreadable` (`digest`);