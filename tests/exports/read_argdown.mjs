// Parses an Argdown file with Argdown's own parser and prints, as JSON, its errors, statements and relations.
import { readFileSync } from "node:fs";
import * as core from "@argdown/core";

const { ArgdownApplication, ParserPlugin, DataPlugin, ModelPlugin, PreselectionPlugin } = core;
const app = new ArgdownApplication();
for (const [Plugin, step] of [[ParserPlugin, "parse"], [DataPlugin, "model"], [ModelPlugin, "model"]]) app.addPlugin(new Plugin(), step);
const read = app.run({ process: ["parse", "model"], input: readFileSync(process.argv[2], "utf-8"), logLevel: "silent" });
const errors = [...(read.lexerErrors ?? []), ...(read.parserErrors ?? [])].map((e) => e.message);
const statements = Object.values(read.statements).map((s) => [s.title, s.members.map((m) => m.text).filter(Boolean).join(""), s.tags ?? []]);
const args = Object.values(read.arguments).map((a) => [a.title, a.pcs.map((s) => [s.title, s.role])]);
const relations = read.relations.map((r) => [r.relationType, r.from?.title, r.to?.title]);
console.log(JSON.stringify({ errors, statements, arguments: args, relations }));
