// What a ZIP holds as yauzl reads it: each name with the SHA-256 of its bytes, as JSON.
import { createHash } from "node:crypto";
import yauzl from "yauzl";

yauzl.open(process.argv[2], { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (fault, zip) => {
  if (fault) throw fault;
  const found = {};
  zip.on("entry", (entry) => zip.openReadStream(entry, (fault, stream) => {
    if (fault) throw fault;
    const hash = createHash("sha256");
    stream.on("data", (part) => hash.update(part));
    stream.on("end", () => { found[entry.fileName] = hash.digest("hex"); zip.readEntry(); });
  }));
  zip.on("end", () => console.log(JSON.stringify(found)));
  zip.on("error", (fault) => { throw fault; });
  zip.readEntry();
});
