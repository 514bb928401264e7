import { Checkboxes, Select, TextField } from '#app/ui/index.ts';
import { Role } from '#app/vocabulary/roles.ts';
import { SECTION_TITLES } from '#app/vocabulary/sections.ts';
import type { Answer } from '../desk.server.ts';
import { ROLE_WORDS } from '../officers/role-words.ts';

/** What the fields begin with. */
export interface OfficerValues {
  name: string;
  officeCode: string;
  roles: readonly string[];
  sections: readonly string[];
}

/** 氏名・所属・役割の欄. */
export function OfficerFields({
  offices,
  values,
  answer,
}: {
  offices: readonly { value: string; label: string }[];
  values: OfficerValues;
  answer: Answer | undefined;
}) {
  const text = (name: 'name' | 'officeCode') => {
    const typed = answer?.typed?.[name];
    return typeof typed === 'string' ? typed : values[name];
  };
  const chosen = (name: 'roles' | 'sections') => {
    const typed = answer?.typed?.[name];
    return Array.isArray(typed) ? typed : values[name];
  };
  return (
    <>
      <TextField
        label="氏名"
        name="name"
        required
        fieldSize="s"
        width="lg"
        error={answer?.errors?.name}
        defaultValue={text('name')}
      />
      <Select
        label="所属"
        name="officeCode"
        required
        fieldSize="s"
        width="lg"
        support="支所の職員は、本庁だけで行う処理を行えません。"
        error={answer?.errors?.officeCode}
        defaultValue={text('officeCode')}
        options={offices}
      />
      <Checkboxes
        label="役割"
        name="roles"
        required
        fieldSize="s"
        error={answer?.errors?.roles}
        defaultValue={chosen('roles')}
        options={Role.options.map((role) => ({ value: role, label: ROLE_WORDS[role] }))}
      />
      <Checkboxes
        label="担当する関係課の事務"
        name="sections"
        unmarked
        fieldSize="s"
        support="役割が「関係課」のときだけ選びます。"
        error={answer?.errors?.sections}
        defaultValue={chosen('sections')}
        options={Object.entries(SECTION_TITLES).map(([value, label]) => ({ value, label }))}
      />
    </>
  );
}
