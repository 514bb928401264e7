CREATE TABLE `addressee_cases` (
	`addressee_number` text NOT NULL,
	`business_id` text NOT NULL,
	`opened_at` text NOT NULL,
	PRIMARY KEY(`addressee_number`, `business_id`)
);
--> statement-breakpoint
CREATE TABLE `addressee_copies` (
	`addressee_number` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`closed_on` text,
	`sealed` text NOT NULL,
	`registered_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `addressee_errors` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`addressee_number` text NOT NULL,
	`business_id` text NOT NULL,
	`sentence` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `addressee_errors_at` ON `addressee_errors` (`at`);--> statement-breakpoint
CREATE TABLE `addressee_links` (
	`addressee_number` text NOT NULL,
	`business_id` text NOT NULL,
	`unified_addressee_number` text NOT NULL,
	`linked_at` text NOT NULL,
	PRIMARY KEY(`addressee_number`, `business_id`)
);
--> statement-breakpoint
CREATE INDEX `addressee_links_unified` ON `addressee_links` (`unified_addressee_number`);--> statement-breakpoint
CREATE TABLE `addressee_requests` (
	`processing_number` text PRIMARY KEY NOT NULL,
	`addressee_number` text NOT NULL,
	`unified_addressee_number` text NOT NULL,
	`requested_at` text NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE `former_individual_numbers` (
	`number_hash` text PRIMARY KEY NOT NULL,
	`unified_addressee_number` text NOT NULL,
	`changed_at` text NOT NULL
);
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
CREATE TABLE `sequences` (
	`direction` text NOT NULL,
	`peer` text NOT NULL,
	`subject` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`direction`, `peer`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `unified_addressees` (
	`serial` integer PRIMARY KEY NOT NULL,
	`unified_addressee_number` text NOT NULL,
	`number_hash` text NOT NULL,
	`sealed` text NOT NULL,
	`numbered_at` text NOT NULL,
	`deleted_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unified_addressees_unified_addressee_number_unique` ON `unified_addressees` (`unified_addressee_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `unified_addressees_number_hash_unique` ON `unified_addressees` (`number_hash`);--> statement-breakpoint
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