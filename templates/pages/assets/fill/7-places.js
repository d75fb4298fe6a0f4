/* Back in the browser leads to the screen before, not away from the form: each screen has an entry in the history that holds nothing. */
(function () {
  "use strict";
  const fill = globalThis.motcua.fill;

  /* An entry says neither which screen it is nor anything typed. What is left behind is marked by how the browser restores its scrolling,
     which it keeps for each entry: so one that is arrived at and not marked lies ahead, and the reader is led back from it. */
  function mark(isPassed) { history.scrollRestoration = isPassed ? "manual" : "auto"; }

  /** `enter(depth)` tells how deep the screen lies that is shown now, `leave()` that none is; `back` shows the one before when the reader goes back. */
  fill.places = function (back) {
    let depths = [], quiet = 0, address = location.href;
    function rewind(steps) {
      if (!steps) return;
      quiet += 1;
      history.go(-steps);
    }
    addEventListener("popstate", function () {
      const isOurs = depths.length && location.href === address, isPassed = history.scrollRestoration === "manual";
      address = location.href;
      mark(false);
      if (quiet) quiet -= 1;
      else if (isOurs && !isPassed) rewind(1);
      else if (isOurs && depths.length > 1) {
        depths.pop();
        back();
      }
    });
    return {
      enter: function (depth) {
        const passed = depths.filter(function (each) { return each < depth; }), isDeeper = depths.length && passed.length === depths.length;
        if (isDeeper) {
          mark(true);
          history.pushState(null, "");
          mark(false);
        } else rewind(Math.max(depths.length - passed.length - 1, 0));
        address = location.href;
        depths = passed.concat(depth);
      },
      leave: function () {
        rewind(Math.max(depths.length - 1, 0));
        depths = [];
      },
      forget: function () { depths = []; },
    };
  };
})();
