import { type FieldSpec, leavesOf } from '#app/office/acts/field-specs.ts';
import * as newAct from '#app/routes/office.$town.acts.new.$kind.tsx';
import * as draft from '#app/routes/office.$town.drafts.$draft.tsx';
import { formerNumberOf } from '#db/fixtures/records.ts';
import { officeBrowser } from './office-story.ts';
import { CHOFU, townOf } from './story.ts';
import type { World } from './world.ts';

/** What is typed into a form: texts, and lists for boxes. */
export type Typing = Record<string, string | string[]>;

/** A good form of an act, with whom it begins, and what is wrong in a bad one. */
export interface ActExample {
  act: string;
  person?: string;
  typing: Typing;
  /** One mistake, and the field beside which it is said. */
  mistake: { typing: Typing; field: string };
}

/** 宛名番号 of somebody of the demo. */
export const numberOf = formerNumberOf;

/** An officer of 調布市 who fills in forms of acts, without a screen. */
export function formClerk(world: World, slug = 'desk') {
  const browser = officeBrowser(world, world.officer(CHOFU, slug));
  const { office } = townOf(world, CHOFU);

  /** Address of a form: with a lookup where it begins with somebody. */
  async function pathOf(act: string, person?: string, more = ''): Promise<string> {
    const path = `/office/${CHOFU}/acts/new/${act}`;
    if (!person) return path;
    const lookup = await office.people.openLookup(world.officer(CHOFU, slug), {
      reason: '窓口の届出のため',
      query: { addresseeNumber: person, includeRemoved: true },
    });
    return `${path}?lookup=${lookup}&person=${person}${more}`;
  }

  /** Opens a form; what stands in it can be typed over and sent. */
  const open = async (act: string, person?: string, more = '') => openAt(await pathOf(act, person, more));

  /** The form at an address, e.g. of a 仮登録 or of a 要対応 item. */
  async function openAt(path: string) {
    const params = { town: CHOFU, kind: path.split('?')[0]?.split('/').at(-1) ?? '' };
    const opened = await browser.load(newAct, path, params);
    return {
      ...opened,
      screen: opened.data?.screen,
      send: (typing: Typing, press = 'draft', screen = opened.data.screen) =>
        browser.press(newAct, path, params, {
          ...standing(screen.specs),
          form: screen.form,
          seen: screen.seen,
          ...(screen.draft ? { revision: screen.draft.revision } : {}),
          ...(screen.lease ? { household: screen.lease.household } : {}),
          ...typing,
          press,
        }),
    };
  }

  return {
    browser,
    open,
    openAt,
    /** 仮登録 of a good form: its address. */
    async file(act: string, person: string | undefined, typing: Typing): Promise<string> {
      const form = await open(act, person);
      const sent = await form.send(typing);
      if (sent.status !== 302) throw new Error(`${act}: ${sent.status} ${JSON.stringify(wordsOf(sent.data))}`);
      return sent.location ?? '';
    },
    page: async (location: string) => (await browser.load(draft, location, at(location))).data.page,
    press: (location: string, act: string) => browser.press(draft, location, at(location), { act }),
  };
}

const at = (location: string) => ({ town: CHOFU, draft: location.split('/').at(-1) ?? '' });

/** What a page says about a "no". */
export function wordsOf(data: { errors?: unknown; refusal?: unknown } | undefined): unknown {
  return { errors: data?.errors, refusal: data?.refusal };
}

/** What a browser would send back of a form that nobody touched. */
export function standing(specs: readonly FieldSpec[]): Typing {
  const typing: Typing = {};
  for (const leaf of leavesOf(specs)) {
    if (leaf.kind === 'checkboxes') typing[leaf.name] = leaf.values;
    else if (leaf.kind === 'secret') Object.assign(typing, leaf.kept ? { [`${leaf.name}.kept`]: leaf.kept } : {});
    else if (leaf.kind !== 'radios' || leaf.value !== '') typing[leaf.name] = leaf.value;
  }
  return typing;
}
