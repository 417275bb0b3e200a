import { dataDirOfRun, removeServer } from './test-server.ts';

/** Jest's end of a run: stops the shared database, if there was one, and removes it. */
export default async function endRun() {
  await removeServer(dataDirOfRun());
}
