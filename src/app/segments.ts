/** Saved segments: save, list, show, delete. The difference a rule would make is in `difference.ts`. */
import { failure, type Issue, KindredError, type RenderedIssue, render } from "../core/issue.ts";
import { nearest } from "../core/text/nearest.ts";
import { formatInstant, type Instant } from "../core/time/instant.ts";
import { size } from "../evaluate/keyset.ts";
import { checkDefinition } from "../rules/check/definition.ts";
import { references } from "../rules/check/walk.ts";
import { describe } from "../rules/describe/describe.ts";
import type { Definition } from "../rules/document.ts";
import type { Names } from "../rules/names.ts";
import { print } from "../rules/text/print.ts";
import {
  definitionHistory,
  deleteDefinition,
  getDefinition,
  listDefinitions,
  type SavedDefinition,
  saveDefinition,
} from "../warehouse/decided/definitions.ts";
import { answer, definitionQuestion, readRule } from "./rule.ts";
import { type Access, type Session, withSession } from "./session.ts";
import { staleness } from "./staleness.ts";

export interface SaveOptions extends Access {
  readonly name: string;
  readonly text: string;
  readonly description?: string;
  readonly owner?: string;
  readonly zone?: string;
  readonly withAnonymous?: boolean;
}

export interface SavedSegment {
  readonly name: string;
  readonly version: number;
  /** False where the segment was already so. */
  readonly changed: boolean;
  /** Warnings. */
  readonly issues: readonly RenderedIssue[];
}

/** Saves a segment, or a new version of it if anything about it is new. Throws everything that is wrong with it. */
export async function saveSegment(options: SaveOptions): Promise<{ readonly json: SavedSegment; readonly lint: readonly Issue[] }> {
  return withSession(
    options,
    async (session) => {
      const names = await session.names();
      const { rule, lint } = readRule(options.text, names, options.name);
      const definition: Definition = {
        name: options.name,
        rule,
        zone: options.zone ?? "workspace",
        audience: options.withAnonymous === true ? "with anonymous" : "customers",
        ...(options.description === undefined ? {} : { description: options.description }),
        ...(options.owner === undefined ? {} : { owner: options.owner }),
      };
      const errors = checkDefinition(definition, names).filter((issue) => issue.severity === "error");
      if (errors.length > 0) throw new KindredError(errors);
      const before = (await getDefinition(session.warehouse, options.name))?.version;
      const version = await saveDefinition(session.warehouse, definition, print(rule));
      return { json: { name: options.name, version, changed: version !== before, issues: lint.map(render) }, lint };
    },
    true,
  );
}

export interface ListedSegment {
  readonly name: string;
  readonly version: number;
  /** Absent where the segment is stale. */
  readonly count?: number;
  readonly share?: number;
  readonly text: string;
  readonly english: string;
  /** Why the segment can not be evaluated, e.g. because a trait is gone. */
  readonly stale?: string;
  readonly at: string;
}

/** Every saved segment with its size at an instant, by name. One that can not be evaluated is listed as stale, with the reason. */
export async function listSegments(options: Access & { readonly at?: string }): Promise<readonly ListedSegment[]> {
  return withSession(options, async (session) => listed(session, session.at(options.at)));
}

/** The same on an open session. */
export async function listed(session: Session, at: Instant): Promise<readonly ListedSegment[]> {
  const names = await session.names();
  const saved = await listDefinitions(session.warehouse);
  const usable = saved.map(({ definition }) => definition).filter((definition) => staleness(definition, names) === undefined);
  const questions = usable.map((definition) => definitionQuestion(definition, names, at));
  const everyone = questions.map((question) => ({ ...question, set: { op: "universe" } as const }));
  const sets = await answer(session, [...questions, ...everyone]);
  return saved.map(({ definition, version, text }: SavedDefinition) => {
    const place = usable.indexOf(definition);
    const said = { text, english: describe(definition.rule, names), at: formatInstant(at) };
    const members = sets[place];
    const universe = sets[place + usable.length];
    if (place < 0 || members === undefined || universe === undefined) {
      return { name: definition.name, version, ...said, stale: staleness(definition, names) ?? "" };
    }
    const count = size(members);
    return { name: definition.name, version, count, share: count / Math.max(1, size(universe)), ...said };
  });
}

export interface ShownSegment extends ListedSegment {
  readonly definition: Definition;
  readonly versions: readonly { readonly version: number; readonly saved: string; readonly text: string }[];
  /** Segments whose rules refer to this one. */
  readonly usedIn: readonly string[];
}

/** One segment with its versions and what uses it. Throws `unknown-segment`. */
export async function showSegment(options: Access & { readonly name: string; readonly at?: string }): Promise<ShownSegment> {
  return withSession(options, async (session) => {
    const names = await session.names();
    const definition = definitionNamed(options.name, names);
    const all = await listed(session, session.at(options.at));
    const found = all.find((segment) => segment.name === options.name);
    if (found === undefined) throw failure("unknown-segment", { name: options.name });
    const versions = await definitionHistory(session.warehouse, options.name);
    return {
      ...found,
      definition,
      versions: versions.map(({ version, saved, text }) => ({ version, saved: formatInstant(saved), text })),
      usedIn: usersOf(options.name, names),
    };
  });
}

/** Deletes a segment; its versions are kept. Throws `unknown-segment`, or `segment-in-use` with what uses it. */
export async function deleteSegment(options: Access & { readonly name: string }): Promise<void> {
  await withSession(options, async (session) => {
    const names = await session.names();
    definitionNamed(options.name, names);
    const users = usersOf(options.name, names);
    if (users.length > 0) throw failure("segment-in-use", { name: options.name, users });
    await deleteDefinition(session.warehouse, options.name);
  });
}

/** The saved segment of a name. Throws `unknown-segment` with the nearest name. */
export function definitionNamed(name: string, names: Names): Definition {
  const definition = names.segments.get(name);
  if (definition !== undefined) return definition;
  const near = nearest(name, names.segments.keys());
  throw failure("unknown-segment", { name, ...(near === undefined ? {} : { nearest: near }) });
}

/** Names of the saved segments whose rules refer to one, in alphabetical order. */
export function usersOf(name: string, names: Names): readonly string[] {
  const users = [...names.segments.values()].filter(({ rule }) => references(rule).some(({ segment }) => segment === name));
  return users.map((user) => user.name).sort();
}
