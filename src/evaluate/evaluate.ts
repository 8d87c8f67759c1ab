/** From plans to sets of customers: distinct leaves, found in as few passes as possible, put together as bitmaps. */
import type { Day } from "../core/time/date.ts";
import type { Instant } from "../core/time/instant.ts";
import type { Leaf, RankLeaf, SetNode } from "../rules/plan.ts";
import { planKey } from "../rules/planning/key.ts";
import { all, column, constant, infix, not, table, value } from "../sql/build.ts";
import type { Dialect } from "../sql/dialect.ts";
import { clickhouse } from "../sql/dialects/clickhouse.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { print } from "../sql/print.ts";
import type { Expression } from "../sql/tree.ts";
import type { Layout } from "../warehouse/layout.ts";
import type { Engine } from "../warehouse/port.ts";
import type { Conditions, Found } from "./conditions.ts";
import { decodeKeys } from "./decode.ts";
import { and, type Keyset, nobody, or, without } from "./keyset.ts";
import { latestLists } from "./latest.ts";
import { lowerLeaf } from "./lower/leaf.ts";
import type { World } from "./lower/rows.ts";
import { type Asked, passesOf } from "./passes.ts";
import { rankMembers } from "./ranks.ts";

/** What evaluation runs on. */
export interface Setting {
  readonly engine: Engine;
  readonly layout: Layout;
  /** The workspace's local day of an instant. */
  readonly dayOf: (at: Instant) => Day;
  /** Results kept from one evaluation to the next. */
  readonly conditions?: Conditions;
  /** From how many windows on counts share one list of latest instants; `SHARED_FROM` unless said otherwise. */
  readonly sharedFrom?: number;
  /** Told after every pass. */
  readonly progress?: (done: number, total: number) => void;
}

/** Whose set is asked for. */
export interface Question {
  readonly set: SetNode;
  readonly at: Instant;
  readonly audience: "customers" | "with anonymous";
}

/** The members of a plan. */
export async function evaluate(question: Question, setting: Setting): Promise<Keyset> {
  const [found] = await evaluateMany([question], setting);
  return found ?? nobody(setting.layout.maxKey);
}

/** The members of several plans, in their order. Equal leaves are evaluated once, and leaves over the same rows in one pass. */
export async function evaluateMany(questions: readonly Question[], setting: Setting): Promise<readonly Keyset[]> {
  const run = startRun(setting);
  for (const question of questions) collect(question.set, question, run);
  await runLeaves(run, questions);
  return questions.map((question) => setOf(question.set, question, run));
}

interface Wanted {
  readonly key: string;
  readonly leaf: Leaf;
  readonly question: Question;
}

/** One evaluation: what is wanted and what is known. */
interface Run {
  readonly setting: Setting;
  readonly world: World;
  readonly wanted: Map<string, Wanted>;
  readonly found: Map<string, Found>;
}

/** The dialect in which an engine's statements are printed. */
export function dialectOf(engine: Engine): Dialect {
  return engine.name === "duckdb" ? duckdb : clickhouse;
}

function startRun(setting: Setting): Run {
  const { engine, layout, dayOf } = setting;
  return { setting, world: { layout, dialect: dialectOf(engine), dayOf }, wanted: new Map(), found: new Map() };
}

/** A rank depends on who there is, other leaves do not. */
function keyOf(leaf: Leaf, question: Question): string {
  return leaf.op === "rank" ? `${planKey(leaf)} ${question.at} ${question.audience}` : planKey(leaf);
}

function collect(node: SetNode, question: Question, run: Run): void {
  switch (node.op) {
    case "universe":
    case "named":
    case "nobody":
      return;
    case "and":
    case "or":
      for (const part of node.of) collect(part, question, run);
      return;
    case "not":
    case "segment":
      collect(node.of, question, run);
      return;
    case "rank":
      collect(node.within, question, run);
      for (const { members } of node.by) if (members !== undefined) collect(members, question, run);
  }
  const key = keyOf(node, question);
  if (!run.wanted.has(key)) run.wanted.set(key, { key, leaf: node, question });
}

/** Evaluates everything wanted that is not known yet: first the leaves that stand by themselves, then ranks, inner ones first. */
async function runLeaves(run: Run, questions: readonly Question[]): Promise<void> {
  const { generation } = run.setting.layout;
  const missing: Wanted[] = [];
  for (const wanted of run.wanted.values()) {
    const kept = run.setting.conditions?.get(wanted.key, generation);
    if (kept === undefined) missing.push(wanted);
    else run.found.set(wanted.key, kept);
  }
  await askFor([...tasksOf(missing, run), ...universes(questions, run)], run);
  for (const { leaf, key, question } of missing) {
    if (leaf.op !== "rank") continue;
    const set = await rankMembers(leaf, rankSets(leaf, question, run), run.setting.engine, run.world);
    keep(key, { set, complement: false }, run);
  }
}

type Task = Asked | { readonly key: string; readonly settled: boolean };

/** What is to be asked for leaves that stand by themselves. */
function tasksOf(missing: readonly Wanted[], run: Run): readonly Task[] {
  const lists = latestLists(missing, run.world, run.setting.sharedFrom);
  return missing.flatMap(({ leaf, key }): readonly Task[] => {
    if (leaf.op === "rank") return [];
    const found = lists.get(key) ?? lowerLeaf(leaf, run.world);
    return ["settled" in found ? { key, settled: found.complement } : { key, lowered: found }];
  });
}

function rankSets(leaf: RankLeaf, question: Question, run: Run): readonly Keyset[] {
  const within = setOf(leaf.within, question, run);
  return leaf.by.map(({ members }) => (members === undefined ? within : and(within, setOf(members, question, run))));
}

function keep(key: string, found: Found, run: Run): void {
  run.found.set(key, found);
  run.setting.conditions?.keep(key, run.setting.layout.generation, found);
}

async function askFor(tasks: readonly Task[], run: Run): Promise<void> {
  const { engine, layout, progress } = run.setting;
  const { maxKey } = layout;
  const asked: Asked[] = [];
  for (const task of tasks) {
    if ("settled" in task) keep(task.key, { set: nobody(maxKey), complement: task.settled }, run);
    else asked.push(task);
  }
  const passes = passesOf(asked, maxKey, run.world.dialect);
  for (const [index, pass] of passes.entries()) {
    const [row] = await engine.rows(print(pass.query, run.world.dialect));
    pass.asked.forEach((one, i) => {
      keep(one.key, { set: decodeKeys(row?.[`s${i}`] ?? null, run.world), complement: one.lowered.complement }, run);
    });
    progress?.(index + 1, passes.length);
  }
}

/** Who exists: known for each instant and audience asked about, and those who are not anonymous. */
function universes(questions: readonly Question[], run: Run): readonly Task[] {
  const tasks = new Map<string, Task>();
  const { layout, conditions } = run.setting;
  const since = column("since", "e");
  const add = (key: string, condition: Expression): void => {
    const kept = conditions?.get(key, layout.generation);
    if (kept !== undefined) run.found.set(key, kept);
    if (kept !== undefined || tasks.has(key)) return;
    const lowered = { from: table("customer_now", "e"), joins: [], where: constant(true), customer: column("customer", "e") };
    tasks.set(key, { key, lowered: { ...lowered, about: "row", condition, complement: false } });
  };
  for (const question of questions) {
    const early = question.at >= layout.everyoneSince ? undefined : infix(since, "<=", value(question.at));
    add(universeKey(question, layout), all([early, question.audience === "customers" && layout.anyAnonymous ? known : undefined]));
  }
  if (layout.anyAnonymous) add(NAMED, known);
  return [...tasks.values()];
}

const NAMED = "named";
const known = not(column("anonymous", "e"));

function universeKey(question: Omit<Question, "set">, layout: Layout): string {
  const audience = layout.anyAnonymous ? question.audience : "with anonymous";
  return `universe ${question.at >= layout.everyoneSince ? "now" : question.at} ${audience}`;
}

/** The set of a node among the customers there are. All its leaves are known. */
function setOf(node: SetNode, question: Question, run: Run): Keyset {
  const there = foundAt(universeKey(question, run.setting.layout), run).set;
  switch (node.op) {
    case "universe":
      return there;
    case "named":
      return run.setting.layout.anyAnonymous ? and(there, foundAt(NAMED, run).set) : there;
    case "nobody":
      return nobody(run.setting.layout.maxKey);
    case "and":
      return node.of.map((part) => setOf(part, question, run)).reduce(and, there);
    case "or":
      return node.of.map((part) => setOf(part, question, run)).reduce(or, nobody(run.setting.layout.maxKey));
    case "not":
      return without(there, setOf(node.of, question, run));
    case "segment":
      return setOf(node.of, question, run);
    default: {
      const { set, complement } = foundAt(keyOf(node, question), run);
      return complement ? without(there, set) : and(there, set);
    }
  }
}

function foundAt(key: string, run: Run): Found {
  const found = run.found.get(key);
  if (found === undefined) throw new RangeError("a leaf was not evaluated");
  return found;
}
