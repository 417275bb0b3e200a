import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useRef, useState } from 'react';
import type { Answer } from '../backend/api/contract.ts';
import { isViewOnly, type Asker } from './asker.ts';
import { change, type Failure } from './backend.ts';
import { withValues, type FormValues } from './settings-form.ts';
import { useAnswer, type Asked } from './useAnswer.ts';
import { screensFor } from './wording/screens.ts';

type Refused = Extract<Answer<'/api/settings/save'>, { kind: 'refused' }>['fields'];

/** What came in the way of the last save. */
export type SaveProblem =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly fields: Refused }
  /** Somebody else had saved; their values are shown now. */
  | { readonly kind: 'changed' };

/** Settings while they are read, edited and saved. */
export interface HeldSettings {
  readonly asked: Asked<Answer<'/api/settings/read'>>;
  readonly problem: SaveProblem;
  /** What stands beside the one Save. */
  readonly status: string;
  readonly save: (values: FormValues) => Promise<void>;
  readonly reload: () => void;
}

/** Reads the settings and saves them whole, unless somebody else saved meanwhile. */
export function useSettings(asker: Asker): HeldSettings {
  const { settings: say, common } = screensFor(asker.locale);
  const { asked, reload, replace } = useAnswer(asker, '/api/settings/read', {});
  const [problem, setProblem] = useState<SaveProblem>({ kind: 'none' });
  const [status, setStatus] = useState('');
  const isBusy = useRef(false);

  const save = async (values: FormValues) => {
    if (asked.state !== 'answered' || isBusy.current || isViewOnly(asker)) return;
    isBusy.current = true;
    setStatus(say.saving);
    const { version } = asked.answer;
    const settings = withValues(asked.answer.settings, values);
    const reply = await change(asker, '/api/settings/save', { settings, version });
    isBusy.current = false;
    if (!reply.ok) {
      setStatus(say.failed);
      return setProblem({ kind: 'failed', failure: reply.failure });
    }
    const { answer } = reply;
    if (answer.kind === 'saved') {
      setStatus(say.saved);
      setProblem({ kind: 'none' });
      void showToast(common.saved, { type: 'success' });
      // Read again: the backend fills in what was left empty.
      return reload();
    }
    setStatus(say.failed);
    setProblem(answer);
    if (answer.kind === 'changed') replace({ settings: answer.settings, version: answer.version });
  };
  return { asked, problem, status, save, reload };
}
