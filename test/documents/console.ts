/** Commands shown in a document, with the output that it promises. */
export interface Shown {
  /** As written behind the `$`. */
  readonly command: string;
  /** What `main` is given. */
  readonly args: readonly string[];
  readonly output: string;
}

/** Every `$ npx kindred …` and `$ npm start` of the `console` blocks of a Markdown text, with the lines up to the next command. */
export function consoleBlocks(markdown: string): readonly Shown[] {
  return [...markdown.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = ""]) => {
    const parts = block.split(/^\$ /m).slice(1);
    return parts.map((part) => {
      const [command = "", ...lines] = part.split("\n");
      return { command, args: argumentsOf(command), output: lines.join("\n") };
    });
  });
}

function argumentsOf(command: string): readonly string[] {
  if (command === "npm start") return ["demo"];
  if (!command.startsWith("npx kindred ")) throw new Error(`a document shows a command that is not kindred's: ${command}`);
  return [...command.slice("npx kindred ".length).matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );
}
