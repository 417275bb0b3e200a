import { dataDirOfRun, DATA_DIR_VARIABLE, removeAbandonedServers } from './test-server.ts';

/**
 * Jest's start of a run: names the folder of the shared database, which nobody has asked for yet. Not TypeScript: Jest
 * would load that as CommonJS.
 */
export default async function beginRun() {
  await removeAbandonedServers();
  process.env[DATA_DIR_VARIABLE] = dataDirOfRun();
}
