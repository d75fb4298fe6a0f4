/* Back in the browser leads to the screen before, not away from the form: each screen has an entry in the history that holds its number alone. */
(function () {
  "use strict";
  const fill = globalThis.motcua.fill;

  /* The entry that the reader came with has no number, and so has one of a link within the page. */
  function at() { return Number.isInteger(history.state) ? history.state : 0; }

  /** `enter(depth)` tells how deep the screen lies that is shown now, `leave()` that none is; `back(depth)` shows the one to which the reader went back.
      An entry that no screen stands for, left by what was filled before or ahead after going back, is passed. */
  fill.places = function (back) {
    let depths = [], here = at(), base = "", pending = 0;
    /* Only the last of several steps back tells where the reader is. */
    function rewind(to) {
      if (here <= to) return;
      pending += 1;
      history.go(to - here);
      here = to;
    }
    /* Each screen scrolls to its own head. */
    function hold() { history.scrollRestoration = depths.length ? "manual" : "auto"; }
    addEventListener("popstate", function () {
      const before = here, isPlain = history.state === null;
      if (pending) pending -= 1;
      if (isPlain && !base) base = location.href;
      if (isPlain && location.href !== base) return;
      here = at();
      hold();
      if (pending) return;
      if (!depths.length) {
        if (here < before) rewind(0);
      } else if (here >= depths.length) rewind(depths.length - 1);
      else if (here < depths.length - 1) {
        depths.length = here + 1;
        back(depths[here]);
      }
    });
    return {
      enter: function (depth) {
        const passed = depths.filter(function (each) { return each < depth; });
        if (!depths.length) {
          if (!pending) here = at();
          base = at() ? "" : location.href;
          rewind(0);
        } else if (passed.length === depths.length) {
          here = depths.length;
          history.pushState(here, "");
        } else rewind(passed.length);
        depths = passed.concat(depth);
        hold();
      },
      leave: function () { rewind(0); },
      forget: function () {
        depths = [];
        hold();
      },
    };
  };
})();
