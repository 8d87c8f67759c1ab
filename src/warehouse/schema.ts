import { type Fragment, sql } from "../sql/statement.ts";

/** Version of the tables' shape; grows with every migration. */
export const SCHEMA_VERSION = 1;

/** The tables that every warehouse has; the tables of events and traits come with their first data. */
export const tables: readonly Fragment[] = [
  sql`CREATE TABLE meta (key VARCHAR, value VARCHAR)`,
  sql`CREATE TABLE customer (customer BIGINT, id VARCHAR, created BIGINT, since BIGINT, anonymous BOOLEAN, merged_into BIGINT,
    deleted BOOLEAN, batch INTEGER)`,
  sql`CREATE TABLE customer_now (customer BIGINT, id VARCHAR, since BIGINT, anonymous BOOLEAN)`,
  sql`CREATE TABLE identity (kind VARCHAR, value VARCHAR, customer BIGINT, source BIGINT, first_seen BIGINT, batch INTEGER)`,
  sql`CREATE TABLE arrival (batch INTEGER, customer BIGINT, kind VARCHAR, value VARCHAR, created BIGINT)`,
  sql`CREATE TABLE event_generic (type INTEGER, customer BIGINT, instant BIGINT, id UHUGEINT, source BIGINT, batch INTEGER,
    local_date INTEGER, properties VARCHAR)`,
  sql`CREATE TABLE consent (customer BIGINT, purpose VARCHAR, channel VARCHAR, address VARCHAR, valid BOOLEAN, state VARCHAR,
    stated_at BIGINT, received BIGINT, id UHUGEINT, source BIGINT, batch INTEGER, valid_from BIGINT, valid_to BIGINT)`,
  sql`CREATE TABLE membership (segment VARCHAR, version INTEGER, customer BIGINT, since BIGINT, until BIGINT, cause VARCHAR)`,
  sql`CREATE TABLE pin (segment VARCHAR, customer BIGINT, how VARCHAR, author VARCHAR, reason VARCHAR, since BIGINT, until BIGINT)`,
  sql`CREATE TABLE definition (name VARCHAR, version INTEGER, document VARCHAR, text VARCHAR, saved BIGINT, deleted BIGINT)`,
  sql`CREATE TABLE rate (currency VARCHAR, date INTEGER, units BIGINT, scale INTEGER)`,
  sql`CREATE TABLE import (batch INTEGER, received BIGINT, kind VARCHAR, name VARCHAR, digest VARCHAR, read BIGINT, imported BIGINT,
    duplicates BIGINT, rejected BIGINT, undone BIGINT)`,
  sql`CREATE TABLE import_duplicate (batch INTEGER, of_batch INTEGER, rows BIGINT)`,
  sql`CREATE TABLE reject (batch INTEGER, row BIGINT, code VARCHAR, "column" VARCHAR, record VARCHAR)`,
  sql`CREATE TABLE deleted_id (hash VARCHAR)`,
];

/** Steps from version n (the key) to n + 1, each run in a transaction of its own when an older workspace is opened. */
export const migrations: ReadonlyMap<number, readonly Fragment[]> = new Map();
