import { describe, expect, it } from 'vitest';
import { contentSum, drawnSum } from '#app/papers/binding.server.ts';
import { codeOf, type PaperStatement, sealFile, sealPaper, verifyFile, verifyPaper } from '#app/papers/seal.server.ts';
import { paperOf, printer, sealingTown } from '#tests/support/papers.ts';

const { keys, directory } = sealingTown();

function statement(change: Partial<PaperStatement> = {}): PaperStatement {
  return {
    town: '132080',
    title: '住民票の写し',
    number: '20261124 調布市 000001',
    on: '2026-11-24',
    sum: contentSum(paperOf(1), true),
    main: [['氏名', '見本　000001']],
    ...change,
  };
}

describe('電子公印', () => {
  it('発行した団体の証明書だけで、符号が本物と分かる', async () => {
    const code = sealPaper(keys, statement());
    expect(code.length).toBeLessThan(900);
    expect(await verifyPaper(directory, codeOf(`https://example.jp/verify-paper#${code}\n`))).toEqual(statement());
  });

  it('一字変えた符号、ほかの鍵の符号、符号でないものを見分ける', async () => {
    const code = sealPaper(keys, statement());
    const [payload = '', signature = ''] = code.split('.');
    const forged = Buffer.from(JSON.stringify(statement({ main: [['氏名', '見本　000002']] }))).toString('base64url');
    const otherKey = sealPaper(sealingTown().keys, statement());
    const twin = `${payload}.${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [`${forged}.${signature}`, otherKey, twin, `${code}A`, 'x', '', 'a'.repeat(5000)]) {
      expect(await verifyPaper(directory, wrong)).toBeUndefined();
    }
  });
});

describe('電子ファイルの電子公印', () => {
  async function sealedFile() {
    const code = sealPaper(keys, statement());
    return sealFile(keys, await printer.print(paperOf(1), `https://example.jp/verify-paper#${code}`), code);
  }

  it('発行したままのファイルは、内容まで符号と合う', async () => {
    const found = await verifyFile(directory, await sealedFile());
    expect(found).toMatchObject({ state: 'intact', statement: statement() });
    expect(drawnSum(found?.paper ?? Buffer.of(), statement().number, true)).toBe(statement().sum);
  });

  it('どの1バイトを変えても分かる', async () => {
    const file = await sealedFile();
    const end = file.lastIndexOf('%moss-paper');
    for (let at = 0; at < end; at += 997) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await verifyFile(directory, changed))?.state).toBe('changed');
    }
  });

  it('足したもの、署名のない控え、ほかの符号に付け替えたファイルを通さない', async () => {
    const file = await sealedFile();
    const other = sealPaper(keys, statement({ number: '20261124 調布市 000002' }));
    const swapped = Buffer.from(file.toString('latin1').replace(/%moss-paper \S+/, `%moss-paper ${other}`), 'latin1');
    expect((await verifyFile(directory, swapped))?.state).toBe('changed');
    expect(await verifyFile(directory, Buffer.concat([file, Buffer.from('\n')]))).toBeUndefined();
    expect(await verifyFile(directory, await printer.print(paperOf(1)))).toBeUndefined();
    const moved = Buffer.from(
      file.toString('latin1').replace(/startxref\n\d+\n%%EOF\n$/, 'startxref\n15\n%%EOF\n'),
      'latin1',
    );
    expect((await verifyFile(directory, moved))?.state).toBe('changed');
  });
});
