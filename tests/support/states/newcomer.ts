import { newOfficer } from './officers.ts';
import { textOf } from './residents.ts';
import type { Walker } from './walker.ts';

/** 新しい職員: registered by one officer, with a temporary password that another had issued. */
export interface Newcomer {
  id: string;
  password: string;
}

/** Registers somebody, has the role confirmed and the first password issued; leaves a second one who waits for both. */
export async function registerNewcomers(origin: string, town: string, administrator: Walker): Promise<Newcomer> {
  const base = `/office/${town}/officers`;
  const register = async (id: string, name: string) => {
    await administrator.open(`${base}/new`);
    const done = await administrator.submit('name="id"', { id, name, officeCode: 'honcho', roles: 'reception' });
    if (!done.url.endsWith(id)) throw new Error(`not registered: ${textOf(done)}`);
  };
  await register('hamada', '浜田　凪');
  await register('ichinose', '一ノ瀬　岳');
  const second = await newOfficer(origin, town, 'administrator2');
  await second.walker.open(`${base}/hamada`);
  await second.walker.submit('value="confirmPosting"');
  const { walker } = await newOfficer(origin, town, 'registry');
  await walker.open(`${base}/hamada`);
  const issued = await walker.submit('value="approve"');
  const password = />([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</.exec(issued.body)?.[1];
  if (!password) throw new Error(`no password: ${textOf(issued)}`);
  return { id: 'hamada', password };
}
