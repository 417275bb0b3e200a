/** What the Dashboard would refuse or what went wrong, kept on the window, where a test looks, and printed. */

const problems: string[] = [];
Object.assign(window, { problems });

/** What an extension asked for cannot be had: its own matter, and no problem of the host, which hears of it too. */
export class NotAnswered extends Error {}

/** Records a problem, once. */
export function note(problem: string): void {
  if (problems.includes(problem)) return;
  problems.push(problem);
  console.error(problem);
}

// Whatever breaks in the host's own page is a problem too: nothing of it may look like an empty page.
window.addEventListener('error', ({ message }) => note(`error of the host: ${message}`));
window.addEventListener('unhandledrejection', ({ reason }) => {
  if (!(reason instanceof NotAnswered)) note(`rejection in the host: ${String(reason)}`);
});
