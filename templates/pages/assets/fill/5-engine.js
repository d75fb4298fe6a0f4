/* What writes answers into the blank, and the blank: both come when the reader begins, and once. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, fill = motcua.fill;

  /* Where a page may make no markup out of texts, the file's own parts are read as what they are. */
  function Parser() {}
  Parser.prototype.parseFromString = function (text) { return motcua.xml(text); };

  /** `load()` asks for both; `whenThere(act)` calls `act` with whether they came, now or later. */
  fill.engine = function (addresses) {
    let state = "", waiting = [];
    function load() {
      if (state) return;
      state = "loading";
      motcua.engine = { DOMParser: Parser, XMLSerializer: XMLSerializer, XMLDocument: window.XMLDocument };
      let missing = addresses.length;
      addresses.forEach(function (address) {
        motcua.script(new URL(address, location.href).href, function () { settle(""); }, function () { if (!--missing) settle("there"); });
      });
    }
    function settle(found) {
      if (state !== "loading") return;
      state = found;
      waiting.splice(0).forEach(function (each) { each(found === "there"); });
    }
    function whenThere(act) {
      if (state === "there") return act(true);
      waiting.push(act);
      load();
    }
    return { load: load, whenThere: whenThere };
  };
})();
