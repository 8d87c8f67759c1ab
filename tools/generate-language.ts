// Rewrites docs/language.md from the language's own sources: node tools/generate-language.ts
import { writeFileSync } from "node:fs";
import { kinds } from "../src/rules/kinds/registry.ts";
import { languageManual } from "../src/rules/manual.ts";

writeFileSync(new URL("../docs/language.md", import.meta.url), languageManual(kinds));
