import { municipalityOfAddress } from '#app/vocabulary/municipalities.server.ts';
import { ProtectionEntry } from './protection-forms.ts';

/** 事務 that another town does, and the address by which that town is known. */
const PLACES = [
  { paper: 'formerAddress', field: 'formerAddress', missing: '前住所を書いてください。前住所地に転送します。' },
  { paper: 'familyRegister', field: 'registeredDomicile', missing: '本籍を書いてください。本籍地に転送します。' },
] as const;

/** The register of an address: designated cities have none of their own. */
function registerOf(address: string): string | undefined {
  const found = municipalityOfAddress(address);
  return found && !found.isDesignatedCity ? found.code : undefined;
}

/**
 * 支援措置の申出の入力, with the towns to which it has to be forwarded (住民基本台帳事務処理要領 第5-10-コ): where copies of the former record or of
 * the 戸籍の附票 could be asked for. The own town needs no telling.
 */
export function protectionEntryAt(ownCode: string) {
  return ProtectionEntry.transform((entry, context) => {
    const forwardTo = new Set<string>();
    for (const { paper, field, missing } of PLACES) {
      if (!entry.papers.includes(paper)) continue;
      const code = registerOf(entry[field]);
      if (code && code !== ownCode) forwardTo.add(code);
      if (code) continue;
      const unread = '市区町村の名（政令指定都市は区まで）から書いてください。例：神奈川県藤沢市辻堂1丁目';
      context.addIssue({ code: 'custom', path: [field], message: entry[field] === '' ? missing : unread });
    }
    return { ...entry, forwardTo: [...forwardTo] };
  });
}
