// Read GIFT files by the parser gift-pegjs and print their questions as JSON, a list for each file.
import { readFileSync } from "node:fs";
import { parse } from "gift-pegjs";

const read = (file) => parse(readFileSync(file, "utf8"));
console.log(JSON.stringify(process.argv.slice(2).map(read)));
