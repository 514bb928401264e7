CREATE TABLE `demo_clock` (
	`id` integer PRIMARY KEY NOT NULL,
	`reserved_until` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `seed_steps` (
	`key` text PRIMARY KEY NOT NULL,
	`note` text
);
