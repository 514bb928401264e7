import type { DirectoryClient } from '#app/messages/directory.server.ts';
import { UnknownOrganisationError } from '#app/messages/directory.server.ts';
import { CrossedPaperError, drawnSum } from './binding.server.ts';
import { UnreadablePaperError } from './drawn-text.server.ts';
import { codeOf, type PaperStatement, verifyFile, verifyPaper } from './seal.server.ts';

/** 電子公印の確認の結果: `changed` = the code is genuine, but the file is not as the town made it. */
export type PaperProof =
  | { kind: 'genuineCode' | 'genuineFile' | 'changed'; statement: PaperStatement; issuer: string }
  | { kind: 'notGenuine' };

/** 電子公印の確認: needs the town's certificate and nothing of its database. Throws OutageError when the directory is silent. */
export interface PaperProofs {
  ofCode(typed: string): Promise<PaperProof>;
  ofFile(file: Buffer): Promise<PaperProof>;
}

export function createPaperProofs(directory: DirectoryClient): PaperProofs {
  async function genuine(
    kind: 'genuineCode' | 'genuineFile' | 'changed',
    statement: PaperStatement,
  ): Promise<PaperProof> {
    const { name } = await directory.get(statement.town);
    return { kind, statement, issuer: name };
  }
  return {
    ofCode: (typed) =>
      orNothing(async () => {
        const statement = await verifyPaper(directory, codeOf(typed));
        return statement ? genuine('genuineCode', statement) : { kind: 'notGenuine' };
      }),
    ofFile: (file) =>
      orNothing(async () => {
        const found = await verifyFile(directory, file);
        if (!found) return { kind: 'notGenuine' };
        const same = found.state === 'intact' && saysTheSame(found.paper, found.statement);
        return genuine(same ? 'genuineFile' : 'changed', found.statement);
      }),
  };
}

/** A town that nobody knows has signed nothing. */
async function orNothing(prove: () => Promise<PaperProof>): Promise<PaperProof> {
  try {
    return await prove();
  } catch (error) {
    if (error instanceof UnknownOrganisationError) return { kind: 'notGenuine' };
    throw error;
  }
}

/** What the pages show, read back and compared with the sum that was signed. */
function saysTheSame(paper: Buffer, { number, sum }: PaperStatement): boolean {
  try {
    return drawnSum(paper, number, true) === sum;
  } catch (error) {
    if (error instanceof CrossedPaperError || error instanceof UnreadablePaperError) return false;
    throw error;
  }
}
