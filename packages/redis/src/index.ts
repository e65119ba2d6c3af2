export type { RedisReplayStoreOptions } from './redis-replay-store.ts';
export { RedisReplayStore } from './redis-replay-store.ts';
export type { IoRedisClient, NodeRedisClient, RedisClient } from './set-if-new.ts';
