import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { POSSIBLE } from '#app/juki/core/permissions.ts';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';
import { auditWord } from '#app/office/audit-words.ts';

const README = readFileSync('app/juki/README.md', 'utf8');

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const JUKI = sourcesOf('app/juki');

function allOf(texts: readonly string[], ...patterns: RegExp[]): string[] {
  const found = texts.flatMap((text) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, one]) => one ?? [])),
  );
  return [...new Set(found)].toSorted();
}

/** First cells of the table whose header begins with this word. */
function rowsOf(header: string): string[] {
  const lines = README.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${header}`));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).flatMap((line) => /^\| `(\w+)`/.exec(line)?.[1] ?? []);
}

const isMessage = (name: string): boolean => name in MESSAGE_TYPES;

describe('台帳エンジンの説明書は、コードのすべてを載せている', () => {
  test('どの異動にも、説明がある', () => {
    const commands = allOf(JUKI, /^ {4}case '([A-Z]\w+)':$/gm).filter((name) =>
      readFileSync('app/juki/core/decide.ts', 'utf8').includes(`case '${name}'`),
    );
    expect(commands.length).toBeGreaterThan(35);
    expect([...commands, ...Object.keys(POSSIBLE)].filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
  });

  test('送る電文は、どれも表にあり、表の電文はどれも送られる', () => {
    const sent = allOf([...JUKI, ...sourcesOf('app/addressee')], /\btype: '([A-Z]\w+)'/g).filter(isMessage);
    expect(rowsOf('out').toSorted()).toEqual(sent);
  });

  test('その場で照会する電文は、どれも表にあり、表の電文はどれも照会される', () => {
    const asked = allOf([...JUKI, ...sourcesOf('app/addressee')], /inquire(?:<\w+>)?\('\w+', '([A-Z]\w+)'/g);
    expect(rowsOf('asked').toSorted()).toEqual(asked);
  });

  test('受け取る電文は、どれも表にあり、表の電文はどれも受け取られる', () => {
    const handlers = readFileSync('app/juki/shell/receive.server.ts', 'utf8');
    const taken = allOf([handlers], /^ {4}(\w+): on\(/gm);
    expect(taken.length).toBeGreaterThan(15);
    expect(rowsOf('in ').toSorted()).toEqual(taken);
  });

  test('操作ログに残る操作は、どれも説明書にあり、監査の画面に言葉がある', () => {
    const acts = allOf(
      JUKI,
      /\bact: '(\w+)'/g,
      /\b(?:note|recorded|read)\((?:\w+, )*'([a-z]\w+)'/g,
      /\bnote\([^']*kinds === 'all' \? '(\w+)'/g,
    );
    const protection = allOf(JUKI, /case '(\w+(?:Protection|Release|News))':/g);
    const protections = protection.map((kind) => kind.charAt(0).toLowerCase() + kind.slice(1));
    expect(acts.length).toBeGreaterThan(40);
    for (const act of [...acts, ...protections]) {
      expect(README, act).toContain(`\`${act}\``);
      expect(auditWord(act), act).not.toBe(act);
    }
    for (const kind of Object.keys(POSSIBLE)) expect(auditWord(`register${kind}`)).toContain('本登録');
  });
});
