import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useRef, useState } from 'react';
import type { Answer } from '../backend/api/contract.ts';
import { isViewOnly, type Asker } from './asker.ts';
import { saveSettings, type SaveEnd, type Version } from './save-settings.ts';
import {
  changesOf,
  textAt,
  type FieldName,
  type FormValues,
  type Situation,
} from './settings-form.ts';
import { useAnswer, type Asked } from './useAnswer.ts';
import { screensFor } from './wording/screens.ts';

/** What came in the way of the last save, or with it. */
export type SaveProblem = { readonly kind: 'none' } | SaveEnd;

/** Settings while they are read, edited and saved. */
export interface HeldSettings {
  readonly asked: Asked<Answer<'/api/settings/read'>>;
  readonly problem: SaveProblem;
  /** What stands beside the one Save. */
  readonly status: string;
  /** Grows whenever the fields must show something else than what was typed. */
  readonly shownFor: number;
  readonly isSaving: boolean;
  /** What a field shows: what was typed, else what was read. */
  readonly valueOf: (field: FieldName) => string;
  /** What it depends on which fields are required. */
  readonly situation: Situation;
  /** What was typed; fields keep their own text, so nothing is drawn anew unless others depend on it. */
  readonly edit: (field: FieldName, text: string) => void;
  readonly save: (values: FormValues) => Promise<void>;
  /** After a clash: writes all the same, or keeps what somebody else wrote. */
  readonly overwrite: () => Promise<void>;
  readonly takeTheirs: () => void;
  readonly reload: () => void;
}

/** Fields on which it depends what others show. */
const DECIDING: readonly FieldName[] = ['seller.established', 'vat.regime'];

/** Reads the settings and saves what was changed, without losing what was typed or what somebody else saved. */
export function useSettings(asker: Asker): HeldSettings {
  const { settings: say, common } = screensFor(asker.locale);
  const { asked, reload, replace } = useAnswer(asker, '/api/settings/read', {});
  const [problem, setProblem] = useState<SaveProblem>({ kind: 'none' });
  const [status, setStatus] = useState('');
  const [shownFor, setShownFor] = useState(0);
  const [, setDecided] = useState(0);
  const [isSaving, setSaving] = useState(false);
  const isBusy = useRef(false);
  const typed = useRef<FormValues>({});
  const base = asked.state === 'answered' ? asked.answer : undefined;

  const write = async (from: Version) => {
    if (isBusy.current || isViewOnly(asker)) return;
    isBusy.current = true;
    setSaving(true);
    setStatus(say.saving);
    const sent = typed.current;
    const end = await saveSettings(asker, from, changesOf(base?.settings ?? null, sent));
    isBusy.current = false;
    setSaving(false);
    setProblem(end.kind === 'saved' && !end.merged ? { kind: 'none' } : end);
    setStatus(end.kind === 'saved' ? say.saved : say.failed);
    if (end.kind !== 'saved') return;
    // What was typed while the save was under way stays.
    typed.current = without(typed.current, (field, text) => sent[field] === text);
    void showToast(common.saved, { type: 'success' });
    // Read again: the backend fills in what was left empty.
    reload();
  };

  const valueOf = (field: FieldName) =>
    typed.current[field] ?? textAt(base?.settings ?? null, field);
  return {
    asked,
    problem,
    status,
    shownFor,
    isSaving,
    valueOf,
    situation: { established: valueOf('seller.established'), regime: valueOf('vat.regime') },
    edit: (field, text) => {
      typed.current = { ...typed.current, [field]: text };
      if (DECIDING.includes(field)) setDecided((before) => before + 1);
    },
    save: async (values) => {
      if (base === undefined || isBusy.current) return;
      typed.current = { ...changesOf(base.settings, values), ...typed.current };
      await write(base);
    },
    overwrite: async () => {
      if (problem.kind === 'clash') await write(problem.theirs);
    },
    takeTheirs: () => {
      if (problem.kind !== 'clash') return;
      const clashing = new Set(problem.clashes.map(({ field }) => field));
      typed.current = without(typed.current, (field) => clashing.has(field));
      setProblem({ kind: 'none' });
      setStatus('');
      setShownFor((before) => before + 1);
      replace(problem.theirs);
    },
    reload,
  };
}

function without(values: FormValues, isGone: (field: string, text: string) => boolean): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([field, text]) => !isGone(field, text)));
}
