/* Whether a reader's file is still the one to use: its digest is looked up among those of all forms. The file never leaves the device. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, section = document.querySelector(".check"), input = section.querySelector("input"), told = section.querySelector("[role=status]");
  const LARGEST = 10485760;
  let table = null, latest = 0;

  motcua.knownForms = function (known) { table = known; };

  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }
  function tell(state, lines, page) {
    const parts = lines.map(function (line) {
      const paragraph = document.createElement("p");
      [].concat(line).forEach(function (piece) {
        const words = piece.map ? document.createElement("span") : document.createTextNode(piece);
        if (piece.map) {
          words.lang = piece[1];
          words.textContent = piece[0];
        }
        paragraph.append(words);
      });
      return paragraph;
    });
    if (page) {
      const link = document.createElement("a");
      link.href = section.dataset.root + page;
      link.textContent = table.said.to_page;
      parts.push(document.createElement("p"));
      parts[parts.length - 1].append(link);
    }
    section.dataset.state = state;
    told.textContent = "";
    told.append.apply(told, parts);
  }
  function answer(digest) {
    const found = table.answers[table.files[digest.slice(0, 32)]];
    if (!found) return tell("unknown", [table.said.unknown, table.said.unknown_hint]);
    const at = today() < found[0] ? 0 : 1;
    tell(found[1][at], [found[2][at]], found[3]);
  }

  /* The browser's own reckoning where it lends it: pages from a disk or without encryption do without. */
  function digestOf(buffer) {
    const own = function () { return motcua.sha256(new Uint8Array(buffer)); };
    if (!window.isSecureContext || !window.crypto || !crypto.subtle) return own();
    return crypto.subtle.digest("SHA-256", buffer).then(function (found) {
      return Array.prototype.map.call(new Uint8Array(found), function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
    }, own);
  }
  function loaded() {
    return new Promise(function (done, failed) {
      if (table) return done();
      motcua.script(new URL(section.dataset.known, document.baseURI).href, failed, done);
    });
  }
  function look(file) {
    const own = ++latest;
    if (!file) return;
    loaded().then(function () { return file.size > LARGEST ? "" : file.arrayBuffer().then(digestOf); })
      .then(function (digest) { if (own === latest) answer(digest); })
      .catch(function () { if (own === latest) tell("failed", [section.dataset.failed]); });
  }

  input.addEventListener("change", function () { look(input.files[0]); });
  ["dragenter", "dragover"].forEach(function (kind) {
    section.addEventListener(kind, function (event) {
      event.preventDefault();
      section.open = true;
      section.classList.add("check--over");
    });
  });
  section.addEventListener("dragleave", function () { section.classList.remove("check--over"); });
  section.addEventListener("drop", function (event) {
    event.preventDefault();
    section.classList.remove("check--over");
    look(event.dataTransfer.files[0]);
  });
  section.hidden = false;
})();
