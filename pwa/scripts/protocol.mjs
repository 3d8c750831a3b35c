/** Types of the wire, made from docs/protocol.schema.json; `--check` fails when they have drifted. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "../../docs/protocol.schema.json");
const target = join(here, "../src/net/protocol.gen.ts");

const schema = JSON.parse(readFileSync(source, "utf8"));
const text = await compile(schema, schema.title ?? "Protocol", {
  additionalProperties: false,
  unreachableDefinitions: true,
  bannerComment: "/** Made by `npm run protocol` from docs/protocol.schema.json. Do not edit. */",
});

if (process.argv.includes("--check")) {
  const current = existsSync(target) ? readFileSync(target, "utf8") : "";
  if (current !== text) {
    process.stderr.write(
      "src/net/protocol.gen.ts has drifted from docs/protocol.schema.json: npm run protocol\n",
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
