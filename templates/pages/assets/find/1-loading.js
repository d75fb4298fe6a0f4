/* Scripts of this site, and the search index, which comes when a search box is first used. `motcua.finder` is what the box and the page of results
   share: `load` calls a listener whenever there is more to search in. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {};
  const root = new URL("..", document.currentScript.src).href, language = document.documentElement.lang;
  const LATER = 100, SLICE = 12;
  const listeners = [];
  let prepared = null, hasFailed = false, isAnew = false;

  /* Scripts run in the order in which they are asked for; a page may allow scripts of this site alone. */
  const policy = window.trustedTypes && trustedTypes.createPolicy("motcua", { createScriptURL: function (address) {
    if (address.indexOf(root) !== 0) throw new TypeError(address);
    return address;
  }, createHTML: String });

  /* A text as a tree of XML, in which nothing runs and which is no part of the page. */
  motcua.xml = function (text) { return new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "application/xml"); };

  motcua.script = function (address, failed, arrived) {
    const script = document.createElement("script");
    script.async = false;
    script.src = policy ? policy.createScriptURL(address) : address;
    script.onerror = failed;
    script.onload = arrived;
    document.head.appendChild(script);
  };

  /* A script by its path from the site's root. */
  function loadScript(path, failed, arrived) { motcua.script(root + path, failed, arrived); }

  function tell() { listeners.forEach(function (each) { each(!hasFailed); }); }

  /* A list of shards that names files of an earlier day may lie in a cache: everything is asked for once more, past it. */
  function fail() {
    if (prepared || hasFailed) return;
    if (!isAnew) {
      isAnew = true;
      return ask("?anew");
    }
    hasFailed = true;
    tell();
  }
  function ask(past) {
    motcua.script(root + "search/words-" + language + ".js" + past, fail, null);
    motcua.script(root + "assets/search.js" + past, fail, null);
    motcua.script(root + "search/current.js" + past, fail, function () {
      const current = motcua.search && motcua.search.current;
      if (!current || !motcua.words || current.version !== motcua.search.VERSION || !current.first[language]) return fail();
      all(current.first[language], fail, function () {
        prepare(motcua.search.preparing(motcua.search.shards, language), function (index) {
          prepared = index;
          tell();
          /* What a first letter does not need comes when its answer is painted. */
          setTimeout(function () {
            all(current.more, null, function () { prepare(motcua.search.extending(prepared, motcua.search.shards), tell); });
          }, LATER);
        });
      });
    });
  }
  /* A slice of the work in each turn, so that keys are heard between them. */
  function prepare(steps, done) {
    const until = performance.now() + SLICE;
    for (;;) {
      const step = steps.next();
      if (step.done) return done(step.value);
      if (performance.now() > until) break;
    }
    setTimeout(function () { prepare(steps, done); });
  }
  function all(paths, failed, arrived) {
    let missing = paths.length;
    paths.forEach(function (path) { motcua.script(root + path, failed, function () { if (!--missing) arrived(); }); });
  }

  /* Calls the listener with true whenever there is more to search in, with false when there will be nothing. */
  function load(listener) {
    listeners.push(listener);
    if (prepared || hasFailed) listener(!hasFailed);
    else if (listeners.length === 1) ask("");
  }

  motcua.finder = { root: root, language: language, load: load, loadScript: loadScript, prepared: function () { return prepared; } };
})();
