CREATE TABLE `access_requests` (
	`request_id` text PRIMARY KEY NOT NULL,
	`received_at` text NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `access_requests_age` ON `access_requests` (`received_at`);--> statement-breakpoint
CREATE TABLE `act_forms` (
	`draft_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `age_nights` (
	`movement` text PRIMARY KEY NOT NULL,
	`done_on` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `age_notices` (
	`addressee_number` text NOT NULL,
	`movement` text NOT NULL,
	`section` text NOT NULL,
	`phase` text NOT NULL,
	`reached_on` text NOT NULL,
	PRIMARY KEY(`addressee_number`, `movement`, `section`)
);
--> statement-breakpoint
CREATE INDEX `age_notices_reached` ON `age_notices` (`phase`,`reached_on`);--> statement-breakpoint
CREATE TABLE `applications` (
	`receipt_number` text PRIMARY KEY NOT NULL,
	`stage` text NOT NULL,
	`version` integer NOT NULL,
	`filed_at` text NOT NULL,
	`arrived_at` text NOT NULL,
	`moving_on` text NOT NULL,
	`visit_on` text NOT NULL,
	`completed_at` text,
	`moved_out_on` text,
	`moved_in_on` text,
	`corrects` text,
	`corrected_by` text,
	`addressee_number` text,
	`household_number` text,
	`draft_id` text,
	`moving_out_id` text,
	`withdrawal_requested_at` text,
	`retry_after` text,
	`retries` integer DEFAULT 0 NOT NULL,
	`assignee_id` text,
	`assignee_name` text,
	`assigned_until` text,
	`assigned_stage` text,
	`sealed_application` text NOT NULL,
	`sealed_work` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `applications_stage` ON `applications` (`stage`,`visit_on`,`moving_on`,`arrived_at`,`receipt_number`);--> statement-breakpoint
CREATE INDEX `applications_moved` ON `applications` (`stage`,`moved_in_on`,`moving_on`);--> statement-breakpoint
CREATE INDEX `applications_assignee` ON `applications` (`assignee_id`,`stage`);--> statement-breakpoint
CREATE INDEX `applications_household` ON `applications` (`household_number`,`stage`);--> statement-breakpoint
CREATE INDEX `applications_moving_out` ON `applications` (`moving_out_id`);--> statement-breakpoint
CREATE INDEX `applications_retry` ON `applications` (`stage`,`retry_after`);--> statement-breakpoint
CREATE TABLE `arrival_cases` (
	`case_id` text PRIMARY KEY NOT NULL,
	`receipt_number` text,
	`moving_out_id` text,
	`stage` text NOT NULL,
	`version` integer NOT NULL,
	`has_notice` integer NOT NULL,
	`has_certificate` integer NOT NULL,
	`visit_on` text,
	`visit_office` text,
	`visit_time` text,
	`check_in_code` text,
	`moving_on` text,
	`last_day` text,
	`from_municipality` text,
	`draft_id` text,
	`sealed_notice` text,
	`sealed_counter` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `arrival_cases_receipt` ON `arrival_cases` (`receipt_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `arrival_cases_moving_out` ON `arrival_cases` (`moving_out_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `arrival_cases_check_in` ON `arrival_cases` (`check_in_code`);--> statement-breakpoint
CREATE INDEX `arrival_cases_visit` ON `arrival_cases` (`visit_on`,`stage`);--> statement-breakpoint
CREATE INDEX `arrival_cases_stage` ON `arrival_cases` (`stage`,`last_day`);--> statement-breakpoint
CREATE TABLE `arrival_to_dos` (
	`receipt_number` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`updated_at` text NOT NULL
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
CREATE TABLE `card_tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`position` integer NOT NULL,
	`addressee_number` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`rewrite_id` text NOT NULL,
	`continue_id` text NOT NULL,
	`session_id` text,
	`sealed` text NOT NULL,
	`note` text,
	`due_on` text,
	`queued_at` text,
	`signing` text,
	`signing_id` text,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `card_tasks_place` ON `card_tasks` (`case_id`,`position`);--> statement-breakpoint
CREATE INDEX `card_tasks_state` ON `card_tasks` (`state`,`due_on`);--> statement-breakpoint
CREATE INDEX `card_tasks_signing` ON `card_tasks` (`signing`);--> statement-breakpoint
CREATE TABLE `case_events` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`case_id` text NOT NULL,
	`version` integer,
	`at` text NOT NULL,
	`officer_id` text NOT NULL,
	`officer_name` text NOT NULL,
	`act` text NOT NULL,
	`sealed_note` text
);
--> statement-breakpoint
CREATE INDEX `case_events_case` ON `case_events` (`case_id`,`position`);--> statement-breakpoint
CREATE TABLE `certificate_links` (
	`serial_hash` text PRIMARY KEY NOT NULL,
	`addressee_number` text NOT NULL,
	`linked_at` text NOT NULL,
	`expired_on` text
);
--> statement-breakpoint
CREATE INDEX `certificate_links_addressee` ON `certificate_links` (`addressee_number`);--> statement-breakpoint
CREATE INDEX `certificate_links_age` ON `certificate_links` (`expired_on`,`linked_at`);--> statement-breakpoint
CREATE TABLE `certificate_requests` (
	`request_id` text PRIMARY KEY NOT NULL,
	`to_municipality` text NOT NULL,
	`code_hash` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`body` text,
	`asked_at` text NOT NULL,
	`answered_at` text
);
--> statement-breakpoint
CREATE TABLE `code_block_requests` (
	`message_id` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`requested_at` text NOT NULL,
	`answered_at` text
);
--> statement-breakpoint
CREATE TABLE `code_pool` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `code_use` (
	`used_on` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `data_list_imports` (
	`file_hash` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`cursor` text NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`rows` integer NOT NULL,
	`opening` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `data_list_rows` (
	`line` integer PRIMARY KEY NOT NULL,
	`addressee_number` text NOT NULL,
	`group_number` text,
	`unreadable` integer NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `data_list_rows_addressee` ON `data_list_rows` (`addressee_number`);--> statement-breakpoint
CREATE INDEX `data_list_rows_group` ON `data_list_rows` (`group_number`);--> statement-breakpoint
CREATE TABLE `differences` (
	`difference_id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	`addressee_number` text,
	`detail` text,
	`state` text NOT NULL,
	`run_id` text NOT NULL,
	`found_at` text NOT NULL,
	`done_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `differences_key` ON `differences` (`subject`,`kind`);--> statement-breakpoint
CREATE INDEX `differences_state` ON `differences` (`state`,`found_at`);--> statement-breakpoint
CREATE TABLE `draft_revisions` (
	`draft_id` text NOT NULL,
	`revision` integer NOT NULL,
	`made_by` text NOT NULL,
	`made_by_name` text,
	`made_at` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`draft_id`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `draft_subjects` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `draft_subjects_draft` ON `draft_subjects` (`draft_id`);--> statement-breakpoint
CREATE TABLE `electoral_changes` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run_id` text NOT NULL,
	`addressee_number` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`article` text NOT NULL,
	`basis_on` text,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `electoral_changes_run` ON `electoral_changes` (`run_id`,`kind`,`state`,`position`);--> statement-breakpoint
CREATE INDEX `electoral_changes_person` ON `electoral_changes` (`addressee_number`);--> statement-breakpoint
CREATE TABLE `electoral_entries` (
	`addressee_number` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`registered_on` text NOT NULL,
	`left_on` text,
	`remove_from` text,
	`removed_because` text
);
--> statement-breakpoint
CREATE INDEX `electoral_entries_state` ON `electoral_entries` (`state`,`remove_from`);--> statement-breakpoint
CREATE TABLE `electoral_runs` (
	`run_id` text PRIMARY KEY NOT NULL,
	`as_of` text NOT NULL,
	`age_on` text NOT NULL,
	`election` text,
	`state` text NOT NULL,
	`phase` text NOT NULL,
	`cursor` text NOT NULL,
	`looked` integer NOT NULL,
	`expected` integer NOT NULL,
	`started_by` text NOT NULL,
	`started_by_name` text NOT NULL,
	`started_at` text NOT NULL,
	`collected_at` text,
	`confirmed_by` text,
	`confirmed_by_name` text,
	`confirmed_at` text,
	`finished_at` text,
	`total` integer
);
--> statement-breakpoint
CREATE INDEX `electoral_runs_started` ON `electoral_runs` (`started_at`);--> statement-breakpoint
CREATE TABLE `electoral_suspensions` (
	`suspension_id` text PRIMARY KEY NOT NULL,
	`person_hash` text NOT NULL,
	`state` text NOT NULL,
	`waits` integer NOT NULL,
	`ends_on` text,
	`erase_on` text,
	`body` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `electoral_suspensions_person` ON `electoral_suspensions` (`person_hash`);--> statement-breakpoint
CREATE INDEX `electoral_suspensions_end` ON `electoral_suspensions` (`state`,`ends_on`);--> statement-breakpoint
CREATE INDEX `electoral_suspensions_waits` ON `electoral_suspensions` (`waits`);--> statement-breakpoint
CREATE INDEX `electoral_suspensions_at` ON `electoral_suspensions` (`at`);--> statement-breakpoint
CREATE TABLE `expected_arrival_movers` (
	`moving_out_id` text NOT NULL,
	`code_hash` text NOT NULL,
	PRIMARY KEY(`moving_out_id`, `code_hash`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `expected_arrival_movers_code` ON `expected_arrival_movers` (`code_hash`);--> statement-breakpoint
CREATE TABLE `expected_arrivals` (
	`moving_out_id` text PRIMARY KEY NOT NULL,
	`from_municipality` text NOT NULL,
	`receipt_number` text,
	`revision` integer NOT NULL,
	`planned_on` text NOT NULL,
	`state` text NOT NULL,
	`received_at` text NOT NULL,
	`withdrawn` text NOT NULL,
	`body` text
);
--> statement-breakpoint
CREATE INDEX `expected_arrivals_state` ON `expected_arrivals` (`state`,`planned_on`);--> statement-breakpoint
CREATE TABLE `family_register_notices` (
	`message_id` text PRIMARY KEY NOT NULL,
	`from_municipality` text NOT NULL,
	`received_at` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `figure_cursors` (
	`source` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`seen` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `figure_days` (
	`day` text NOT NULL,
	`series` text NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`series`, `day`, `key`)
);
--> statement-breakpoint
CREATE TABLE `held_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`officer_id` text NOT NULL,
	`path` text NOT NULL,
	`sealed` text NOT NULL,
	`held_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `held_forms_age` ON `held_forms` (`held_at`);--> statement-breakpoint
CREATE TABLE `household_locks` (
	`household_number` text PRIMARY KEY NOT NULL,
	`officer_id` text NOT NULL,
	`officer_name` text NOT NULL,
	`until` text NOT NULL,
	`draft_id` text
);
--> statement-breakpoint
CREATE INDEX `household_locks_officer` ON `household_locks` (`officer_id`);--> statement-breakpoint
CREATE INDEX `household_locks_draft` ON `household_locks` (`draft_id`);--> statement-breakpoint
CREATE INDEX `household_locks_until` ON `household_locks` (`until`);--> statement-breakpoint
CREATE TABLE `household_members` (
	`household_number` text NOT NULL,
	`addressee_number` text NOT NULL,
	PRIMARY KEY(`household_number`, `addressee_number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `households` (
	`household_number` text PRIMARY KEY NOT NULL,
	`ended_on` text,
	`record` text NOT NULL
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
CREATE TABLE `inbox_views` (
	`id` text PRIMARY KEY NOT NULL,
	`officer_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`saved_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inbox_views_officer` ON `inbox_views` (`officer_id`);--> statement-breakpoint
CREATE TABLE `inspection_readings` (
	`reading_id` text PRIMARY KEY NOT NULL,
	`inspection_id` text NOT NULL,
	`read_on` text NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text,
	`entries` integer NOT NULL,
	`copied` integer,
	`officer_name` text NOT NULL,
	`paper_number` text NOT NULL,
	`sealed_reader` text NOT NULL,
	`sealed_list` text
);
--> statement-breakpoint
CREATE INDEX `inspection_readings_case` ON `inspection_readings` (`inspection_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `inspection_readings_day` ON `inspection_readings` (`read_on`);--> statement-breakpoint
CREATE TABLE `inspections` (
	`inspection_id` text PRIMARY KEY NOT NULL,
	`ground` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`filed_on` text NOT NULL,
	`open` integer NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inspections_open` ON `inspections` (`open`,`filed_on`);--> statement-breakpoint
CREATE INDEX `inspections_filed` ON `inspections` (`filed_on`);--> statement-breakpoint
CREATE TABLE `issued_paper_subjects` (
	`paper_id` text NOT NULL,
	`addressee_number` text NOT NULL,
	PRIMARY KEY(`paper_id`, `addressee_number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `issued_paper_subjects_person` ON `issued_paper_subjects` (`addressee_number`,`paper_id`);--> statement-breakpoint
CREATE TABLE `issued_papers` (
	`id` text PRIMARY KEY NOT NULL,
	`issued_on` text NOT NULL,
	`serial` integer NOT NULL,
	`number` text NOT NULL,
	`kind` text NOT NULL,
	`officer_id` text NOT NULL,
	`officer_name` text NOT NULL,
	`at` text NOT NULL,
	`requester` text NOT NULL,
	`sealed_request` text NOT NULL,
	`sum` text NOT NULL,
	`sealed_content` text,
	`outputs` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `issued_papers_serial` ON `issued_papers` (`issued_on`,`serial`);--> statement-breakpoint
CREATE INDEX `issued_papers_officer` ON `issued_papers` (`officer_id`,`issued_on`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`change_id` text NOT NULL,
	`at` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_change_id_unique` ON `ledger` (`change_id`);--> statement-breakpoint
CREATE TABLE `lookups` (
	`id` text PRIMARY KEY NOT NULL,
	`officer_id` text NOT NULL,
	`reason` text NOT NULL,
	`sealed_query` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE `moving_in_filings` (
	`case_id` text PRIMARY KEY NOT NULL,
	`signed_at` text NOT NULL,
	`sealed` text NOT NULL,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `moving_outs` (
	`moving_out_id` text PRIMARY KEY NOT NULL,
	`household_number` text NOT NULL,
	`planned_on` text NOT NULL,
	`waiting` integer NOT NULL,
	`record` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `moving_outs_household` ON `moving_outs` (`household_number`);--> statement-breakpoint
CREATE INDEX `moving_outs_due` ON `moving_outs` (`waiting`,`planned_on`);--> statement-breakpoint
CREATE TABLE `night_steps` (
	`day` text NOT NULL,
	`step` text NOT NULL,
	`state` text NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`error` text,
	PRIMARY KEY(`day`, `step`)
);
--> statement-breakpoint
CREATE TABLE `number_series` (
	`name` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `numbering_sagas` (
	`addressee_number` text PRIMARY KEY NOT NULL,
	`processing_number` text NOT NULL,
	`code_state` text DEFAULT 'done' NOT NULL,
	`code_at` text,
	`individual_state` text DEFAULT 'done' NOT NULL,
	`individual_at` text,
	`number_state` text NOT NULL,
	`numbered_at` text,
	`changed_at` text,
	`symbol_state` text NOT NULL,
	`symbol_at` text,
	`copy_wanted` integer NOT NULL,
	`copy_registered` integer NOT NULL,
	`copy_at` text,
	`close_on` text,
	`closed` integer NOT NULL,
	`pending` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `numbering_sagas_processing` ON `numbering_sagas` (`processing_number`);--> statement-breakpoint
CREATE INDEX `numbering_sagas_pending` ON `numbering_sagas` (`pending`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `office_alert_events` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`alert_id` text NOT NULL,
	`at` text NOT NULL,
	`act` text NOT NULL,
	`officer_name` text NOT NULL,
	`note` text
);
--> statement-breakpoint
CREATE INDEX `office_alert_events_alert` ON `office_alert_events` (`alert_id`,`position`);--> statement-breakpoint
CREATE TABLE `office_alerts` (
	`alert_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`sentence` text NOT NULL,
	`size` integer NOT NULL,
	`state` text NOT NULL,
	`level` integer NOT NULL,
	`escalates_at` text,
	`raised_at` text NOT NULL,
	`acknowledged_by` text,
	`acknowledged_by_name` text,
	`ended_at` text
);
--> statement-breakpoint
CREATE INDEX `office_alerts_state` ON `office_alerts` (`state`,`raised_at`);--> statement-breakpoint
CREATE INDEX `office_alerts_about` ON `office_alerts` (`kind`,`subject`);--> statement-breakpoint
CREATE TABLE `officer_sessions` (
	`token` text PRIMARY KEY NOT NULL,
	`officer_id` text NOT NULL,
	`stage` text NOT NULL,
	`started_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`device` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `officer_sessions_officer` ON `officer_sessions` (`officer_id`);--> statement-breakpoint
CREATE TABLE `officers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`office_code` text NOT NULL,
	`roles` text NOT NULL,
	`sections` text,
	`active` integer NOT NULL,
	`version` integer NOT NULL,
	`password_hash` text,
	`temporary_until` integer,
	`password_set_at` text,
	`sealed_secret` text,
	`sealed_new_secret` text,
	`used_step` integer NOT NULL,
	`recovery_codes` text NOT NULL,
	`signed_in_at` text,
	`updated_at` text NOT NULL
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
CREATE TABLE `paper_serials` (
	`issued_on` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `password_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`officer_id` text NOT NULL,
	`reason` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_by_name` text NOT NULL,
	`requested_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `password_requests_officer` ON `password_requests` (`officer_id`);--> statement-breakpoint
CREATE TABLE `posting_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`officer_id` text NOT NULL,
	`name` text NOT NULL,
	`office_code` text NOT NULL,
	`roles` text NOT NULL,
	`sections` text,
	`reason` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_by_name` text NOT NULL,
	`requested_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posting_requests_officer` ON `posting_requests` (`officer_id`);--> statement-breakpoint
CREATE TABLE `protection_measures` (
	`measure_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`open` integer NOT NULL,
	`until` text,
	`origin` text,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `protection_measures_open` ON `protection_measures` (`open`,`until`);--> statement-breakpoint
CREATE UNIQUE INDEX `protection_measures_origin` ON `protection_measures` (`origin`);--> statement-breakpoint
CREATE TABLE `protection_persons` (
	`measure_id` text NOT NULL,
	`addressee_number` text NOT NULL,
	PRIMARY KEY(`measure_id`, `addressee_number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `protection_persons_addressee` ON `protection_persons` (`addressee_number`);--> statement-breakpoint
CREATE TABLE `reconciliation_runs` (
	`run_id` text PRIMARY KEY NOT NULL,
	`started_at` text NOT NULL,
	`started_by` text NOT NULL,
	`phase` text NOT NULL,
	`cursor` text NOT NULL,
	`compared` integer NOT NULL,
	`found` integer NOT NULL,
	`finished_at` text
);
--> statement-breakpoint
CREATE INDEX `reconciliation_runs_started` ON `reconciliation_runs` (`started_at`);--> statement-breakpoint
CREATE TABLE `register_drafts` (
	`draft_id` text PRIMARY KEY NOT NULL,
	`case_id` text,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`request_hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_by_name` text,
	`reviewed_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`revised_by` text,
	`revised_by_name` text,
	`revised_at` text,
	`alerts` text NOT NULL,
	`created_at` text NOT NULL,
	`body` text NOT NULL,
	`seen` text,
	`result` text
);
--> statement-breakpoint
CREATE INDEX `register_drafts_request` ON `register_drafts` (`request_hash`);--> statement-breakpoint
CREATE INDEX `register_drafts_state` ON `register_drafts` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `removed_records` (
	`addressee_number` text PRIMARY KEY NOT NULL,
	`household_number` text NOT NULL,
	`history_number` integer NOT NULL,
	`status` text NOT NULL,
	`search_keys` text NOT NULL,
	`born_on` text NOT NULL,
	`sex` text NOT NULL,
	`moving_out_id` text,
	`code_hash` text,
	`number_hash` text,
	`record` text NOT NULL,
	`secrets` text NOT NULL,
	`removed_on` text
);
--> statement-breakpoint
CREATE INDEX `removed_records_household` ON `removed_records` (`household_number`);--> statement-breakpoint
CREATE INDEX `removed_records_born` ON `removed_records` (`born_on`);--> statement-breakpoint
CREATE INDEX `removed_records_code` ON `removed_records` (`code_hash`);--> statement-breakpoint
CREATE INDEX `removed_records_number` ON `removed_records` (`number_hash`);--> statement-breakpoint
CREATE INDEX `removed_records_removed` ON `removed_records` (`removed_on`);--> statement-breakpoint
CREATE TABLE `renaming_households` (
	`run_id` text NOT NULL,
	`household_number` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	PRIMARY KEY(`run_id`, `household_number`)
);
--> statement-breakpoint
CREATE INDEX `renaming_households_state` ON `renaming_households` (`run_id`,`state`);--> statement-breakpoint
CREATE TABLE `renaming_runs` (
	`run_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`renaming` text NOT NULL,
	`residents` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` text NOT NULL,
	`started_at` text,
	`finished_at` text
);
--> statement-breakpoint
CREATE TABLE `resident_keys` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`addressee_number` text NOT NULL,
	PRIMARY KEY(`kind`, `key`, `addressee_number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `residents` (
	`addressee_number` text PRIMARY KEY NOT NULL,
	`household_number` text NOT NULL,
	`history_number` integer NOT NULL,
	`status` text NOT NULL,
	`search_keys` text NOT NULL,
	`born_on` text NOT NULL,
	`sex` text NOT NULL,
	`moving_out_id` text,
	`code_hash` text,
	`number_hash` text,
	`record` text NOT NULL,
	`secrets` text NOT NULL,
	`removed_on` text
);
--> statement-breakpoint
CREATE INDEX `residents_household` ON `residents` (`household_number`);--> statement-breakpoint
CREATE INDEX `residents_born` ON `residents` (`born_on`);--> statement-breakpoint
CREATE INDEX `residents_born_unclear` ON `residents` (`born_on`) WHERE substr("residents"."born_on", 5, 1) <> '-';--> statement-breakpoint
CREATE INDEX `residents_code` ON `residents` (`code_hash`);--> statement-breakpoint
CREATE INDEX `residents_number` ON `residents` (`number_hash`);--> statement-breakpoint
CREATE INDEX `residents_removed` ON `residents` (`removed_on`) WHERE "residents"."removed_on" is not null;--> statement-breakpoint
CREATE INDEX `residents_gone_born` ON `residents` (`born_on`) WHERE "residents"."status" <> 'resident';--> statement-breakpoint
CREATE TABLE `retention_runs` (
	`due_on` text PRIMARY KEY NOT NULL,
	`started_at` text NOT NULL,
	`moved` integer NOT NULL,
	`erased` integer NOT NULL,
	`finished_at` text
);
--> statement-breakpoint
CREATE TABLE `section_notices` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`section` text NOT NULL,
	`cause_id` text NOT NULL,
	`addressee_number` text,
	`phase` text NOT NULL,
	`movement` text NOT NULL,
	`effective_on` text NOT NULL,
	`created_at` text NOT NULL,
	`acknowledged_at` text,
	`acknowledged_by` text,
	`body` text
);
--> statement-breakpoint
CREATE INDEX `section_notices_feed` ON `section_notices` (`section`,`acknowledged_at`,`position`);--> statement-breakpoint
CREATE TABLE `section_persons` (
	`addressee_number` text NOT NULL,
	`section` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`addressee_number`, `section`)
);
--> statement-breakpoint
CREATE TABLE `sequences` (
	`direction` text NOT NULL,
	`peer` text NOT NULL,
	`subject` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`direction`, `peer`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `sign_in_tries` (
	`subject` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`wait_until` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`addressee_number` text NOT NULL,
	`history_number` integer NOT NULL,
	`change_id` text NOT NULL,
	`reason` text NOT NULL,
	`changed_on` text,
	`effective_on` text NOT NULL,
	`processed_at` text NOT NULL,
	`outline` text NOT NULL,
	`body` text NOT NULL,
	`list_row` text,
	PRIMARY KEY(`addressee_number`, `history_number`)
);
--> statement-breakpoint
CREATE INDEX `snapshots_change` ON `snapshots` (`change_id`);--> statement-breakpoint
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
CREATE UNIQUE INDEX `unreadable_digest_unique` ON `unreadable` (`digest`);--> statement-breakpoint
CREATE TABLE `visit_closures` (
	`id` text PRIMARY KEY NOT NULL,
	`office` text NOT NULL,
	`visit_on` text NOT NULL,
	`starts_at` text,
	`reason` text NOT NULL,
	`closed_by` text NOT NULL,
	`closed_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `visit_closures_day` ON `visit_closures` (`visit_on`,`office`);--> statement-breakpoint
CREATE TABLE `visit_publications` (
	`id` integer PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`published_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `waiting_messages` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`message_id` text NOT NULL,
	`households` text NOT NULL,
	`received_at` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_messages_message_id_unique` ON `waiting_messages` (`message_id`);--> statement-breakpoint
CREATE TABLE `work_items` (
	`work_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`sentence` text NOT NULL,
	`addressee_number` text,
	`from_municipality` text,
	`created_at` text NOT NULL,
	`done_at` text,
	`body` text,
	`corrected_body` text
);
--> statement-breakpoint
CREATE INDEX `work_items_open` ON `work_items` (`done_at`,`created_at`);--> statement-breakpoint
CREATE INDEX `work_items_addressee` ON `work_items` (`addressee_number`) WHERE "work_items"."addressee_number" is not null;