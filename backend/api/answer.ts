import type { Response } from 'express';
import type { ErrorAnswer } from './contract.ts';

/** Answers a refusal: an HTTP status, a stable code and a sentence that says what to do. */
export function refuse(response: Response, status: number, code: string, message: string): void {
  const answer: ErrorAnswer = { error: { code, message } };
  response.status(status).json(answer);
}
