/** The same sequences for every run of a commit, or a check would change from day to day; `npm run test:long` draws by chance. */
export const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_124);
