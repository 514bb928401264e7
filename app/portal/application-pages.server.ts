import type { Resident } from './answers.ts';
import type { ApplicationView } from './applications.ts';
import type { Portal } from './index.server.ts';
import { notFound } from './signed-in.server.ts';

/** The application of this account; another account's does not exist. */
export async function getApplication(
  portal: Portal,
  resident: Resident,
  receiptNumber: string | undefined,
): Promise<ApplicationView> {
  const view = receiptNumber ? await portal.applications.find(resident, receiptNumber) : undefined;
  if (!view) throw notFound();
  return view;
}
