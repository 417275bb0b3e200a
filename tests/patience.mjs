import { jest } from '@jest/globals';

// Tests here start databases and real processes; on a busy machine five seconds are not a sign of anything.
jest.setTimeout(60_000);
