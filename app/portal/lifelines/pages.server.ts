import type { LoaderFunctionArgs } from '@remix-run/node';
import { getResident, notFound } from '../sign-in/signed-in.server.ts';
import { findCompany } from './plans.ts';

type RouteArgs = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>;

/** 生活の連絡 of the filing in the path; another account's does not exist. */
export async function getLifelines({ request, params, context }: RouteArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await portal.lifelines.find(resident, params.receipt ?? '');
  if (!view) throw notFound();
  return { resident, view, lifelines: portal.lifelines };
}

/** The same at one company. */
export async function getLifeline(args: RouteArgs) {
  const found = await getLifelines(args);
  const company = findCompany(args.params.company);
  if (!company) throw notFound();
  return { ...found, company, latest: found.view.companies.find((one) => one.company === company)?.latest };
}
