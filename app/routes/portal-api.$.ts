import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';

export function loader({ request, context }: LoaderFunctionArgs) {
  return context.services.portal.applicationInterface(request);
}

export function action({ request, context }: ActionFunctionArgs) {
  return context.services.portal.applicationInterface(request);
}
