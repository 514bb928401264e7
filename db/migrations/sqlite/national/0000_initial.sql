CREATE TABLE `auth_assertions` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `auth_grants` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`client_id` text NOT NULL,
	`scope` text NOT NULL,
	`redirect_uri` text,
	`nonce` text,
	`code_challenge` text,
	`subject` text,
	`card_id` text,
	`sign_transaction_id` text,
	`authenticated_at` integer,
	`used` integer NOT NULL,
	`code_hash` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `auth_grants_code` ON `auth_grants` (`code_hash`);--> statement-breakpoint
CREATE TABLE `auth_interactions` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`redirect_uri` text NOT NULL,
	`scope` text NOT NULL,
	`state` text NOT NULL,
	`nonce` text NOT NULL,
	`code_challenge` text NOT NULL,
	`sign_transaction_id` text,
	`browser_hash` text NOT NULL,
	`step` text NOT NULL,
	`card_id` text,
	`attempt` integer NOT NULL,
	`notice` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `auth_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`private_jwk` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `card_operations` (
	`id` text PRIMARY KEY NOT NULL,
	`town` text NOT NULL,
	`card_id` text NOT NULL,
	`kind` text NOT NULL,
	`digest` text NOT NULL,
	`state` text NOT NULL,
	`remark_lines_left` integer NOT NULL,
	`written_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `card_operations_card` ON `card_operations` (`card_id`,`state`);--> statement-breakpoint
CREATE TABLE `card_pins` (
	`card_id` text NOT NULL,
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`failures` integer NOT NULL,
	PRIMARY KEY(`card_id`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `card_remarks` (
	`card_id` text NOT NULL,
	`line` integer NOT NULL,
	`address` text NOT NULL,
	`on` text NOT NULL,
	`municipality_code` text NOT NULL,
	PRIMARY KEY(`card_id`, `line`)
);
--> statement-breakpoint
CREATE TABLE `cards` (
	`id` text PRIMARY KEY NOT NULL,
	`resident_record_code` text NOT NULL,
	`resident_record_code_hash` text NOT NULL,
	`name` text NOT NULL,
	`kana` text NOT NULL,
	`born_on` text NOT NULL,
	`sex` text NOT NULL,
	`address` text NOT NULL,
	`municipality_code` text NOT NULL,
	`family` text NOT NULL,
	`featured` integer,
	`note` text,
	`issued_on` text NOT NULL,
	`expires_on` text NOT NULL,
	`remark_lines_left` integer NOT NULL,
	`lapses_on` text,
	`lapse_reason` text,
	`continue_use_by` text,
	`moved_in_on` text,
	`continued_on` text,
	`continued_in` text
);
--> statement-breakpoint
CREATE INDEX `cards_resident` ON `cards` (`resident_record_code_hash`);--> statement-breakpoint
CREATE INDEX `cards_featured` ON `cards` (`featured`);--> statement-breakpoint
CREATE TABLE `certificates` (
	`serial` text PRIMARY KEY NOT NULL,
	`card_id` text NOT NULL,
	`purpose` text NOT NULL,
	`generation` integer NOT NULL,
	`not_before` text NOT NULL,
	`not_after` text NOT NULL,
	`content` text NOT NULL,
	`revoked_at` text,
	`revocation_reason` text,
	`certificate` text,
	`private_key` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_of_card` ON `certificates` (`card_id`,`purpose`,`generation`);--> statement-breakpoint
CREATE TABLE `certification_authorities` (
	`name` text PRIMARY KEY NOT NULL,
	`certificate` text NOT NULL,
	`private_key` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `door_mail` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`door` text NOT NULL,
	`type` text NOT NULL,
	`sender` text NOT NULL,
	`receiver` text NOT NULL,
	`stored_at` text NOT NULL,
	`sealed` text,
	`draft` text,
	`acknowledged_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `door_mail_id_unique` ON `door_mail` (`id`);--> statement-breakpoint
CREATE INDEX `door_mail_waiting` ON `door_mail` (`door`,`receiver`,`acknowledged_at`,`position`);--> statement-breakpoint
CREATE INDEX `door_mail_sender` ON `door_mail` (`door`,`sender`,`receiver`,`type`);--> statement-breakpoint
CREATE TABLE `door_messages` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`message_id` text NOT NULL,
	`door` text NOT NULL,
	`type` text NOT NULL,
	`sender` text NOT NULL,
	`receiver` text NOT NULL,
	`subject` text NOT NULL,
	`digest` text NOT NULL,
	`received_at` text NOT NULL,
	`outcome` text NOT NULL,
	`code` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `door_messages_key_unique` ON `door_messages` (`key`);--> statement-breakpoint
CREATE INDEX `door_messages_door` ON `door_messages` (`door`,`position`);--> statement-breakpoint
CREATE INDEX `door_messages_sender` ON `door_messages` (`door`,`sender`,`receiver`,`type`);--> statement-breakpoint
CREATE TABLE `door_sequences` (
	`sender` text NOT NULL,
	`receiver` text NOT NULL,
	`subject` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`sender`, `receiver`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `immigration_notices` (
	`message_id` text PRIMARY KEY NOT NULL,
	`person_key` text NOT NULL,
	`event` text NOT NULL,
	`municipality_code` text NOT NULL,
	`effective_on` text NOT NULL,
	`received_at` text NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `immigration_notices_person` ON `immigration_notices` (`person_key`);--> statement-breakpoint
CREATE TABLE `immigration_persons` (
	`person_key` text PRIMARY KEY NOT NULL,
	`municipality_code` text,
	`residence_notified` integer NOT NULL,
	`sealed` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `interlink_addressees` (
	`municipality_code` text NOT NULL,
	`unified_addressee_number` text NOT NULL,
	`number_hash` text NOT NULL,
	`state` text NOT NULL,
	`symbol` text,
	`symbol_hash` text,
	`registered_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interlink_addressees_key` ON `interlink_addressees` (`municipality_code`,`unified_addressee_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `interlink_addressees_number` ON `interlink_addressees` (`municipality_code`,`number_hash`);--> statement-breakpoint
CREATE INDEX `interlink_addressees_symbol` ON `interlink_addressees` (`symbol_hash`);--> statement-breakpoint
CREATE TABLE `interlink_copies` (
	`municipality_code` text NOT NULL,
	`unified_addressee_number` text NOT NULL,
	`version` integer NOT NULL,
	`sequence` integer NOT NULL,
	`undisclosed` integer NOT NULL,
	`self_information_denied` integer NOT NULL,
	`published_on` text NOT NULL,
	`closed_on` text,
	`sealed` text NOT NULL,
	`registered_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interlink_copies_key` ON `interlink_copies` (`municipality_code`,`unified_addressee_number`,`version`);--> statement-breakpoint
CREATE TABLE `interlink_identities` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `interlink_inquiries` (
	`processing_number` text PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`inquirer` text NOT NULL,
	`purpose` text NOT NULL,
	`information_name` text NOT NULL,
	`consent_id` text,
	`symbol` text,
	`provider` text,
	`state` text NOT NULL,
	`error` text,
	`sealed` text,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interlink_inquiries_message_id_unique` ON `interlink_inquiries` (`message_id`);--> statement-breakpoint
CREATE INDEX `interlink_inquiries_open` ON `interlink_inquiries` (`state`,`at`);--> statement-breakpoint
CREATE TABLE `interlink_provisions` (
	`message_id` text PRIMARY KEY NOT NULL,
	`processing_number` text,
	`consent_id` text,
	`inquirer` text NOT NULL,
	`purpose` text,
	`information_name` text,
	`code_hash` text,
	`municipality_code` text,
	`result` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `interlink_provisions_at` ON `interlink_provisions` (`at`);--> statement-breakpoint
CREATE INDEX `interlink_provisions_person` ON `interlink_provisions` (`code_hash`,`at`);--> statement-breakpoint
CREATE TABLE `interlink_registrations` (
	`processing_number` text PRIMARY KEY NOT NULL,
	`municipality_code` text NOT NULL,
	`unified_addressee_number` text NOT NULL,
	`number_hash` text NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `interlink_symbol_requests` (
	`processing_number` text PRIMARY KEY NOT NULL,
	`municipality_code` text NOT NULL,
	`subject` text NOT NULL,
	`code_hash` text NOT NULL,
	`number_hash` text NOT NULL,
	`state` text NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `interlink_symbols` (
	`symbol_hash` text PRIMARY KEY NOT NULL,
	`institution` text NOT NULL,
	`code_hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `interlink_symbols_person` ON `interlink_symbols` (`code_hash`,`institution`);--> statement-breakpoint
CREATE TABLE `jlis_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`allotted_to` text,
	`person_id` text,
	`recorded_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jlis_codes_person` ON `jlis_codes` (`person_id`);--> statement-breakpoint
CREATE TABLE `jlis_former_numbers` (
	`number_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`municipality_code` text NOT NULL,
	`basis` text NOT NULL,
	`changed_at` text NOT NULL,
	`sealed` text NOT NULL,
	`announced_at` text
);
--> statement-breakpoint
CREATE INDEX `jlis_former_numbers_pending` ON `jlis_former_numbers` (`announced_at`);--> statement-breakpoint
CREATE TABLE `jlis_notices` (
	`message_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`event` text NOT NULL,
	`reason` text NOT NULL,
	`effective_on` text NOT NULL,
	`municipality_code` text NOT NULL,
	`sequence` integer NOT NULL,
	`sent_at` text NOT NULL,
	`received_at` text NOT NULL,
	`sealed` text NOT NULL,
	`effective` integer NOT NULL,
	`announced_at` text
);
--> statement-breakpoint
CREATE INDEX `jlis_notices_person` ON `jlis_notices` (`person_id`);--> statement-breakpoint
CREATE INDEX `jlis_notices_pending` ON `jlis_notices` (`effective`,`announced_at`);--> statement-breakpoint
CREATE TABLE `jlis_persons` (
	`person_id` text PRIMARY KEY NOT NULL,
	`number_hash` text NOT NULL,
	`items_hash` text NOT NULL,
	`kana_hash` text,
	`municipality_code` text,
	`since` text,
	`removed_on` text,
	`sealed` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jlis_persons_number_hash_unique` ON `jlis_persons` (`number_hash`);--> statement-breakpoint
CREATE INDEX `jlis_persons_items` ON `jlis_persons` (`items_hash`);--> statement-breakpoint
CREATE INDEX `jlis_persons_kana` ON `jlis_persons` (`kana_hash`);--> statement-breakpoint
CREATE INDEX `jlis_persons_town` ON `jlis_persons` (`municipality_code`);--> statement-breakpoint
CREATE TABLE `jlis_reports` (
	`message_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`municipality_code` text NOT NULL,
	`code_hash` text NOT NULL,
	`sealed` text NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jlis_reports_code` ON `jlis_reports` (`code_hash`);--> statement-breakpoint
CREATE TABLE `jlis_symbol_requests` (
	`processing_number` text PRIMARY KEY NOT NULL,
	`municipality_code` text NOT NULL,
	`subject` text NOT NULL,
	`sealed` text NOT NULL,
	`received_at` text NOT NULL,
	`forwarded_at` text
);
--> statement-breakpoint
CREATE INDEX `jlis_symbol_requests_pending` ON `jlis_symbol_requests` (`forwarded_at`);--> statement-breakpoint
CREATE TABLE `lifeline_requests` (
	`request_id` text PRIMARY KEY NOT NULL,
	`company` text NOT NULL,
	`receipt_number` text NOT NULL,
	`digest` text NOT NULL,
	`received_at` text NOT NULL,
	`withdrawn_at` text,
	`sealed` text
);
--> statement-breakpoint
CREATE INDEX `lifeline_requests_company` ON `lifeline_requests` (`company`,`received_at`);--> statement-breakpoint
CREATE TABLE `national_secrets` (
	`name` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `other_arrivals` (
	`municipality_code` text NOT NULL,
	`moving_out_id` text NOT NULL,
	`revision` integer NOT NULL,
	`from_municipality` text NOT NULL,
	`receipt_number` text,
	`planned_on` text NOT NULL,
	`plan` text NOT NULL,
	`state` text NOT NULL,
	`act_at` text,
	`moved_in_on` text,
	`sealed` text NOT NULL,
	`received_at` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`municipality_code`, `moving_out_id`)
);
--> statement-breakpoint
CREATE INDEX `other_arrivals_due` ON `other_arrivals` (`act_at`);--> statement-breakpoint
CREATE INDEX `other_arrivals_moving_out` ON `other_arrivals` (`moving_out_id`);--> statement-breakpoint
CREATE INDEX `other_arrivals_receipt` ON `other_arrivals` (`municipality_code`,`receipt_number`);--> statement-breakpoint
CREATE TABLE `other_inbox` (
	`message_id` text PRIMARY KEY NOT NULL,
	`municipality_code` text NOT NULL,
	`type` text NOT NULL,
	`sender` text NOT NULL,
	`received_at` text NOT NULL,
	`outcome` text NOT NULL,
	`reason` text
);
--> statement-breakpoint
CREATE TABLE `other_outbox` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`municipality_code` text NOT NULL,
	`receiver` text NOT NULL,
	`type` text NOT NULL,
	`sealed` text NOT NULL,
	`sent_at` text,
	`refused` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `other_outbox_id_unique` ON `other_outbox` (`id`);--> statement-breakpoint
CREATE INDEX `other_outbox_pending` ON `other_outbox` (`sent_at`,`position`);--> statement-breakpoint
CREATE TABLE `other_residents` (
	`municipality_code` text NOT NULL,
	`code_hash` text NOT NULL,
	`since` text NOT NULL,
	`removed_on` text,
	`moving_out_id` text,
	`sealed` text NOT NULL,
	PRIMARY KEY(`municipality_code`, `code_hash`, `since`)
);
--> statement-breakpoint
CREATE TABLE `other_visits` (
	`municipality_code` text NOT NULL,
	`receipt_number` text NOT NULL,
	`from_municipality` text NOT NULL,
	`moving_on` text NOT NULL,
	`visit_on` text NOT NULL,
	`last_day` text NOT NULL,
	`state` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`municipality_code`, `receipt_number`)
);
--> statement-breakpoint
CREATE INDEX `other_visits_open` ON `other_visits` (`state`,`last_day`);--> statement-breakpoint
CREATE TABLE `pin_resets` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`town` text NOT NULL,
	`card_id` text NOT NULL,
	`pin` text NOT NULL,
	`identified_by` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_transactions` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`digest` text NOT NULL,
	`title` text NOT NULL,
	`card_id` text,
	`signature` text,
	`certificate_chain` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `terminal_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`town` text NOT NULL,
	`return_url` text NOT NULL,
	`state` text NOT NULL,
	`card_id` text,
	`resetting` text,
	`verified` integer NOT NULL,
	`attempt` integer NOT NULL,
	`notice` text,
	`browser_hash` text,
	`expires_at` integer NOT NULL
);
