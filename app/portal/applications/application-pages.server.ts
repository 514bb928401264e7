import type { Resident } from '../drafts/answers.ts';
import type { Portal } from '../index.server.ts';
import { notFound } from '../sign-in/signed-in.server.ts';
import type { ApplicationView } from './applications.ts';

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
