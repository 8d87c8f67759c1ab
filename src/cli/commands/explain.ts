import { type AtOption, atOption } from "../at.ts";
import type { Specification } from "../command.ts";
import { explanationText } from "../explanation.ts";

/** `kindred explain RULE CUSTOMER`: why a customer is in or out, and when that flips by itself. */
export const explain: Specification<AtOption> = {
  usage: "explain <rule> <customer>",
  summary: "say why a customer is in or out: values, events, and when it flips by itself",
  configure: (command) => atOption(command),
  run: async (context, options, rule = "", customer = "") => {
    const { explainRule } = await import("../../app/explain.ts");
    const explanation = await explainRule({ directory: context.workspace, text: rule, customer, at: options.at });
    context.io.out(context.json ? `${JSON.stringify(explanation)}\n` : explanationText(explanation));
    return 0;
  },
};
